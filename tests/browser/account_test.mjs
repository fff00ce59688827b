// SPDX-License-Identifier: EUPL-1.2
// The pages behind "Alles over Noor", "Ik" and the people of a location, each opened as somebody whom it is for: axe finds nothing, and
// nothing is wider than the screen. On a telephone and on a desk, in Dutch and Arabic, light and dark.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { leave, startDemo, visit } from './demo.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let demo;
before(async () => { demo = await startDemo(); });
after(async () => { await demo?.stop(); });

const views = [
  { width: 390, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
];

// axe is run from outside the page's content policy.
async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return [
    ...violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map((node) => node.html.slice(0, 140)).slice(0, 3).join(' | ')}`),
    ...(wide > 0 ? [`${page.url()} is ${wide} px wider than the screen`] : []),
  ];
}

const hrefs = (page, selector) => page.locator(selector).evaluateAll((all) => all.map((link) => link.href));

// The page of the first child, of a parent or of a group.
async function hubOf(page) {
  await page.goto(demo.origin);
  const own = page.locator('#children a.child-link');
  if (await own.count() > 0) {
    await own.first().click();
  } else {
    await page.goto((await hrefs(page, 'ul.others a[href*="/group/"]'))[0]);
    await page.goto((await hrefs(page, 'a.tile-open'))[0]);
  }
  await page.locator('a[href$="/about"]').click();
  await page.waitForURL(/\/about$/);
  return page.url();
}

async function pagesOf(page, more) {
  const hub = await hubOf(page);
  const ofChild = await hrefs(page, '#hub a');
  await page.goto(`${demo.origin}/me`);
  const own = await hrefs(page, '#hub a');
  return [hub, ...ofChild, `${demo.origin}/me`, ...own, ...await more(page)];
}

async function ofLocation(page) {
  await page.goto(demo.origin);
  const people = (await hrefs(page, '#places a'))[0];
  await page.goto(people);
  const further = (await hrefs(page, 'main a[href*="/location/"]')).filter((href) => href !== people);
  await page.goto(further.find((href) => href.endsWith('/practical')));
  return [people, ...further, (await hrefs(page, '#topics a'))[0], `${demo.origin}/privacy/requests`];
}

async function ofGroup(page) {
  await page.goto(await hubOf(page));
  await page.goto((await hrefs(page, '#hub a[href$="/background"]'))[0]);
  return [(await hrefs(page, '#told a'))[0], `${demo.origin}/tasks`];
}

const persons = {
  'a parent (nl)': [() => demo.person('mother', 'in Dutch'), async () => [`${demo.origin}/passkeys/add`], views],
  'a parent (ar)': [() => demo.person('in Arabic'), async () => [], [{ width: 390, colorScheme: 'dark' }]],
  'a professional': [() => demo.person('works on'), ofGroup, views],
  'a manager': [() => demo.person('manager'), ofLocation, [{ width: 390, colorScheme: 'dark' }]],
};

for (const [who, [person, more, sizes]] of Object.entries(persons))
  test(`every page behind the child and oneself can be used by ${who}`, async () => {
    const page = await visit(demo, person(), { bypassCSP: true });
    const pages = [...new Set(await pagesOf(page, more))];
    assert.ok(pages.length > 8, pages.join('\n'));
    const found = [];
    for (const { width, colorScheme } of sizes) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 820 });
      for (const address of pages) {
        const answer = await page.goto(address);
        assert.equal(answer.status(), 200, address);
        found.push(...await faults(page));
      }
    }
    assert.deepEqual(found, []);
    await leave(page);
  });
