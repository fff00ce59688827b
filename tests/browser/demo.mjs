// SPDX-License-Identifier: EUPL-1.2
// A demo organisation in a temporary folder, its server, and browsers of the persons in it. Every page that a test opens is
// watched: a console message, a page error or a request to another host fails the test that `watch` belongs to.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const program = process.env.SAMENSPEL_TEST_PROGRAM ?? 'build/src/samenspel';

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// The lines that `samenspel demo` prints: an address, who it signs in, and the language this person reads.
function personsOf(output) {
  return [...output.matchAll(/^\s*(http\S+\/in\/\S+)\s+(.+)$/gm)].map(([, link, about]) => ({ link, about }));
}

async function until(answers, milliseconds = 10_000) {
  for (const end = Date.now() + milliseconds; Date.now() < end;) {
    if (await answers()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail('it did not happen in time');
}

// `at` ("2026-11-19T14:20"): its clock stands still at that time, so that its day is the same at whatever hour this runs.
export async function startDemo({ at } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'samenspel-browser-'));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const still = at ? ['--at', at] : [];
  const made = spawnSync(program, ['demo', '--data', data, '--port', String(port), ...still], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  const persons = personsOf(made.stdout);
  const demo = { data, origin, persons, server: null };
  demo.start = async () => {
    demo.server = spawn(program, [...(at ? ['demo', '--serve', ...still] : ['serve']), '--data', data, '--port', String(port)], { stdio: ['ignore', 'ignore', 'pipe'] });
    demo.log = '';
    demo.server.stderr.on('data', (piece) => { demo.log += piece; });
    await until(async () => (await fetch(`${origin}/healthz`).catch(() => null))?.ok);
  };
  demo.halt = () => new Promise((resolve) => {
    demo.server.once('exit', resolve);
    demo.server.kill('SIGTERM');
  });
  await demo.start();
  demo.browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  demo.stop = async () => {
    await demo.browser.close();
    await demo.halt();
    rmSync(data, { recursive: true, force: true });
  };
  // A link for somebody who has none, by her address for mail.
  demo.link = (email) => {
    const given = spawnSync(program, ['user', 'link', email, '--data', data], { encoding: 'utf8' });
    assert.equal(given.status, 0, given.stderr);
    return { link: `${origin}${new URL(/http\S+\/in\/\S+/.exec(given.stdout)[0]).pathname}` };
  };
  demo.person = (...words) => {
    const found = persons.find(({ about }) => words.every((word) => about.toLowerCase().includes(word.toLowerCase())));
    assert.ok(found, `nobody in the demo is ${words.join(' and ')}: ${persons.map(({ about }) => about).join('; ')}`);
    return found;
  };
  return demo;
}

// A browser of one person's own, signed in. `page.trouble` collects what must not happen.
export async function visit(demo, person, options = {}) {
  const context = await demo.browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  const trouble = [];
  const expected = [];
  context.on('console', (message) => {
    if (!expected.some((pattern) => pattern.test(message.text()))) trouble.push(`console ${message.type()}: ${message.text()}`);
  });
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== demo.origin) trouble.push(`request to ${request.url()}`);
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.trouble = trouble;
  page.expectConsole = (pattern) => expected.push(pattern);
  if (person) {
    await page.goto(person.link);
    await page.locator('main form button').first().click();
    await page.waitForURL((url) => !url.pathname.startsWith('/in/'));
    // Who comes in for the first time is welcomed.
    if (new URL(page.url()).pathname !== '/') await page.goto(`${demo.origin}/`);
  }
  return page;
}

export async function leave(page) {
  const { trouble } = page;
  await page.context().close();
  assert.deepEqual(trouble, []);
}

export { until };
