// SPDX-License-Identifier: EUPL-1.2
// The second factor on a small telephone, as an app for codes sees it: set up, sign in with password and code, a recovery code,
// and the list of devices. Every page of it passes axe.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { leave, startDemo, visit } from './demo.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const password = 'vier blauwe fietsen';
let demo;
before(async () => { demo = await startDemo(); });
after(async () => { await demo?.stop(); });

// What an app makes of the key (RFC 6238), written apart from the program.
function codeOf(key, at = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key.replaceAll(' ', '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac('sha1', secret).update(step).digest();
  const number = hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

async function check(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0].html.slice(0, 140)}`), []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${page.url()} is wider than the telephone`);
}

async function signOut(page) {
  page.expectConsole(/Clear-Site-Data/);
  page.expectConsole(/401/);
  await page.goto(`${demo.origin}/me`);
  await page.locator('form[action="/sign-out"] button').click();
  await page.waitForURL(/\/sign-in/);
}

async function signIn(page, email) {
  await page.goto(`${demo.origin}/sign-in`);
  await page.locator('form[action="/sign-in"] input[name=email]').fill(email);
  await page.locator('form[action="/sign-in"] input[name=password]').fill(password);
  await page.locator('form[action="/sign-in"] button[type=submit]').click();
}

test('a password is shown on demand, and how strong it is', async () => {
  const page = await visit(demo, demo.person('Robin'), { bypassCSP: true, viewport: { width: 360, height: 740 } });
  await page.goto(`${demo.origin}/password`);
  const field = page.locator('input[name=new]');
  const hint = page.locator('#password-strength');
  const button = page.locator('[data-show] button');
  assert.equal(await field.getAttribute('type'), 'password');
  const said = [];
  for (const words of ['elf tekens!', 'aaaaaaaaaaaa', 'blauwe fiets', password]) {
    await field.fill(words);
    said.push(await hint.textContent());
  }
  assert.equal(new Set(said).size, 4, said.join());
  assert.ok(said.every((words) => words.length > 0));
  await field.press('Tab'); // by keyboard
  await page.keyboard.press('Enter');
  assert.equal(await field.getAttribute('type'), 'text');
  assert.equal(await button.getAttribute('aria-pressed'), 'true');
  await check(page);
  await page.keyboard.press('Enter');
  assert.equal(await field.getAttribute('type'), 'password');
  await field.fill('');
  assert.equal(await hint.textContent(), '');
  await page.goto(`${demo.origin}/password`);
  const plain = await page.context().browser().newPage({ javaScriptEnabled: false });
  await plain.goto(`${demo.origin}/sign-in`);
  assert.equal(await plain.locator('[data-show]').isVisible(), false);
  await plain.close();
});

test('T1: a parent sets up a second factor on a telephone and signs in with it', async () => {
  const page = await visit(demo, demo.person('Aylin'), { bypassCSP: true, viewport: { width: 360, height: 740 } });
  await page.goto(`${demo.origin}/password`);
  const email = await page.locator('input[type=email]').inputValue();
  await page.locator('input[name=new]').fill(password);
  await page.locator('form[action="/password"] button[type=submit]').click();
  await page.waitForURL(/chosen/);
  await page.goto(`${demo.origin}/second-factor`);
  await check(page);
  await page.locator('main a.primary').click();
  await check(page);
  const key = await page.locator('code.key').textContent();
  assert.ok(await page.locator('svg.qr path').getAttribute('d'));
  await page.locator('.steps input[name=code]').fill(codeOf(key));
  await page.locator('.steps button[type=submit]').click();
  await page.locator('.codes').waitFor();
  await check(page);
  const codes = await page.locator('.codes code').allTextContents();
  assert.equal(codes.length, 10);
  await page.locator('main .primary').click();
  await signOut(page);

  await signIn(page, email);
  await page.waitForURL(/second-factor/);
  await check(page);
  page.expectConsole(/422/);
  await page.locator('main form.stack').first().locator('input[name=code]').fill(codeOf(key, Date.now() + 300_000));
  await page.locator('main form.stack').first().locator('button').click();
  await page.locator('.message.problem:visible').waitFor();
  await check(page);
  await page.locator('main form.stack').first().locator('input[name=code]').fill(codeOf(key, Date.now() + 30_000));
  await page.locator('main form.stack').first().locator('button').click();
  await page.waitForURL(`${demo.origin}/`);
  await signOut(page);

  await signIn(page, email);
  await page.locator('main details summary').click();
  await page.locator('main details input[name=code]').fill(codes[0].toUpperCase());
  await page.locator('main details button').click();
  await page.waitForURL(`${demo.origin}/`);
  await page.goto(`${demo.origin}/devices`);
  await check(page);
  assert.match(await page.locator('#devices').textContent(), /Chrome, Linux/);
  await leave(page);
});
