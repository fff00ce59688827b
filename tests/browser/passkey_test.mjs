// SPDX-License-Identifier: EUPL-1.2
// Passkeys in Chromium with a virtual authenticator on localhost: make one, sign out, come in with it, call it something, remove it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { leave, startDemo, until, visit } from './demo.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let demo;
before(async () => { demo = await startDemo(); });
after(async () => { await demo?.stop(); });

// A telephone that knows its owner; `verifies` false: somebody else holds it.
async function authenticatorOf(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    credentials: async () => (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    setVerified: (isUserVerified) => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  return violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map((node) => node.html.slice(0, 140)).slice(0, 3).join(' | ')}`);
}

const main = (page) => page.locator('main');
const add = (page) => page.locator('form[data-passkey=create] button');
const signIn = (page) => page.locator('form[data-passkey=get] button');

async function make(page, name) {
  await page.goto(`${demo.origin}/passkeys/add`);
  if (name) await page.locator('form[data-passkey=create] input[name=name]').fill(name);
  await add(page).click();
  await page.waitForURL(`${demo.origin}/passkeys?told=made`);
}

// Only the button asks, not the list of the browser, for which the virtual telephone chooses at once.
const quiet = (page) => page.addInitScript(() => { PublicKeyCredential.isConditionalMediationAvailable = async () => false; });

async function signOut(page) {
  page.expectConsole(/Clear-Site-Data/);
  page.expectConsole(/401/); // the stream of a session that ended
  await page.goto(`${demo.origin}/me`);
  await page.locator('form[action="/sign-out"] button').click();
  await page.waitForURL(/\/sign-in/);
}

test('a parent makes a passkey, comes in with it, and removes it', async () => {
  const page = await visit(demo, demo.person('mother', 'in Dutch'), { bypassCSP: true });
  const authenticator = await authenticatorOf(page);
  await page.locator('.offer a').click();
  await page.waitForURL(`${demo.origin}/passkeys/add`);
  assert.deepEqual(await faults(page), []);
  await page.locator('input[name=name]').fill('Mijn telefoon');
  await add(page).click();
  await page.waitForURL(`${demo.origin}/passkeys?told=made`);
  assert.match(await main(page).innerText(), /Mijn telefoon/);
  assert.deepEqual(await faults(page), []);
  const [credential] = await authenticator.credentials();
  assert.equal(credential.rpId, 'localhost');
  assert.equal(credential.isResidentCredential, true);
  await page.goto(demo.origin);
  assert.equal(await page.locator('.offer').count(), 0);

  await quiet(page);
  await signOut(page);
  assert.deepEqual(await faults(page), []);
  await page.goto(`${demo.origin}/sign-in?next=/passkeys`);
  await signIn(page).click();
  await page.waitForURL(`${demo.origin}/passkeys`);
  assert.match(await main(page).innerText(), /Laatst gebruikt op/);
  await page.goto(`${demo.origin}/confirm?next=/passkeys`);
  assert.deepEqual(await faults(page), []);
  await signIn(page).click(); // shows again who she is
  await page.waitForURL(`${demo.origin}/passkeys`);

  await page.locator('.passkeys summary').click();
  await page.locator('.passkeys form[action$="/name"] input').fill('Oude telefoon');
  await page.locator('.passkeys form[action$="/name"] button').click();
  await page.waitForURL(`${demo.origin}/passkeys?told=named`);
  assert.match(await main(page).innerText(), /Oude telefoon/);
  await page.locator('.passkeys summary').click();
  await page.locator('.passkeys form[action$="/remove"] button').click();
  await page.waitForURL(`${demo.origin}/passkeys?told=removed`);
  assert.doesNotMatch(await main(page).innerText(), /Oude telefoon/);
  await leave(page);
});

test('a passkey is offered in the field for the e-mail address', async () => {
  const page = await visit(demo, demo.person('in English'));
  await authenticatorOf(page);
  await make(page);
  await signOut(page);
  await page.waitForURL(`${demo.origin}/`); // the virtual telephone chooses at once
  await leave(page);
});

test('without a finger, a face or a code nobody gets in', async () => {
  const page = await visit(demo, demo.person('works on'));
  const authenticator = await authenticatorOf(page);
  await make(page);
  await quiet(page);
  await signOut(page);
  await authenticator.setVerified(false);
  await signIn(page).click();
  await until(async () => /nog een keer|another way/.test(await main(page).innerText()));
  assert.match(page.url(), /\/sign-in/);
  await leave(page);
});

test('a device that has one already says so', async () => {
  const page = await visit(demo, demo.person('in Arabic'));
  await authenticatorOf(page);
  await make(page);
  await page.goto(`${demo.origin}/passkeys/add`);
  await add(page).click();
  await page.locator('[data-passkey-said]:not([hidden])').waitFor();
  assert.match(await page.locator('[data-passkey-said]').innerText(), /لهذا الجهاز/);
  await leave(page);
});

test('without script the page tells of the other ways', async () => {
  const page = await visit(demo, demo.person('mother', 'in Dutch'), { javaScriptEnabled: false });
  await page.goto(`${demo.origin}/passkeys/add`);
  assert.equal(await page.locator('form[data-passkey]').isVisible(), false);
  assert.match(await main(page).innerText(), /Inloggen kan gewoon zoals je gewend bent/);
  await page.goto(`${demo.origin}/sign-in`);
  assert.equal(await page.locator('form[data-passkey]').isVisible(), false);
  await leave(page);
});

test('the pages of passkeys fit 360 px, with targets that a thumb hits', async () => {
  for (const who of [demo.person('mother', 'in Dutch'), demo.person('in Arabic')]) {
    const page = await visit(demo, who, { viewport: { width: 360, height: 740 } });
    await authenticatorOf(page);
    if (who === demo.person('mother', 'in Dutch')) await make(page, 'Een heel lange naam voor een toestel dat op zolder ligt');
    for (const path of ['/', '/passkeys', '/passkeys/add']) {
      await page.goto(demo.origin + path);
      await page.locator('details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 360, `${path} is ${wide} px wide`);
      const small = await page.evaluate(() => [...document.querySelectorAll('main :is(a, button, summary, input:not([type=hidden]))')]
        .filter((one) => one.checkVisibility() && !one.closest('.hidden, .skip'))
        .map((one) => ({ html: one.outerHTML.slice(0, 100), ...one.getBoundingClientRect().toJSON() }))
        .filter(({ width, height }) => width > 0 && (width < 44 || height < 44)).map(({ html, width, height }) => `${width}x${height} ${html}`));
      assert.deepEqual(small, [], path);
    }
    await leave(page);
  }
});
