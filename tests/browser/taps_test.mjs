// SPDX-License-Identifier: EUPL-1.2
// What recording costs a person on the tablet of a group: taps and typed characters, counted and printed. And that twelve children
// fit the screen. A PIN is typed; to unlock is counted with the whole day.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { leave, startDemo, visit } from './demo.mjs';

const pin = '4071';
const screen = { viewport: { width: 1180, height: 820 }, locale: 'nl' };
const CHILDREN = 12;
const TAP_SECONDS = 1.2;
const CHARACTERS_A_SECOND = 3;

let demo;
let tablet;
let spent;

const tap = async (place) => { spent.taps += 1; await place.click(); };
const type = async (place, words) => { spent.characters += words.length; await place.pressSequentially(words, { delay: 0 }); };
const kind = (name) => tablet.locator(`#record label.kind:has(input[value=${name}])`);
const value = (code) => tablet.locator(`#record button[value="${code}"]`).first();
const tile = (index) => tablet.locator('li.tile.present .tile-select').nth(index);
const sent = () => tablet.waitForFunction(() => !document.querySelector('#record[aria-busy]'));

function count() {
  spent = { taps: 0, characters: 0 };
  return spent;
}

function tell(what, most) {
  const seconds = Math.round(spent.taps * TAP_SECONDS + spent.characters / CHARACTERS_A_SECOND);
  console.log(`# ${what}: ${spent.taps} taps (at most ${most}), ${spent.characters} characters, ${seconds} s`);
  assert.ok(spent.taps <= most, `${what} takes ${spent.taps} taps`);
  return seconds;
}

async function unlock() {
  await tap(tablet.locator('.face', { hasText: 'Hanna' }));
  await type(tablet.locator('#unlock input[name=pin]'), pin);
  await tap(tablet.locator('#unlock button'));
}

async function enrol() {
  const staff = await visit(demo, demo.person('Hanna'));
  await staff.goto(`${demo.origin}/pin`);
  await staff.locator('input[name=pin]').fill(pin);
  await staff.locator('input[name=again]').fill(pin);
  await staff.locator('#own-pin button').click();
  await staff.waitForURL(/chosen/);
  await leave(staff);
  const manager = await visit(demo, demo.person('Wilma'), { viewport: { width: 1280, height: 900 } });
  await manager.locator('#places a').first().click();
  await manager.locator('a[href$="/tablets"]').click();
  await manager.locator('#add select').selectOption({ label: 'Vlinders' });
  await manager.locator('#add input[name=name]').fill('blauwe hoes');
  await manager.locator('#add button').click();
  const code = await manager.locator('.tablet-code code').textContent();
  await leave(manager);
  await tablet.goto(`${demo.origin}/tablet?code=${code.replaceAll(' ', '')}`);
  await tablet.locator('#enrol button').click();
  await tablet.locator('#unlock').waitFor();
}

// Everybody is here: the demo's day may be over, or not have begun.
async function everybodyComes() {
  for (;;) {
    const form = tablet.locator('li.tile:not(.present) form.tile-presence').first();
    if (await form.count() === 0) return;
    const id = await form.locator('xpath=ancestor::li').getAttribute('id');
    await form.locator('button').first().click();
    await tablet.locator(`#${id}.present`).waitFor();
  }
}

before(async () => {
  demo = await startDemo();
  tablet = await visit(demo, null, screen);
  await enrol();
});
after(async () => { await demo?.stop(); });

test('a day of twelve children is recorded within five minutes, unlocking included', async () => {
  count();
  await unlock();
  await tablet.locator('main.board').waitFor();
  const unlocking = spent;
  await everybodyComes();
  const here = await tablet.locator('li.tile.present').count();
  assert.ok(here >= CHILDREN, `${here} children`);
  // Twelve children fit without scrolling.
  if (here === CHILDREN) {
    const hidden = await tablet.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    assert.ok(hidden <= 0, `${hidden} pixels do not fit`);
  }

  count();
  await tap(tile(0));
  await tap(kind('sleep'));
  const awake = await tablet.locator('li.tile.present').first().locator('.tile-state.asleep').count() === 0;
  await tap(value(awake ? 'sleep.asleep' : 'sleep.awake'));
  await sent();
  tell('sleep for one child', 3);

  count();
  await tap(tablet.locator('[data-select=present]'));
  await tap(kind('food'));
  await tap(value('food.all'));
  await sent();
  tell('"at alles" for six children and more', 4);

  spent = unlocking;
  for (const code of ['food.half', 'mood.happy', 'outside.played']) {
    await tap(tablet.locator('[data-select=present]'));
    if (!await tablet.locator(`#record input[value=${code.split('.')[0]}]`).isChecked()) await tap(kind(code.split('.')[0]));
    await tap(value(code));
    await sent();
  }
  for (let index = 0; index < CHILDREN; index += 1) {
    await tap(tile(index));
    if (!await tablet.locator('#record input[value=highlight]').isChecked()) await tap(kind('highlight'));
    await tap(tablet.locator('#record .kind-words textarea'));
    await type(tablet.locator('#record .kind-words textarea'), 'Deed zelf de jas dicht.');
    await tap(value('highlight.success'));
    await sent();
  }
  const seconds = tell('a complete day for twelve children', 90);
  assert.ok(seconds <= 5 * 60, `${seconds} seconds`);
});

test('R242: a minute without a touch, and the tablet shows names alone; typed words go along with the lock', async () => {
  const board = tablet.url();
  await tablet.clock.install();
  await tablet.goto(board);
  await tablet.clock.fastForward(61_000);
  await tablet.waitForURL(/\/door$/);
  assert.equal(await tablet.locator('#tiles, .allergy, .tile-note').count(), 0);
  await tablet.locator('.door-head a').click();
  await tablet.locator('main.board #tiles').waitFor();
  await tile(0).click();
  await kind('words').click();
  await tablet.locator('#record .kind-words textarea').fill('Nog niet klaar');
  await tablet.clock.fastForward(61_000);
  await tablet.locator('#unlock').waitFor();
  await unlock();
  await tablet.locator('main', { hasText: 'Nog niet klaar' }).waitFor();
  await leave(tablet);
});
