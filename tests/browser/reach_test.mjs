// SPDX-License-Identifier: EUPL-1.2
// Everybody can use it: by keyboard, at 360 px, without script for reading, in both directions of writing, checked by axe.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { leave, startDemo, visit } from './demo.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let demo;
before(async () => { demo = await startDemo(); });
after(async () => { await demo?.stop(); });

const persons = () => ({
  'parent, nl': demo.person('mother', 'in Dutch'),
  'parent, ar': demo.person('in Arabic'),
  'parent, en': demo.person('in English'),
  'professional, nl': demo.person('works on'),
});

// The addresses of this person's pages: start, and the first child or group.
async function pagesOf(page) {
  await page.goto(demo.origin);
  const links = await page.locator('.child-card .child-link, ul.others a').evaluateAll((all) => all.map((link) => link.href));
  const pages = [demo.origin, ...new Set(links.slice(0, 2))];
  const board = links.find((link) => link.includes('/group/'));
  if (board) {
    await page.goto(board);
    pages.push(await page.locator('a.tile-open').first().evaluate((link) => link.href));
  }
  return pages;
}

// axe is run from outside the page's content policy.
async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  return violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map((node) => node.html.slice(0, 140)).slice(0, 3).join(' | ')}`);
}

for (const who of ['parent, nl', 'parent, ar', 'parent, en', 'professional, nl']) {
  for (const colorScheme of ['light', 'dark']) {
    test(`axe finds nothing on the pages of ${who} (${colorScheme})`, async () => {
      const page = await visit(demo, persons()[who], { bypassCSP: true, colorScheme });
      const found = [];
      for (const address of await pagesOf(page)) {
        for (const width of [390, 1180]) {
          await page.setViewportSize({ width, height: 820 });
          await page.goto(address);
          found.push(...await faults(page));
        }
      }
      assert.deepEqual(found, []);
      await leave(page);
    });
  }
}

test('axe finds nothing on the pages of who is not signed in', async () => {
  const page = await visit(demo, null, { bypassCSP: true });
  page.expectConsole(/404/);
  const found = [];
  for (const path of ['/sign-in', '/sign-in?language=ar', '/nowhere', new URL(demo.person('mother', 'in Dutch').link).pathname]) {
    await page.goto(demo.origin + path);
    found.push(...await faults(page));
  }
  assert.deepEqual(found, []);
  await leave(page);
});

for (const who of ['parent, nl', 'parent, ar', 'professional, nl']) {
  test(`R132: the pages of ${who} fit 360 px, with targets that a thumb hits`, async () => {
    const page = await visit(demo, persons()[who], { viewport: { width: 360, height: 740 } });
    for (const address of await pagesOf(page)) {
      await page.goto(address);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 360, `${address} is ${wide} px wide`);
      const small = await page.evaluate(() => [...document.querySelectorAll('a, button, summary, select, textarea, label.choice, label.kind')]
        .filter((one) => one.checkVisibility() && !one.closest('.hidden, .skip'))
        .map((one) => ({ html: one.outerHTML.slice(0, 100), ...one.getBoundingClientRect().toJSON() }))
        .filter(({ width, height }) => width > 0 && (width < 44 || height < 44)).map(({ html, width, height }) => `${width}x${height} ${html}`));
      assert.deepEqual(small, [], address);
    }
    await leave(page);
  });
}

test('R132: a parent reads and writes without script', async () => {
  const page = await visit(demo, demo.person('mother', 'in Dutch'), { javaScriptEnabled: false });
  await page.locator('.child-card .child-link').first().click();
  const words = `Zonder script geschreven (${Date.now()})`;
  await page.locator('form#compose textarea').fill(words);
  await page.locator('form#compose button').last().click();
  await page.locator('.notebook .slot .entry.home', { hasText: words }).waitFor();
  await page.locator('.week a').first().click();
  await page.waitForSelector('main.day');
  await leave(page);
});

test('R132: the group records without script', async () => {
  const page = await visit(demo, demo.person('works on'), { javaScriptEnabled: false, viewport: { width: 1180, height: 820 } });
  await page.locator('ul.others a').first().click();
  await page.locator('li.tile label.tile-select').first().click();
  await page.locator('form#record label.kind:has(input[value=food])').click();
  await page.locator('form#record button[value="food.half"]').click();
  await page.locator('#undo form', { hasText: 'de helft' }).waitFor();
  await leave(page);
});

test('R132: the morning note is written with the keyboard alone', async () => {
  const page = await visit(demo, demo.person('mother', 'in Dutch'), { viewport: { width: 360, height: 740 } });
  const words = `Met toetsen geschreven (${Date.now()})`;
  const focused = () => page.evaluate(() => document.activeElement?.tagName + '.' + (document.activeElement?.className ?? '') + '#' + (document.activeElement?.name ?? ''));
  const tabTo = async (pattern) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      if (pattern.test(await focused())) return;
    }
    assert.fail(`no way by keyboard to ${pattern}: at ${await focused()}`);
  };
  await tabTo(/child-link/);
  await page.keyboard.press('Enter');
  await page.waitForSelector('main.day');
  await tabTo(/TEXTAREA.*#words/);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outline, 'none');
  await page.keyboard.type(words);
  await tabTo(/BUTTON.*primary/);
  await page.keyboard.press('Enter');
  await page.locator('.entry.home', { hasText: words }).waitFor();
  await leave(page);
});

test('R130: own children stand first after signing in, in every language', async () => {
  for (const who of Object.values(persons()).slice(0, 3)) {
    const page = await visit(demo, who);
    const first = await page.locator('main h1, main h2, main ul').evaluateAll((all) => all.map((one) => one.className || one.tagName));
    assert.equal(first[0], 'H1');
    assert.equal(first[1], 'children');
    await leave(page);
  }
});

// The pages of the A4 paper that a browser makes of a page: Chromium writes each as an object of its own.
async function sheetsOf(page) {
  const pdf = await page.pdf({ format: 'A4', margin: { top: '10mm', bottom: '10mm', left: '10mm', right: '10mm' } });
  return pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
}

async function speak(page, language) {
  await page.goto(`${demo.origin}/me`);
  const chooser = page.locator('form[action="/language"]');
  await chooser.locator('select').selectOption(language);
  await chooser.locator('button').click();
  await page.waitForFunction((code) => document.documentElement.lang.startsWith(code), language);
}

test('R240 R232: the information sheet and an accident notice fit one sheet of paper, in Dutch and in Arabic', async () => {
  const page = await visit(demo, demo.person('Wilma'), { viewport: { width: 1180, height: 820 } });
  await page.goto(demo.origin);
  const boards = await page.locator('a[href*="/group/"]').evaluateAll((links) => links.map(({ href }) => href));
  const noor = page.locator('.tile', { hasText: 'Noor' }).locator('a.tile-open');
  for (let i = 0; i < boards.length && (i === 0 || await noor.count() === 0); i += 1) await page.goto(boards[i]);
  const child = /\/child\/[^/]+/.exec(await noor.first().getAttribute('href'))[0];
  for (const language of ['nl', 'ar']) {
    await speak(page, language);
    for (const path of [`${child}/sheet`, `${child}/accidents`]) {
      await page.goto(demo.origin + path);
      const notice = page.locator('main a[href*="/accidents/"]').first();
      if (path.endsWith('accidents')) await notice.click();
      assert.equal(await sheetsOf(page), 1, `${page.url()} (${language})`);
    }
  }
  await leave(page);
});

test('R040: a day and a week of a child are one sheet of paper each, in Dutch and in Arabic', async () => {
  const page = await visit(demo, demo.person('Wilma'), { viewport: { width: 1180, height: 820 } });
  await page.goto(demo.origin);
  const boards = await page.locator('a[href*="/group/"]').evaluateAll((links) => links.map(({ href }) => href));
  const noor = page.locator('.tile', { hasText: 'Noor' }).locator('a.tile-open');
  for (let i = 0; i < boards.length && (i === 0 || await noor.count() === 0); i += 1) await page.goto(boards[i]);
  const day = await noor.first().getAttribute('href');
  for (const language of ['nl', 'ar']) {
    await speak(page, language);
    for (const path of ['booklet', 'booklet/week']) {
      await page.goto(`${demo.origin}${day}/${path}`);
      assert.equal(await page.locator('#booklet').count(), 1, path);
      assert.equal(await sheetsOf(page), 1, `${page.url()} (${language})`);
    }
  }
  await leave(page);
});

test('R245: each letter of an invitation is one sheet of paper, in the language of who gets it', async () => {
  const page = await visit(demo, demo.person('Wilma'), { viewport: { width: 1180, height: 820 } });
  await page.goto(`${demo.origin}/invitations`);
  await page.locator('#tick').click();
  await page.locator('#invite button[name=way][value=letter]').click();
  for (const language of ['ar', 'nl']) {
    await speak(page, language);
    await page.goto(`${demo.origin}/invitations`);
    await page.locator('a[href^="/invitations/letters"]').click();
    const count = await page.locator('.letter').count();
    assert.ok(count > 1 && await page.locator('.letter[lang=ar]').count() > 0, `${count} letters`);
    assert.equal(await sheetsOf(page), count, language);
  }
  await leave(page);
});
