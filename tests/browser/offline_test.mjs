// SPDX-License-Identifier: EUPL-1.2
// Without network: the board and the pages of today open as they were and say so, for the session that opened them and nobody else; what is
// written meanwhile goes from page to page, is seen, and is stored once, at the time at which it was written.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { leave, startDemo, until, visit } from './demo.mjs';

const pin = '4071';
const NO_NETWORK = /ERR_|Failed to load resource|EventSource|FetchEvent|no-response|Failed to fetch|401/;
let demo;
before(async () => { demo = await startDemo(); });
after(async () => { await demo?.stop(); });

// The addresses of the pages that the browser keeps.
const keptPages = (page) => page.evaluate(async () => {
  if (!await caches.has('pages')) return [];
  return (await (await caches.open('pages')).keys()).map(({ url }) => new URL(url).pathname).filter((path) => !path.startsWith('/offline'));
});

// This page is kept, and the one for what is not.
const isKept = (page) => until(() => page.evaluate(async () => {
  if (!await caches.has('pages')) return false;
  const pages = await caches.open('pages');
  return Boolean(await pages.match(location.pathname, { ignoreVary: true }) && await pages.match('/offline', { ignoreVary: true }));
}));

const withServiceWorker = (person, options = {}) => visit(demo, person, { locale: 'nl', ...options });

async function choosePin(who) {
  const page = await visit(demo, demo.person(who));
  await page.goto(`${demo.origin}/pin`);
  await page.locator('input[name=pin]').fill(pin);
  await page.locator('input[name=again]').fill(pin);
  await page.locator('#own-pin button').click();
  await page.waitForURL(/chosen/);
  await leave(page);
}

async function newTablet(manager, name) {
  await manager.goto(demo.origin);
  await manager.locator('#places a').first().click();
  await manager.locator('a[href$="/tablets"]').click();
  await manager.locator('#add select').selectOption({ label: 'Vlinders' });
  await manager.locator('#add input[name=name]').fill(name);
  await manager.locator('#add button').click();
  const code = await manager.locator('.tablet-code code').textContent();
  const tablet = await withServiceWorker(null, { viewport: { width: 1180, height: 820 } });
  tablet.expectConsole(NO_NETWORK);
  await tablet.goto(`${demo.origin}/tablet?code=${code.replaceAll(' ', '')}`);
  await tablet.locator('#enrol button').click();
  await unlock(tablet);
  return tablet;
}

async function unlock(tablet) {
  await tablet.locator('.face', { hasText: 'Hanna' }).click();
  await tablet.locator('#unlock input[name=pin]').fill(pin);
  await tablet.locator('#unlock button').click();
  await tablet.waitForURL(/\/group\//);
}

const tileOf = (page, name) => page.locator(`.tile:has(.tile-name:text-is("${name}"))`);

async function writeWords(page, name, words) {
  await page.evaluate(() => window.scrollTo(0, 0));
  await tileOf(page, name).locator('.tile-select').click();
  await page.locator('#record label.kind', { has: page.locator('input[value=words]') }).click();
  await page.locator('#record textarea').fill(words);
  await page.locator('#record button[name=code][value=words]').click();
  // On its way, or waiting where it outlives the page.
  await page.waitForFunction((text) => [...document.querySelectorAll('.outbox-list li')].some((line) => line.textContent.includes(text)), words);
}

const timesIn = (text, words) => text.split(words).length - 1;

test('T11 T21: two tablets without network: the board and today open, all that is written is seen and is stored once', async () => {
  await choosePin('Hanna');
  const manager = await visit(demo, demo.person('Wilma'), { viewport: { width: 1280, height: 900 } });
  const [blue, red] = [await newTablet(manager, 'blauw'), await newTablet(manager, 'rood')];
  await leave(manager);
  for (const tablet of [blue, red]) {
    await isKept(tablet);
    await tileOf(tablet, 'Noor').locator('.tile-open').click();
    await tablet.locator('main.day').waitFor();
    await isKept(tablet);
    await tablet.goBack();
    await tablet.locator('main.board').waitFor();
  }
  await demo.halt();

  // The board, the page of a child that was opened, and one that was not.
  await blue.reload();
  assert.match(await blue.locator('#as-of').textContent(), /Geen verbinding\. Dit is de stand van \d?\d:\d\d\./);
  await tileOf(blue, 'Noor').locator('.tile-open').click();
  await blue.locator('main.day', { hasText: 'Noor' }).waitFor();
  assert.equal(await blue.locator('#as-of').isVisible(), true);
  await blue.goBack();
  await tileOf(blue, 'Yusuf').locator('.tile-open').click();
  await blue.locator('#offline', { hasText: 'Geen verbinding' }).waitFor();
  await blue.goBack();

  // A day of entries on both; pages are left and opened again, and nobody is asked whether that may be lost.
  const said = [];
  for (const [tablet, colour] of [[blue, 'blauwe'], [red, 'rode']]) {
    tablet.on('dialog', (dialog) => { said.push('asked'); dialog.dismiss(); });
    for (let turn = 0; turn < 6; turn += 1) {
      const words = `${colour} toren nummer ${turn}`;
      said.push(words);
      await writeWords(tablet, 'Noor', words);
      if (turn === 2) {
        await tileOf(tablet, 'Noor').locator('.tile-open').click();
        await tablet.locator('main.day').waitFor();
        await tablet.locator('#outbox', { hasText: words }).waitFor();
        await tablet.goBack();
      }
    }
    await tablet.reload();
    await tablet.locator('#outbox', { hasText: `${colour} toren nummer 5` }).waitFor();
    assert.match(await tablet.locator('.outbox-list').textContent(), /\+ 3/);
  }
  assert.ok(!said.includes('asked'), 'leaving a page asks');

  // The session of the blue one is over when the network comes back: it is asked to sign in, and sends then.
  await blue.context().clearCookies({ name: /^(__Host-)?samenspel$/ });
  await demo.start();
  for (const tablet of [red, blue]) {
    if (tablet === blue) {
      await tablet.locator('[data-retry]').click();
      await tablet.locator('#outbox a[data-sign-in]').waitFor();
      assert.deepEqual(await keptPages(tablet), [], 'pages are kept though the session is over');
      await tablet.goto(demo.origin);
      await unlock(tablet);
    } else await tablet.locator('[data-retry]').click();
    await tablet.locator('#outbox').waitFor({ state: 'hidden' });
    await until(() => tablet.evaluate(async () => {
      const opened = await new Promise((resolve) => { const asked = indexedDB.open('samenspel', 1); asked.onsuccess = () => resolve(asked.result); });
      return new Promise((resolve) => {
        const all = opened.transaction('unsent').objectStore('unsent').getAll();
        all.onsuccess = () => { opened.close(); resolve(all.result.length === 0); };
      });
    }));
  }
  await tileOf(red, 'Noor').locator('.tile-open').click();
  const day = await red.locator('#notebook').innerText();
  assert.deepEqual(said.map((words) => timesIn(day, words)), said.map(() => 1));

  // Locked, it keeps no page, with and without network.
  await red.locator('#tablet-lock button').click();
  await red.locator('#unlock').waitFor();
  assert.deepEqual(await keptPages(red), []);
  await demo.halt();
  await red.goto(blue.url()).catch(() => {});
  let shown = 'Noor';
  await until(async () => { shown = await red.content().catch(() => null); return shown !== null; });
  assert.ok(!shown.includes('Noor'));
  await demo.start();
  await leave(blue);
  await leave(red);
});

for (const [language, words] of [['nl', /Geen verbinding/], ['ar', /لا يوجد اتصال/]]) {
  test(`T11: a parent's pages of today open without network until she signs out or the day is over (${language})`, async () => {
    const page = await withServiceWorker(language === 'nl' ? demo.person('mother', 'in Dutch') : demo.person('in Arabic'));
    page.expectConsole(NO_NETWORK);
    page.expectConsole(/Clear-Site-Data/);
    await isKept(page);
    await page.locator('.child-card .child-link').first().click();
    await page.locator('main.day').waitFor();
    await isKept(page);
    const day = page.url();
    await page.context().setOffline(true);
    await page.goto(demo.origin);
    assert.match(await page.locator('#as-of').textContent(), words);
    await page.goto(day);
    assert.match(await page.locator('#as-of').textContent(), words);
    assert.ok(await page.locator('.slot, #notebook .empty').count() > 0);
    await page.context().setOffline(false);
    await page.locator('#as-of').waitFor({ state: 'hidden', timeout: 20_000 });

    // Another day is not kept, and what was kept is over at its end.
    await page.locator('.week a:not([aria-current])').first().click();
    await page.waitForURL((url) => url.href !== day);
    assert.ok(!(await keptPages(page)).includes(new URL(page.url()).pathname));
    await page.evaluate(async (address) => {
      const pages = await caches.open('pages');
      const old = await pages.match(address, { ignoreVary: true });
      const headers = new Headers(old.headers);
      headers.set('samenspel-keep', headers.get('samenspel-keep').replace(/\d+$/, String(Date.now() - 1)));
      await pages.put(address, new Response(await old.text(), { headers }));
    }, day);
    await page.context().setOffline(true);
    await page.goto(day).catch(() => {});
    assert.equal(await page.locator('main.day').count(), 0);
    assert.deepEqual(await keptPages(page).catch(() => []), []);
    await page.context().setOffline(false);

    await page.goto(demo.origin);
    await isKept(page);
    await page.goto(`${demo.origin}/me`);
    await page.locator('form[action="/sign-out"] button').click();
    await page.waitForURL(/sign-in/);
    assert.deepEqual(await keptPages(page), []);
    await leave(page);
  });
}

test('T11: who signs in after somebody else finds nothing of her', async () => {
  const page = await withServiceWorker(demo.person('mother', 'in Dutch'));
  await isKept(page);
  await page.locator('.child-card .child-link').first().click();
  await page.locator('main.day').waitFor();
  await isKept(page);
  const before = await keptPages(page);
  await page.goto(demo.person('in Arabic').link);
  await page.locator('main form button').first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/in/'));
  await page.goto(demo.origin);
  await isKept(page);
  const kept = await keptPages(page);
  assert.deepEqual(kept.filter((path) => path !== '/' && before.includes(path)), []);
  assert.ok(kept.includes('/'));
  await leave(page);
});
