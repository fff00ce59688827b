// SPDX-License-Identifier: EUPL-1.2
// Lived through by people who were told nothing: a day from both sides in Dutch and in Arabic, the week of an out-of-school child, the first five
// minutes of a stand-in. The demo's clock stands still on a Thursday afternoon, so that its day is the same whenever this runs. Taps and
// typed characters are counted and printed; axe looks at every page, HTML_CodeSniffer at the Arabic ones.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { leave, startDemo, visit } from './demo.mjs';

const { resolve } = createRequire(import.meta.url);
const axe = readFileSync(resolve('axe-core/axe.min.js'), 'utf8');
const sniffer = readFileSync(resolve('html_codesniffer/build/HTMLCS.js'), 'utf8');
const AT = '2026-11-19T16:10';
const desk = { viewport: { width: 1180, height: 820 }, bypassCSP: true };

let demo;
before(async () => { demo = await startDemo({ at: AT }); });
after(async () => { await demo?.stop(); });

let spent;
const tap = async (place) => { spent.taps += 1; await place.click(); };
const type = async (place, words) => { spent.characters += words.length; await place.fill(words); };

function tell(what, most) {
  console.log(`# ${what}: ${spent.taps} taps (at most ${most}), ${spent.characters} characters`);
  assert.ok(spent.taps <= most, `${what} takes ${spent.taps} taps`);
}

async function checked(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  const found = violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0].html.slice(0, 140)}`);
  if (await page.locator('html').getAttribute('dir') === 'rtl') found.push(...await sniffed(page));
  assert.deepEqual(found, []);
}

// Errors of WCAG 2 AA as HTML_CodeSniffer sees them.
async function sniffed(page) {
  await page.evaluate(sniffer);
  return page.evaluate(() => new Promise((answer) => {
    window.HTMLCS.process('WCAG2AA', document, () => answer(window.HTMLCS.getMessages()
      .filter(({ type: kind }) => kind === window.HTMLCS.ERROR)
      .map(({ code, element }) => `${location.pathname} ${code}: ${element.outerHTML?.slice(0, 140)}`)));
  }));
}

async function speak(page, language) {
  await page.goto(`${demo.origin}/me`);
  await page.locator('form[action="/language"] select').selectOption(language);
  await page.locator('form[action="/language"] button').click();
  await page.waitForFunction((code) => document.documentElement.lang.startsWith(code), language);
}

const tileOf = (page, name) => page.locator('li.tile', { has: page.locator('.tile-name', { hasText: new RegExp(`^${name}$`) }) });
const value = (page, code) => page.locator(`#record button[value="${code}"]`).first();
const kind = (page, name) => page.locator(`#record label.kind:has(input[value=${name}])`);

for (const [language, who, name] of [['nl', ['mother of Noor'], 'Noor'], ['ar', ['in Arabic'], 'Amina']]) {
  test(`R031 R037: a day of ${name} from both sides, each reading ${language}`, async () => {
    const home = await visit(demo, demo.person(...who), { bypassCSP: true });
    const group = await visit(demo, demo.person('works on'), desk);
    await speak(group, language);
    spent = { taps: 0, characters: 0 };
    await home.goto(demo.origin);
    await checked(home);
    await tap(home.locator('.child-card .child-link', { hasText: name === 'Noor' ? 'Noor' : '' }).first());
    await home.locator('main.day').waitFor();

    // Home: a note with a tap a choice.
    const words = `Oma haalt vandaag (${language})`;
    for (const choice of await home.locator('#compose fieldset:not(.readers) .choice:first-of-type').all()) await tap(choice);
    await type(home.locator('#compose textarea'), words);
    await tap(home.locator('#compose button.primary'));
    await home.locator('.entry.home', { hasText: words }).waitFor();
    tell(`the note from home (${language})`, 6);
    await checked(home);

    // The group: reads it, and records.
    await group.goto(demo.origin);
    await group.locator('ul.others a').first().click();
    const tile = tileOf(group, name);
    await tile.locator('.tile-note', { hasText: words }).locator('summary').click();
    if (await tile.locator('form.tile-presence').count() > 0) await tile.locator('form.tile-presence button').first().click();
    await tile.and(group.locator('.present')).waitFor();
    spent = { taps: 0, characters: 0 };
    await tap(tile.locator('.tile-select'));
    await tap(kind(group, 'food'));
    await tap(value(group, 'food.half'));
    tell(`food for one child (${language})`, 3);
    await checked(group);
    const chip = home.locator('.entry.centre .chip', { hasText: language === 'nl' ? /helft/ : /[\u0600-\u06ff]/ });
    await chip.first().waitFor();
    await home.locator('.entry.home', { hasText: words }).locator('.entry-note').waitFor();

    // Talk: the group writes in its own words, home answers, the group sees it.
    await tile.locator('.tile-open').click();
    await group.locator('main.day').waitFor();
    await checked(group);
    await group.locator('#single textarea, form.compose textarea, main.day form[data-send] textarea').first().waitFor({ state: 'attached' });
    const entry = home.locator('.entry.centre').filter({ has: home.locator('.chip') }).last();
    await entry.locator('details.answer summary').click();
    await entry.locator('details.answer textarea').fill(`Fijn (${language})`);
    await entry.locator('details.answer button').click();
    await group.locator('.reply.home', { hasText: `Fijn (${language})` }).waitFor();
    await speak(group, 'nl');
    await leave(home);
    await leave(group);
  });
}

test('HTML_CodeSniffer and axe find nothing on the Arabic pages of home and the group', async () => {
  const home = await visit(demo, demo.person('in Arabic'), { bypassCSP: true });
  const child = new URL(await home.locator('.child-card .child-link').first().evaluate(({ href }) => href)).pathname.split('/').slice(0, 3).join('/');
  for (const path of ['/', child, `${child}/about`, `${child}/sheet`, `${child}/looked`, '/me', '/privacy']) {
    await home.goto(demo.origin + path);
    if (await home.locator('main').count() > 0) await checked(home);
  }
  await leave(home);
  const group = await visit(demo, demo.person('works on'), desk);
  await speak(group, 'ar');
  await group.goto(demo.origin);
  const board = await group.locator('ul.others a').first().evaluate(({ href }) => href);
  for (const address of [demo.origin, board, `${board}/door`]) {
    await group.goto(address);
    await checked(group);
  }
  await speak(group, 'nl');
  await leave(group);
});

test('a week of an out-of-school child: its own set on the board, each day at home', async () => {
  const home = await visit(demo, demo.person('mother of Noor'), { bypassCSP: true });
  const group = await visit(demo, demo.link('ruben@boomhut.example'), desk);
  await home.locator('.child-card .child-link', { hasText: 'Mees' }).click();
  await home.locator('main.day').waitFor();
  await group.goto(demo.origin);
  await group.locator('ul.others a', { hasText: 'Avonturiers' }).first().click();
  await checked(group);
  const tile = tileOf(group, 'Mees');
  const coming = tile.locator('form.tile-presence button');
  if (await coming.count() > 0) await coming.first().click();
  await tile.and(group.locator('.present')).waitFor();
  for (const none of ['sleep', 'bottle', 'nappy']) assert.equal(await kind(group, none).count(), 0, none);
  spent = { taps: 0, characters: 0 };
  for (const name of ['company', 'homework', 'school']) {
    await tap(tile.locator('.tile-select'));
    await tap(kind(group, name));
    const first = group.locator(`#record .kind-${name} button.value`).first();
    const said = (await first.textContent()).trim();
    await tap(first);
    await home.locator('.entry.centre .chip', { hasText: said }).first().waitFor();
  }
  tell('with whom, homework and how school was', 9);
  await leave(group);

  // The week, day by day, by the way between the days; each is whole and says which day it is.
  const days = await home.locator('.week ol a').evaluateAll((links) => links.map(({ href, className }) => ({ href, written: className.includes('written') })));
  assert.ok(days.length >= 5, `${days.length} days`);
  let written = 0;
  for (const { href, written: says } of days) {
    await home.goto(href);
    const entries = await home.locator('#notebook .entry').count();
    assert.equal(entries > 0, says, href);
    written += Number(says);
    const times = await home.locator('.slot-time').evaluateAll((all) => all.map(({ dateTime }) => dateTime));
    assert.deepEqual(times, [...times].sort());
  }
  assert.ok(written >= 2, `${written} days with something on them`);
  await checked(home);
  await leave(home);
});

test('R045: a stand-in who was told nothing finds names, allergies and wishes, and records sleep', async () => {
  const samira = await visit(demo, demo.person('stands in'), desk);
  spent = { taps: 0, characters: 0 };
  await samira.goto(demo.origin);
  await checked(samira);
  await tap(samira.locator('ul.others a').first());
  await samira.locator('main.board').waitFor();
  const board = samira.url();
  await checked(samira);
  // On the board, without a tap: names, how to say them and whose they are, allergies, what home asks.
  const text = await samira.locator('#tiles').innerText();
  for (const name of ['Noor', 'Amina', 'Yusuf']) assert.match(text, new RegExp(`\\b${name}\\b`));
  assert.ok(await samira.locator('.tile-people i').count() > 0, 'no name says how it is said');
  assert.ok(await samira.locator('.tile .allergy b').count() > 0, 'no allergy');
  const wish = samira.locator('.tile a[href*="/wish"]').first();
  assert.ok(await wish.count() > 0 && await wish.isVisible(), 'no wish of today');
  await tap(wish);
  await samira.locator('.wish-asked, #wishes').first().waitFor();
  await checked(samira);
  await samira.goto(board);
  // A routine, from the page of a child.
  await tap(tileOf(samira, 'Noor').locator('.tile-open'));
  await samira.locator('main.day').waitFor();
  await checked(samira);
  await tap(samira.locator('.siblings a').first());
  // Sleep.
  const present = samira.locator('li.tile.present:not(.asleep)').first();
  const id = await present.getAttribute('id');
  const before = spent.taps;
  await tap(present.locator('.tile-select'));
  await tap(kind(samira, 'sleep'));
  await tap(value(samira, 'sleep.asleep'));
  await samira.locator(`#${id} .tile-state.asleep`).waitFor();
  assert.ok(spent.taps - before <= 3);
  tell('the first five minutes of a stand-in', 8);
  // No talk report, no other day.
  await samira.goto(`${demo.origin}/tasks`);
  assert.equal(await samira.locator('a[href*="/intake"], a[href*="/talk-report"]').count(), 0);
  await leave(samira);
});
