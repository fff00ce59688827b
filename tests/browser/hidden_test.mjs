// SPDX-License-Identifier: EUPL-1.2
// The hidden guardian in real browsers, all open at once (T20, R243): the manager protects a mother while the other home looks
// at the child's day; then she lives her days there and the team answers. The father's open page, the live events of his
// session, every page that he can reach and what he takes home are searched for her, and compared with what they were.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { leave, startDemo, until, visit } from './demo.mjs';

const PAGES_MAXIMUM = 200;
const HERS = ['Alex', 'schuilplek', '0644556677', 'nieuweplek', 'Schuilbuur', '0655667788'];
const wide = { viewport: { width: 1180, height: 820 } };
let demo;
before(async () => { demo = await startDemo(); });
after(async () => { await demo?.stop(); });

const dayFromNow = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

// Every page of his that a link leads to, as the server sends it: [path, text]. The demo has a history of two weeks; the days
// round it have links without end.
function crawl(page) {
  return page.evaluate(async ([most, first, last]) => {
    const found = new Map([['/', '']]);
    for (const [path] of found) {
      const answer = await fetch(path, { redirect: 'follow' });
      const text = await answer.text();
      found.set(path, text);
      if (!/html/.test(answer.headers.get('content-type') ?? '')) continue;
      for (const link of new DOMParser().parseFromString(text, 'text/html').querySelectorAll('a[href]')) {
        const url = new URL(link.getAttribute('href'), new URL(path, location.origin));
        const [day] = /\d{4}-\d\d-\d\d/.exec(url.pathname) ?? [];
        if (url.origin !== location.origin || (day && (day < first || day > last)) || found.size >= most) continue;
        if (!found.has(url.pathname + url.search)) found.set(url.pathname + url.search, '');
      }
    }
    return [...found];
  }, [PAGES_MAXIMUM, dayFromNow(-15), dayFromNow(2)]);
}

function assertNoTrace(pages, where) {
  for (const [path, text] of pages) {
    for (const trace of HERS) assert.ok(!text.includes(trace), `${where}: ${path} shows ${trace}: ${text.slice(text.indexOf(trace) - 300, text.indexOf(trace) + 100)}`);
  }
}

// The files of a zip, unpacked.
function unzip(bytes) {
  const files = [];
  for (let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\x05\x06') + 16); bytes.readUInt32LE(at) === 0x02014b50;) {
    const [packed, nameLength, extra, comment, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + packed);
    files.push([bytes.toString('utf8', at + 46, at + 46 + nameLength),
      (bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(content) : content).toString('utf8')]);
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

// Everything he can take home today.
async function takeHome(page, child) {
  await page.goto(`${demo.origin}/child/${child}/archive`);
  await page.locator('form[action$="/archive"] button').last().click();
  const take = page.locator('form[action*="/archive/"] button').first();
  await until(async () => {
    await page.goto(`${demo.origin}/child/${child}/archive`);
    return await take.count() > 0;
  });
  const [download] = await Promise.all([page.waitForEvent('download'), take.click()]);
  return unzip(readFileSync(await download.path()));
}

async function protect(manager, child, person) {
  await manager.goto(`${demo.origin}/child/${child}/guardian/${person}`);
  await manager.locator('#guardian-form input[name=protected]').check();
  await manager.locator('#guardian-form button').click();
  await manager.locator('#family').getByText('Beschermd').first().waitFor();
}

test('T20 R243: a guardian who is hidden is gone from the other home at once, and leaves no trace from then on', async () => {
  const [alex, robin, hanna, wilma] = [await visit(demo, demo.person('one of two homes')), await visit(demo, demo.person('the other home')),
    await visit(demo, demo.person('works on'), wide), await visit(demo, demo.person('manager'), wide)];
  const childOf = async (name) => {
    const href = await robin.locator('a.child-link', { hasText: name }).first().getAttribute('href');
    return /^\/child\/([^/]+)/.exec(href)[1];
  };
  const [sam, lily] = [await childOf('Sam'), await childOf('Lily')];
  const today = new URL(await robin.locator('a.child-link', { hasText: 'Sam' }).first().getAttribute('href'), demo.origin).href;
  // The search finds her while she is no secret.
  const open = await crawl(robin);
  assert.ok(open.some(([, text]) => text.includes('Alex')));
  assert.ok(open.length > 10 && open.length < PAGES_MAXIMUM, open.map(([path]) => path).join('\n'));

  // The team looks at the child today, which he may know.
  await hanna.goto(today);

  // He looks at the day, and hears all that his session hears.
  await robin.goto(today);
  await robin.evaluate(() => {
    window.heard = [];
    window.stream = new EventSource('/live');
    window.stream.onmessage = ({ data }) => window.heard.push(data);
    return new Promise((resolve) => { window.stream.onopen = resolve; });
  });
  await wilma.goto(`${demo.origin}/child/${sam}/family`);
  const guardian = await wilma.locator('a[href*="/guardian/"]', { has: wilma.locator(':scope') }).evaluateAll((links) =>
    links.map((link) => [link.getAttribute('href'), link.closest('.family-person')?.textContent ?? '']));
  const person = /guardian\/([^/?]+)/.exec(guardian.find(([, text]) => text.includes('Alex'))[0])[1];
  for (const child of [sam, lily]) await protect(wilma, child, person);
  const first = await crawl(robin);
  assertNoTrace(first, 'protected');
  const second = new Map(await crawl(robin));

  // She lives here: a note, an answer of the group, another number and somebody who collects, which the manager confirms with
  // everybody to be told.
  const heardBefore = await robin.evaluate(() => window.heard.length);
  const asked = [];
  robin.on('request', (request) => asked.push(request.url()));
  await alex.goto(today);
  await alex.locator('form#compose textarea').fill('Wij zijn op de schuilplek');
  await alex.locator('form#compose button').last().click();
  await alex.locator('.entry.home', { hasText: 'op de schuilplek' }).waitFor();
  await hanna.goto(today);
  const answer = hanna.locator('.entry.home', { hasText: 'op de schuilplek' }).locator('details.answer[id^=answer-]');
  await answer.locator('summary').click();
  await answer.locator('textarea').fill('Fijn dat jullie op de schuilplek zijn');
  await answer.locator('button').click();
  await alex.locator('.reply', { hasText: 'Fijn dat jullie' }).waitFor();
  const forms = [['#contact-open', { phone: '0644556677', email: 'nieuweplek@example.org' }],
    ['#collector-open', { name: 'Schuilbuur Jo', phone: '0655667788' }]];
  for (const [place, values] of forms) {
    await alex.goto(`${demo.origin}/child/${sam}/family`);
    await alex.locator(`${place} > summary`).click();
    for (const [field, value] of Object.entries(values)) await alex.locator(`${place} input[name=${field}]`).fill(value);
    await alex.locator(`${place} button[type=submit]`).click();
    await wilma.goto(`${demo.origin}/child/${sam}/family`);
    const proposal = wilma.locator('.family-proposal').first();
    const told = proposal.locator('input[name=told][value=all]');
    if (await told.count() > 0) await told.check({ force: true });
    await proposal.locator('button[name=decision][value=confirm]').click();
    await wilma.waitForLoadState('load');
  }
  await alex.goto(`${demo.origin}/child/${sam}/consent`);

  // His page was told nothing and asked for nothing, and no page of his says more than it did.
  assert.deepEqual(asked, []);
  assert.deepEqual((await robin.evaluate(() => window.heard)).slice(heardBefore), []);
  const third = new Map(await crawl(robin));
  assertNoTrace(third, 'after what she did');
  // The list of his devices tells when he used them last.
  const same = first.filter(([path, text]) => second.get(path) === text && path !== '/devices');
  for (const [path, text] of same) assert.equal(third.get(path), text, `${path} changed by what she did`);
  assert.ok(same.length > 30, `${same.length} pages compared`);

  // What the group records of the child reaches him as ever.
  await hanna.goto(demo.origin);
  await hanna.locator('ul.others a', { hasText: 'Vlinders' }).first().click();
  const tile = hanna.locator('li.tile', { has: hanna.locator('.tile-name', { hasText: /^(Sam|Lily)$/ }) }).first();
  await tile.locator('label.tile-select').click();
  await hanna.locator('form#record label.kind:has(input[value=food])').click();
  await hanna.locator('form#record button[value="food.all"]').click();
  await robin.waitForFunction((count) => window.heard.length > count, heardBefore);

  const taken = await takeHome(robin, sam);
  assert.ok(taken.some(([name]) => name === 'data.json'));
  assertNoTrace(taken, 'what he took home');
  for (const page of [alex, robin, hanna, wilma]) await leave(page);
});
