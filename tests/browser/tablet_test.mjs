// SPDX-License-Identifier: EUPL-1.2
// The tablet of a group, lying on its side: enrolled by a manager's code, unlocked by a PIN, locked when nobody touches it, taken away in
// the middle of an entry. Nothing typed is lost, and every page of it passes axe.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { leave, startDemo, until, visit } from './demo.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pin = '4071';
const screen = { viewport: { width: 1180, height: 820 }, bypassCSP: true, locale: 'nl' };
let demo;
before(async () => { demo = await startDemo(); });
after(async () => { await demo?.stop(); });

async function check(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0].html.slice(0, 140)}`), []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${page.url()} is wider than the tablet`);
}

async function choosePin() {
  const page = await visit(demo, demo.person('Hanna'), { bypassCSP: true });
  await page.goto(`${demo.origin}/pin`);
  await check(page);
  await page.locator('input[name=pin]').fill(pin);
  await page.locator('input[name=again]').fill(pin);
  await page.locator('#own-pin button').click();
  await page.waitForURL(/chosen/);
  await leave(page);
}

// The manager's page stays open, to revoke the tablet later.
async function makeCode(manager) {
  await manager.locator('#places a').first().click();
  await manager.locator('a[href$="/tablets"]').click();
  await check(manager);
  const list = manager.url();
  await manager.locator('#add select').selectOption({ label: 'Vlinders' });
  await manager.locator('#add input[name=name]').fill('blauwe hoes');
  await manager.locator('#add button').click();
  await manager.locator('.tablet-code').waitFor();
  await check(manager);
  const code = await manager.locator('.tablet-code code').textContent();
  await manager.goto(list);
  return code;
}

async function unlock(tablet) {
  await tablet.locator('.face', { hasText: 'Hanna' }).click();
  await tablet.locator('#unlock input[name=pin]').fill(pin);
  await tablet.locator('#unlock button').click();
}

// All that is recorded here is about one child.
const tileOf = (tablet) => tablet.locator('.tile:has(.tile-name:text-is("Noor"))');

// What home wrote, at whatever hour this runs: two notes that can be answered.
async function writeAtHome() {
  const mother = await visit(demo, demo.person('mother of Noor'));
  await mother.locator('a.child-link', { hasText: 'Noor' }).click();
  for (const words of ['ze sliep tot zeven uur', 'ze wil haar laarzen aan']) {
    await mother.locator('form#compose textarea').fill(words);
    await mother.locator('form#compose button').last().click();
    await mother.locator('.entry.home', { hasText: words }).waitFor();
  }
  await leave(mother);
}

async function typeWords(tablet, words) {
  await tablet.evaluate(() => window.scrollTo(0, 0)); // from below what says that something waits
  await tileOf(tablet).locator('.tile-select').click();
  await tablet.locator('#record label.kind', { has: tablet.locator('input[value=words]') }).click();
  await tablet.locator('#record textarea').fill(words);
}

test('T4 T21: a tablet locks and is revoked in the middle of an entry, and nothing is lost', async () => {
  await choosePin();
  await writeAtHome();
  const manager = await visit(demo, demo.person('Wilma'), { viewport: { width: 1280, height: 900 }, bypassCSP: true });
  const code = await makeCode(manager);
  const tablet = await visit(demo, null, screen);
  tablet.expectConsole(/401/);
  await tablet.clock.install();
  await tablet.goto(`${demo.origin}/tablet?code=${code.replaceAll(' ', '')}`);
  await check(tablet);
  await tablet.locator('#enrol button').click();
  await tablet.locator('#unlock').waitFor();
  await check(tablet);
  await tablet.goto(`${demo.origin}/tablet/join`);
  await check(tablet);
  await tablet.goto(demo.origin);
  await unlock(tablet);
  await tablet.waitForURL(/\/group\//);
  await check(tablet);
  assert.match(await tablet.locator('#tablet-head').textContent(), /Hanna/);

  // Nobody touches it: the page of the faces comes by itself, and has kept what was being typed.
  await typeWords(tablet, 'bouwde een toren van negen blokken');
  await tablet.clock.fastForward(6 * 60_000);
  await tablet.locator('#unlock').waitFor();
  await check(tablet);
  assert.ok(!(await tablet.locator('body').innerText()).includes('toren'));
  await unlock(tablet);
  await tablet.locator('main textarea').waitFor();
  assert.equal(await tablet.locator('main textarea').inputValue(), 'bouwde een toren van negen blokken');
  await tablet.locator('main form[action$="/record"] button').click();
  await tablet.waitForURL(/\/group\//);

  // Without a way out, several wait: one was stored and its answer got lost, one was not sent, one is still being typed.
  // The tablet locks; all of them are there after unlocking, in order, and are stored once.
  let asked = 0;
  await tablet.route('**/record', async (route) => {
    asked += 1;
    if (asked === 1) await route.fetch();
    await route.abort();
  });
  tablet.expectConsole(/ERR_FAILED|422/);
  for (const words of ['eerst de blauwe blokken', 'daarna de rode blokken']) {
    await typeWords(tablet, words);
    await tablet.locator('#record button[name=code][value=words]').click();
  }
  await tablet.locator('#outbox').waitFor();
  await typeWords(tablet, 'en ten slotte de gele');
  await tablet.evaluate(() => window.scrollTo(0, 0));
  await tileOf(tablet).locator('.tile-select').click(); // for no child yet
  await tablet.locator('#tablet-lock button').click();
  await tablet.locator('#unlock').waitFor();
  assert.ok(!(await tablet.locator('body').innerText()).includes('blokken'));
  await tablet.unroute('**/record');
  await unlock(tablet);
  await tablet.locator('#kept').waitFor();
  await check(tablet);
  const kept = () => tablet.locator('#kept textarea').evaluateAll((fields) => fields.map(({ value }) => value));
  assert.deepEqual(await kept(), ['eerst de blauwe blokken', 'daarna de rode blokken', 'en ten slotte de gele']);
  // Nobody touches that page either: it locks with all that stands there.
  await tablet.clock.fastForward(6 * 60_000);
  await tablet.locator('#unlock').waitFor();
  assert.ok(!(await tablet.locator('body').innerText()).includes('blokken'));
  await unlock(tablet);
  await tablet.locator('#kept').waitFor();
  assert.deepEqual(await kept(), ['eerst de blauwe blokken', 'daarna de rode blokken', 'en ten slotte de gele']);
  await tablet.locator('[data-send-all]').click();
  // The last one is for no child yet: the server says so in its place, and nothing of it is lost.
  await until(async () => (await tablet.locator('#kept > ol > li').count()) === 1);
  assert.deepEqual(await kept(), ['en ten slotte de gele']);

  // Two forms of one page that were begun are both there too, and when both are stored the board comes.
  await tablet.goto(demo.origin);
  await tablet.waitForURL(/\/group\//);
  await tileOf(tablet).locator('.tile-open').click();
  const answers = tablet.locator('details[id^="answer-"]');
  for (const [i, words] of ['wat fijn om te horen', 'we letten erop'].entries()) {
    await answers.nth(i).evaluate((details) => { details.open = true; });
    await answers.nth(i).locator('textarea').fill(words);
  }
  await tablet.locator('#tablet-lock button').click();
  await tablet.locator('#unlock').waitFor();
  await unlock(tablet);
  await tablet.locator('#kept').waitFor();
  assert.deepEqual(await kept(), ['wat fijn om te horen', 'we letten erop']);
  await tablet.locator('[data-send-all]').click();
  await tablet.waitForURL(/\/group\//);

  // The manager takes it away while the next words are being typed.
  await typeWords(tablet, 'en toen viel hij om');
  await manager.locator('form[action$="/revoke"] button').click();
  await manager.waitForURL(/done=revoked/);
  await check(manager);
  await tablet.locator('#record button[name=code][value=words]').click();
  await tablet.locator('#outbox a[data-sign-in]').waitFor();
  assert.equal(await tablet.locator('#record textarea').inputValue(), 'en toen viel hij om');
  // A colleague who signs in there does not send it; she who wrote it does.
  for (const [who, sent] of [['Samira', false], ['Hanna', true]]) {
    const tab = await tablet.context().newPage();
    await tab.goto(demo.person(who).link);
    await tab.locator('main form button').first().click();
    await tab.waitForURL((url) => !url.pathname.startsWith('/in/'));
    const answered = tablet.waitForResponse((response) => response.url().endsWith('/record'));
    await tablet.locator('[data-retry]').click();
    assert.equal((await answered).status() === 401, !sent);
    await tab.close();
  }
  await until(async () => (await tablet.locator('#record textarea').inputValue()) === '');
  const own = await visit(demo, demo.person('Hanna'));
  await own.goto(new URL(await tileOf(tablet).locator('.tile-open').getAttribute('href'), demo.origin).href);
  const words = await own.locator('#notebook').innerText();
  for (const once of ['bouwde een toren van negen blokken', 'en toen viel hij om', 'eerst de blauwe blokken', 'daarna de rode blokken',
    'wat fijn om te horen', 'we letten erop']) {
    assert.equal(words.split(once).length, 2, once);
  }
  await leave(own);
  await leave(manager);
  await leave(tablet);
});
