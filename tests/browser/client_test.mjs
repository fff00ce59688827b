// SPDX-License-Identifier: EUPL-1.2
//
// What the script of the pages promises (top of assets/script/app.js), in a real browser against a server that misbehaves on purpose: nothing
// typed is lost, nothing is sent twice under two names, and HTML that comes in disturbs nobody. The pages of the program have tests of their own.
//
//   node --test tests/browser/client_test.mjs

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
  + "worker-src 'self'; form-action 'self'; base-uri 'none'";
const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', woff2: 'font/woff2' };

let browser;
let page;
let server;
let address;
let files;
let posts; // every POST that came in: { path, body, script }
let answers; // what to answer to coming POSTs, one each; then 303 to the page
let entries; // what the page shows
let live; // open event streams
let faults; // console errors, policy violations, errors of the script

const noteItem = (entry, number) => `<li class="slot" id="slot-${number}"><details class="answer" id="answer-${number}">
  <summary class="button">Antwoord</summary><form action="/write" method="post" data-send="1"><textarea name="words"></textarea>
  <button class="button">Verstuur</button></form></details><p class="entry-text">${entry}</p></li>`;

const tileItem = (child, away) => `<li class="tile" id="tile-${child}"><label class="tile-select">
  <input type="checkbox" name="child" value="${child}" form="record"${away ? ' data-away="1"' : ''}><span>${child}</span></label></li>`;

function pageText(problem = '') {
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Noor</title><link rel="stylesheet" href="/static/app.css">
<link rel="icon" href="/static/favicon.svg"><script src="/static/app.js" defer></script></head>
<body data-live-events="/live" data-live-worker="/static/live.js">
<div class="outbox" id="outbox" role="status" hidden data-unsent="NIET VERZONDEN" data-signin="LOG IN" data-refused="GEWEIGERD"><span class="outbox-text"></span>
<a class="button" href="/sign-in" target="_blank" rel="noopener" data-sign-in hidden>Inloggen</a>
<button class="button" type="button" data-retry>Nu proberen</button></div>
<main id="content" tabindex="-1">
<div id="problem" data-part="1">${problem}</div>
<form class="compose" id="compose" action="/write" method="post" data-send="1"><textarea name="words" id="words-here"></textarea>
<button class="button primary" id="send">Verstuur</button></form>
<ol id="day" data-live="child-1 group-1">${entries.map(noteItem).join('')}</ol>
<details class="tile-note" id="note-1" data-read-post="/note/1/read"><summary>Nieuw</summary></details>
<ul class="tiles" id="tiles" data-live="group-1">${tileItem('noor')}${tileItem('yusuf')}${tileItem('finn', true)}</ul>
<form class="record" id="record" action="/record" method="post" data-send="1" data-keep="1">
<output class="record-count"></output><button class="button" type="button" data-select="present" id="all">Alle</button>
<label class="kind"><input type="radio" name="kind" value="food" checked><span>eten</span></label>
<div class="record-values kind-food"><button class="value" id="half" name="code" value="food-half">de helft</button></div></form>
</main>
</body></html>`;
}

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}

// Each answer ends its connection: on one that is used again the browser itself would repeat a broken request.
function send(response, status, text, headers = {}) {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY, connection: 'close', ...headers,
  });
  response.end(text);
}

async function serve(request, response) {
  const path = new URL(request.url, address).pathname;
  if (request.method === 'POST') {
    posts.push({ path, body: await bodyOf(request), script: request.headers['x-requested-with'] });
    const answer = answers.shift();
    if (answer === 'break') return request.socket.destroy();
    if (answer) return send(response, answer.status, answer.text ?? '', answer.headers);
    return path.startsWith('/note') ? send(response, 204) : send(response, 303, '', { location: '/day' });
  }
  if (path === '/live') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': open\n\n');
    return live.push(response);
  }
  if (path.startsWith('/static/')) {
    const name = path.slice('/static/'.length);
    return send(response, 200, readFileSync(join(files, name)), { 'content-type': TYPES[name.split('.').pop()] });
  }
  return send(response, 200, pageText());
}

const outbox = () => page.locator('#outbox');
const typed = () => page.locator('#words-here');

async function until(test, what) {
  for (let turn = 0; turn < 100; turn += 1) {
    if (await test()) return;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  assert.fail(`waited in vain: ${what}`);
}

before(async () => {
  files = mkdtempSync(join(tmpdir(), 'samenspel-assets-'));
  execFileSync('node', [join(ROOT, 'tools/assets.mjs'), '--source', join(ROOT, 'assets'), '--packages', join(ROOT, 'node_modules'),
    '--files', files]);
  server = createServer((request, response) => { serve(request, response).catch(() => request.socket.destroy()); });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  address = `http://localhost:${server.address().port}`;
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  rmSync(files, { recursive: true });
});

beforeEach(async () => {
  [posts, answers, entries, live, faults] = [[], [], ['eerste'], [], []];
  page = await (await browser.newContext()).newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (line) => { if (line.type() === 'error' && !/Failed to load|ERR_|sendError/.test(line.text())) faults.push(line.text()); });
  await page.goto(`${address}/day`);
});

afterEach(async () => {
  await page.context().close();
});

test('a form is sent once, with a client id, and what comes back leaves the rest alone', async () => {
  await page.locator('#answer-0 summary').click();
  await page.locator('#answer-0 textarea').fill('half geschreven');
  await page.locator('#tile-noor').click();
  entries = ['nieuw', 'eerste'];
  await typed().fill('Er komt een tand door');
  await page.locator('#send').dblclick();
  await until(async () => (await page.locator('.entry-text').count()) === 2, 'the new entry');
  assert.equal(posts.length, 1);
  assert.equal(posts[0].body.get('words'), 'Er komt een tand door');
  assert.match(posts[0].body.get('client_id'), /^[0-9a-f]{32}$/);
  assert.equal(posts[0].script, 'fetch');
  assert.equal(await typed().inputValue(), '');
  assert.equal(await page.locator('#answer-0 textarea').inputValue(), 'half geschreven');
  assert.equal(await page.locator('#answer-0').evaluate((details) => details.open), true);
  assert.equal(await page.locator('#tile-noor input').isChecked(), true);
  assert.deepEqual(faults, []);
});

test('what the server could not take is kept, said, and sent again under the same id', async () => {
  answers = [{ status: 503 }, 'break'];
  await typed().fill('Opa haalt');
  await page.locator('#send').click();
  await until(() => outbox().isVisible(), 'the sign');
  assert.match(await outbox().textContent(), /NIET VERZONDEN/);
  assert.equal(await typed().inputValue(), 'Opa haalt');
  await page.locator('[data-retry]').click();
  await until(() => posts.length === 2, 'the second try');
  await until(() => posts.length === 3, 'the third try, by itself');
  await until(async () => (await typed().inputValue()) === '', 'stored');
  assert.equal(await outbox().isVisible(), false);
  assert.equal(new Set(posts.map(({ body }) => body.get('client_id'))).size, 1);
});

test('a session that ended asks to sign in, and the text goes after it', async () => {
  answers = [{ status: 401 }];
  await typed().fill('Sliep goed');
  await page.locator('#send').click();
  await until(() => page.locator('#outbox [data-sign-in]').isVisible(), 'the way to the sign-in page');
  assert.match(await outbox().textContent(), /LOG IN/);
  assert.equal(await typed().inputValue(), 'Sliep goed');
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await until(async () => (await typed().inputValue()) === '', 'stored');
  assert.equal(posts[0].body.get('client_id'), posts[1].body.get('client_id'));
  assert.equal(await outbox().isVisible(), false);
});

test('a refusal shows the part that says why, else its page, else a line in the form; typed text stays', async () => {
  answers = [{ status: 422, text: pageText('<p class="message problem">TE LANG</p>') }, { status: 404, text: '<main>weg</main>' }];
  await typed().fill('mijn tekst');
  await page.locator('#send').click();
  await until(() => page.locator('#problem .problem').isVisible(), 'the reason');
  await page.locator('#send').click();
  await until(() => page.locator('.form-message').isVisible(), 'the line in the form');
  assert.equal(await page.locator('.form-message').textContent(), 'GEWEIGERD');
  assert.equal(await typed().inputValue(), 'mijn tekst');
  answers = [{ status: 409, text: '<main id="content" tabindex="-1"><textarea>mijn tekst</textarea></main>' }];
  await page.locator('#send').click();
  await until(async () => (await page.locator('#record').count()) === 0, 'the page that keeps the text');
  assert.equal(await page.locator('main textarea').inputValue(), 'mijn tekst');
});

test('another person\'s entry appears by itself and disturbs nobody', async () => {
  await typed().fill('nog bezig');
  await until(() => live.length === 1, 'the stream');
  entries = ['eerste', 'van de groep'];
  live[0].write('id: 1\ndata: child-2\n\nid: 2\ndata: child-1\n\n');
  await until(async () => (await page.locator('.entry-text').count()) === 2, 'the entry of the group');
  assert.equal(await typed().inputValue(), 'nog bezig');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'words-here');
});

test('two pages of one browser share one stream', async () => {
  const second = await page.context().newPage();
  await second.goto(`${address}/day`);
  await until(() => live.length >= 1, 'the stream');
  entries = ['eerste', 'tweede'];
  await second.bringToFront();
  live[0].write('id: 1\ndata: group-1\n\n');
  await until(async () => (await second.locator('.entry-text').count()) === 2, 'the entry on the second page');
  await page.bringToFront();
  await until(async () => (await page.locator('.entry-text').count()) === 2, 'the entry on the first page, once looked at');
  assert.equal(live.length, 1);
});

test('the board chooses children by a tap, all present at once, and by the keyboard', async () => {
  const count = () => page.locator('.record-count').textContent();
  await page.locator('#all').click();
  assert.equal(await count(), '2');
  await page.keyboard.press('Escape');
  assert.equal(await count(), '');
  await page.locator('#tile-yusuf input').focus();
  await page.keyboard.press('Space');
  assert.equal(await count(), '1');
  await page.locator('#half').click();
  await until(() => posts.length === 1, 'the record');
  assert.deepEqual(posts[0].body.getAll('child'), ['yusuf']);
  assert.equal(posts[0].body.get('code'), 'food-half');
  assert.equal(await count(), '');
  assert.equal(await page.locator('[name=kind]').isChecked(), true);
});

test('a note counts as read once, when it is opened', async () => {
  for (let turn = 0; turn < 3; turn += 1) await page.locator('#note-1 summary').click();
  await until(() => posts.length === 1, 'read');
  await page.waitForTimeout(200);
  assert.deepEqual(posts.map(({ path }) => path), ['/note/1/read']);
});

test('leaving with text that was not sent asks first', async () => {
  await typed().fill('bijna vergeten');
  let asked = '';
  page.on('dialog', (dialog) => { asked = dialog.type(); dialog.accept(); });
  await page.reload();
  assert.equal(asked, 'beforeunload');
});
