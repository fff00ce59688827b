// SPDX-License-Identifier: EUPL-1.2
//
// Makes the pictures of README and handbook: starts the demo with a clock that stands still on a Thursday afternoon, goes to the main
// pages as its people, and writes what a browser shows as WebP.
//
//   node tools/pictures.mjs PROGRAM FOLDER
//
// Nothing is arranged: the pages are those of `make run`. Fails when a picture cannot be made, or all together are larger than MOST.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const AT = '2026-11-19T14:20';
const NOW = new Date('2026-11-19T13:20:00Z'); // the same, in the zone of the demo
const MOST = 1_000_000; // bytes
const QUALITY = 0.82;
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5 };
const TABLET = { viewport: { width: 1180, height: 820 } };
const DESK = { viewport: { width: 1280, height: 1500 } };

const child = (name) => async (page) => {
  await page.locator('.child-card .child-link', { hasText: name }).click();
  await page.locator('main.day').waitFor();
};
const board = async (page) => {
  await page.locator('ul.others a', { hasText: 'Vlinders' }).first().click();
  await page.locator('main.board').waitFor();
};

// Name, whose link, screen, and the way from the start page.
const PICTURES = [
  ['board-tablet', 'works on Vlinders', TABLET, board],
  ['day-group', 'works on Vlinders', DESK, async (page) => {
    await board(page);
    await page.locator('li.tile', { has: page.locator('.tile-name', { hasText: /^Noor$/ }) }).locator('a.tile-open').click();
    await page.locator('main.day').waitFor();
  }],
  ['start-parent', 'mother of Noor', PHONE, async () => {}],
  ['day-parent', 'mother of Noor', PHONE, child('Noor')],
  ['day-parent-ar', 'in Arabic', PHONE, child('')],
];

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// The server, and its links by what it says of who they are.
async function startDemo(program, data) {
  const server = spawn(program, ['demo', '--serve', '--at', AT, '--data', data, '--port', String(await freePort())],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  server.stdout.on('data', (piece) => { said += piece; });
  const links = () => [...said.matchAll(/^\s*(http\S+\/in\/\S+)\s+(.+)$/gm)].map(([, link, about]) => ({ link, about }));
  for (const end = Date.now() + 60_000; !/partner, invited/.test(said);) {
    if (Date.now() > end || server.exitCode !== null) throw new Error('the demo does not start');
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  return { server, linkOf: (about) => links().find((one) => one.about.includes(about)).link };
}

// Chromium writes WebP itself: no program for pictures is needed.
async function toWebp(page, png) {
  const base64 = await page.evaluate(async ([bytes, quality]) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${bytes}`)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('2d').drawImage(picture, 0, 0);
    const webp = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality })).arrayBuffer());
    return btoa(Array.from(webp, (byte) => String.fromCharCode(byte)).join(''));
  }, [png.toString('base64'), QUALITY]);
  return Buffer.from(base64, 'base64');
}

async function takePicture(browser, link, screen, go) {
  const context = await browser.newContext({ ...screen, locale: 'nl', timezoneId: 'Europe/Amsterdam', colorScheme: 'light' });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  await page.goto(link);
  await page.locator('main form button').first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/in/'));
  await page.goto(new URL('/', link).href);
  await go(page);
  await page.evaluate(() => document.fonts.ready);
  const png = await page.screenshot({ animations: 'disabled' });
  await context.close();
  return png;
}

const [program, folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: node tools/pictures.mjs PROGRAM FOLDER');
const data = mkdtempSync(join(tmpdir(), 'samenspel-pictures-'));
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
let demo;
try {
  demo = await startDemo(program, data);
  const painter = await (await browser.newContext()).newPage();
  mkdirSync(folder, { recursive: true });
  let total = 0;
  for (const [name, about, screen, go] of PICTURES) {
    const webp = await toWebp(painter, await takePicture(browser, demo.linkOf(about), screen, go));
    writeFileSync(join(folder, `${name}.webp`), webp);
    total += webp.length;
    console.log(`${name}.webp ${webp.length}`);
  }
  if (total > MOST) throw new Error(`the pictures have ${total} bytes together, ${MOST} at most`);
} finally {
  await browser.close();
  demo?.server.kill('SIGTERM');
  rmSync(data, { recursive: true, force: true });
}
