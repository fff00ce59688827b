// SPDX-License-Identifier: EUPL-1.2
// A day shared by both sides, in real browsers, in Dutch and in Arabic, against the demo organisation.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { leave, startDemo, visit } from './demo.mjs';

let demo;
before(async () => { demo = await startDemo(); });
after(async () => { await demo?.stop(); });

const parent = () => demo.person('mother', 'in Dutch');
const arabicParent = () => demo.person('in Arabic');
const professional = () => demo.person('works on');

// The page of the own child on the group of the board, and its name.
async function openChild(page) {
  await page.goto(demo.origin);
  const link = page.locator('.child-card .child-link', { hasText: /Noor|Amina/ });
  const name = (await link.locator('.child-name').textContent()).trim();
  await link.click();
  await page.waitForSelector('main.day');
  return name;
}

async function openBoard(page) {
  await page.goto(demo.origin);
  await page.locator('ul.others a', { hasText: 'Vlinders' }).first().click();
  await page.waitForSelector('main.board');
}

const tileOf = (page, name) => page.locator('li.tile', { has: page.locator('.tile-name', { hasText: new RegExp(`^${name}( .)?$`) }) }).first();

// Chooses children on the board and one value, as a person does: a tap on each, on the kind, on the value.
async function record(page, names, kind, code) {
  for (const name of names) await tileOf(page, name).locator('label.tile-select').click();
  await page.locator(`form#record label.kind:has(input[value=${kind}])`).click();
  await page.locator(`form#record button[value="${code}"]`).click();
}

test('R031: a note from home reaches the board without reloading, and home sees that the group read it', async () => {
  const home = await visit(demo, parent());
  const group = await visit(demo, professional(), { viewport: { width: 1180, height: 820 } });
  const name = await openChild(home);
  await openBoard(group);
  const words = `Tand erdoor gekomen (${Date.now()})`;
  await home.locator('form#compose textarea').fill(words);
  await home.locator('form#compose button').last().click();
  await home.locator('.entry.home', { hasText: words }).waitFor();
  const note = tileOf(group, name).locator('details.tile-note', { hasText: words });
  await note.waitFor();
  assert.match(await note.getAttribute('class'), /unread/);
  assert.equal(await home.locator('.entry.home', { hasText: words }).locator('.entry-note', { hasText: 'gelezen' }).count(), 0);
  await note.locator('summary').click();
  await home.locator('.entry.home', { hasText: words }).locator('.entry-note', { hasText: 'gelezen door de groep' }).waitFor();
  await leave(home);
  await leave(group);
});

test('R027 R037: what the group records for several children appears at home, in the reader\'s language, in time order', async () => {
  const home = await visit(demo, arabicParent());
  const group = await visit(demo, demo.person('works on'), { viewport: { width: 1180, height: 820 } });
  const name = await openChild(home);
  assert.equal(await home.locator('html').getAttribute('dir'), 'rtl');
  await openBoard(group);
  const other = (await group.locator('li.tile .tile-name').allTextContents()).map((text) => text.trim()).find((text) => text !== name);
  const before = await home.locator('.entry.centre .chip').count();
  await record(group, [name, other], 'food', 'food.all');
  await group.locator('#undo form').waitFor();
  await home.waitForFunction((count) => document.querySelectorAll('.entry.centre .chip').length > count, before);
  const chips = await home.locator('.entry.centre .chip').allTextContents();
  assert.ok(chips.some((text) => /[\u0600-\u06ff]/.test(text)), chips.join(' | '));
  const times = await home.locator('.slot-time').evaluateAll((all) => all.map((time) => time.dateTime));
  assert.deepEqual(times, [...times].sort());
  assert.ok(!(await home.locator('main').textContent()).includes(other), 'another child is named');
  await leave(home);
  await leave(group);
});

test('a recording is undone from the notice, and is gone at home too', async () => {
  const home = await visit(demo, parent());
  const group = await visit(demo, professional(), { viewport: { width: 1180, height: 820 } });
  const name = await openChild(home);
  await openBoard(group);
  const before = await home.locator('.entry.centre').count();
  await record(group, [name], 'mood', 'mood.happy');
  await home.waitForFunction((count) => document.querySelectorAll('.entry.centre').length > count, before);
  await group.locator('#undo form button').click();
  await home.waitForFunction((count) => document.querySelectorAll('.entry.centre').length === count, before);
  await leave(home);
  await leave(group);
});

test('home answers what the group wrote, and the group sees the answer appear', async () => {
  const home = await visit(demo, parent());
  const group = await visit(demo, professional(), { viewport: { width: 1180, height: 820 } });
  const name = await openChild(home);
  await openBoard(group);
  await tileOf(group, name).locator('label.tile-select').click();
  await group.locator('form#record label.kind:has(input[value=words])').click();
  const told = `Bouwde een toren met Yusuf (${Date.now()})`;
  await group.locator('form#record .kind-words textarea').fill(told);
  await group.locator('form#record button[value=words]').click();
  const entry = home.locator('.entry.centre', { hasText: told });
  await entry.waitFor();
  await group.goto((await tileOf(group, name).locator('a.tile-open').getAttribute('href')).replace(/^\//, `${demo.origin}/`));
  await entry.locator('details.answer summary').click();
  await entry.locator('details.answer textarea').fill('Thuis bouwt ze er ook een!');
  await entry.locator('details.answer button').click();
  await group.locator('.reply.home', { hasText: 'Thuis bouwt ze er ook een!' }).waitFor();
  assert.equal(await entry.locator('details.answer textarea').inputValue(), '');
  await leave(home);
  await leave(group);
});

test('what cannot be sent stays, says so, and is stored once when the network is back', async () => {
  const home = await visit(demo, parent());
  home.expectConsole(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  await openChild(home);
  const words = `Zonder netwerk geschreven (${Date.now()})`;
  await home.context().setOffline(true);
  await home.locator('form#compose textarea').fill(words);
  await home.locator('form#compose button').last().click();
  await home.locator('#outbox:not([hidden])').waitFor();
  assert.equal(await home.locator('form#compose textarea').inputValue(), words);
  await home.context().setOffline(false);
  await home.locator('.entry.home', { hasText: words }).waitFor({ timeout: 20_000 });
  await home.reload();
  assert.equal(await home.locator('.entry.home', { hasText: words }).count(), 1);
  await leave(home);
});

test('the server is restarted while somebody writes: nothing is lost and nothing doubled', async () => {
  const home = await visit(demo, parent());
  home.expectConsole(/ERR_|Failed to load resource|EventSource/);
  await openChild(home);
  const words = `Tijdens een herstart (${Date.now()})`;
  await home.locator('form#compose textarea').fill(words);
  await demo.halt();
  await home.locator('form#compose button').last().click();
  await home.locator('#outbox:not([hidden])').waitFor();
  await demo.start();
  await home.locator('.entry.home', { hasText: words }).waitFor({ timeout: 30_000 });
  await home.reload();
  assert.equal(await home.locator('.entry.home', { hasText: words }).count(), 1);
  await leave(home);
});
