// SPDX-License-Identifier: EUPL-1.2
// A demo organisation in which somebody has each role of the access matrix, and everything that has an address of its own is there:
// a photo, a list of presence that waits, a held roster file, a partner, a childminder's child. Made once, through the commands and the
// pages themselves; every session of a scanner then has a copy of it.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { formsOf } from './pages.mjs';

const PIN = '4071';
const READY_MS = 20_000;

const program = process.env.SAMENSPEL_TEST_PROGRAM ?? 'build/src/samenspel';

// Settings of whoever runs this are not those of the demo.
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SAMENSPEL_')));

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function until(answers, what) {
  for (const end = Date.now() + READY_MS; Date.now() < end; await pause(50)) {
    const answer = await answers();
    if (answer) return answer;
  }
  throw new Error(`it did not happen in time: ${what}`);
}

export function freePort() {
  return new Promise((resolve) => {
    const taken = http.createServer().listen(0, '127.0.0.1', () => {
      const { port } = taken.address();
      taken.close(() => resolve(port));
    });
  });
}

// Runs the program once: { status, stdout, stderr }.
export const runProgram = (...words) => spawnSync(program, words, { encoding: 'utf8', env: environment });

function command(...words) {
  const ran = runProgram(...words);
  if (ran.status !== 0) throw new Error(`${words.join(' ')}: ${ran.stderr ?? ran.error}`);
  return ran.stdout;
}

// A server of this installation: { log(), stop() }; stop() gives its exit status.
export async function serve(data, port, ...words) {
  let log = '';
  const server = spawn(program, ['serve', '--data', data, '--port', String(port), '--connections-per-address', '-1', ...words],
    { stdio: ['ignore', 'ignore', 'pipe'], env: environment });
  server.stderr.on('data', (piece) => { log += piece; });
  const ended = new Promise((resolve) => { server.on('exit', (status) => resolve(status)); });
  await until(() => log.includes('event=serve.ready'), 'serving');
  return { log: () => log, stop: () => { server.kill('SIGTERM'); return ended; } };
}

/* --- asking as a browser does --- */

const cookiesOf = (answer) => answer.headers.getSetCookie?.() ?? (answer.headers.get('set-cookie') ?? '').split(/,\s*(?=[\w-]+=)/);
const cookieOf = (answer) => cookiesOf(answer).map((line) => line.split(';')[0]).filter((pair) => !pair.endsWith('=')).join('; ');

// { get(path, cookie), post(path, cookie, fields), signIn(person) } of a server on this port.
export function browserOf(port) {
  const origin = `http://localhost:${port}`;
  const get = async (path, cookie) => {
    const answer = await fetch(origin + path, { redirect: 'manual', headers: { Cookie: cookie }, signal: AbortSignal.timeout(READY_MS) });
    const type = answer.headers.get('content-type') ?? '';
    const body = await answer.arrayBuffer();
    return { status: answer.status, type, location: answer.headers.get('location'), text: /html/.test(type) ? Buffer.from(body).toString() : '' };
  };
  const post = (path, cookie, body) => fetch(origin + path, { method: 'POST', redirect: 'manual', body,
    headers: { 'Sec-Fetch-Site': 'same-origin', Origin: origin, ...(cookie ? { Cookie: cookie } : {}) } });
  const enter = async (link) => cookieOf(await post(new URL(link).pathname, '', new URLSearchParams({ language: 'nl' })));
  return { origin, get, post, enter };
}

// Fills in the form of a page whose address ends so, and sends it.
async function fill(browser, cookie, page, action, changes) {
  const { text, status } = await browser.get(page, cookie);
  const form = formsOf(text, page, browser.origin).find(({ method, path, fields }) => method === 'POST' && path.endsWith(action) &&
    Object.keys(changes).every((name) => name.endsWith('+') || fields.some(([field]) => field === name)));
  if (!form) throw new Error(`${page} (${status}) has no form to ${action} with ${Object.keys(changes)}`);
  const fields = new URLSearchParams(form.fields.filter(([name]) => !(name in changes)));
  for (const [name, value] of Object.entries(changes)) if (value !== null) fields.append(name.replace('+', ''), value);
  const answer = await browser.post(form.path, cookie, fields);
  if (answer.status >= 400) {
    throw new Error(`${form.path} with ${fields}: ${answer.status} ${wordsOf(await answer.text())}`);
  }
  return answer;
}

const wordsOf = (html) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 900);

const find = (text, pattern, what) => {
  const [, value] = pattern.exec(text) ?? [];
  if (!value) throw new Error(`not found: ${what}`);
  return value;
};

/* --- tablets --- */

// The tablet of the group, enrolled anew: a manager makes its code. It stays locked.
async function enrolTablet(browser, { manager, location, group }) {
  const page = `/location/${location}/tablets`;
  const made = await fill(browser, await browser.enter(manager), page, '/tablets', { name: 'hoes', group });
  const code = find(await made.text(), /tablet-code[\s\S]*?<code[^>]*>([^<]+)</, 'the code of a tablet').replaceAll(' ', '');
  return cookieOf(await browser.post('/tablet/enrol', '', new URLSearchParams({ code })));
}

async function unlockTablet(browser, device, name) {
  const { text } = await browser.get('/tablet', device);
  const face = text.split('<label').find((label) => label.includes(name)) ?? '';
  const person = find(face, /value="([^"]+)"/, `the face of ${name}`);
  const answer = await browser.post('/tablet/unlock', device, new URLSearchParams({ person, pin: PIN }));
  if (answer.status !== 303) throw new Error(`unlocking: ${answer.status}`);
  return cookieOf(answer); // both: the tablet's, given anew, and the session's
}

/* --- making it --- */

// Links that work once and give one factor become what the demo's own are.
function makeReusable(data) {
  const script = 'import sqlite3, sys\nbase = sqlite3.connect(sys.argv[1])\nbase.execute("UPDATE sign_in_link SET reusable = 1")\nbase.commit()';
  const ran = spawnSync('python3', ['-c', script, join(data, 'samenspel.db')], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
}

const linkIn = (text) => find(text, /(http\S+\/in\/\S+)/, 'a link');

// A picture of one colour.
function png(size) {
  const crcOf = (bytes) => {
    let crc = -1;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
  };
  const chunk = (name, bytes) => {
    const body = Buffer.concat([Buffer.from(name), bytes]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(bytes.length, 0);
    ends.writeUInt32BE(crcOf(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, size, 0, 0, 0, size, 8, 2, 0, 0, 0]);
  const lines = Buffer.alloc(size * (1 + size * 3), 90);
  for (let y = 0; y < size; y += 1) lines[y * (1 + size * 3)] = 0;
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

async function addPhoto(browser, professional, group, child) {
  const body = new FormData();
  body.append('child', child);
  body.append('caption', 'woord');
  body.append('photo', new Blob([png(120)], { type: 'image/png' }), 'foto.png');
  const answer = await browser.post(`/group/${group}/photos`, await browser.enter(professional), body);
  if (answer.status !== 303) throw new Error(`a photo: ${answer.status} ${wordsOf(await answer.text())}`);
}

// A childminder's child, shared with the bureau.
async function addMindedChild(browser, minder) {
  const cookie = await browser.enter(minder);
  const location = find((await browser.get('/places', cookie)).text, /\/location\/(\w+)\//, 'the place of a childminder');
  await fill(browser, cookie, `/location/${location}/children`, '/children', { given_name: 'Sil', born: '2024-05-05', weekday: String(new Date().getDay() || 7) });
  const child = find((await browser.get(`/location/${location}/children`, cookie)).text, /\/child\/(\w+)/, 'her child');
  await fill(browser, cookie, `/child/${child}/sharing`, '/sharing', { share: 'days' });
}

async function agree(browser, cookie, child, purpose) {
  const page = `/child/${child}/consent`;
  const forms = formsOf((await browser.get(page, cookie)).text, page, browser.origin).map(({ fields }) => Object.fromEntries(fields));
  const { text } = forms.find((fields) => fields.purpose === purpose) ?? {};
  if (!text) throw new Error(`${page} does not ask about ${purpose}`);
  const answer = await browser.post(page, cookie, new URLSearchParams({ purpose, text, answer: 'yes' }));
  if (answer.status !== 303) throw new Error(`${purpose}: ${answer.status}`);
}

// Amina's guardian agrees to photos and to somebody from the school, whom the manager invites.
async function addPartner(browser, { guardian, manager, child }) {
  const cookie = await browser.enter(guardian);
  for (const purpose of ['photo_own_family', 'partner']) await agree(browser, cookie, child, purpose);
  await fill(browser, await browser.enter(manager), `/child/${child}/partners`, '/partners', { email: 'bob@scan.example', given_name: 'Bob' });
}

// One guardian is limited for all children who have him.
async function limit(browser, { administrator, group, name }) {
  const cookie = await browser.enter(administrator);
  const children = [...new Set([...(await browser.get(`/group/${group}`, cookie)).text.matchAll(/\/child\/(\w{13})/g)].map(([, id]) => id))];
  let limited = 0;
  for (const child of children) {
    const { text } = await browser.get(`/child/${child}/family`, cookie);
    const page = text.split('<a ').map((tag) => /href="(\/child\/\w+\/guardian\/\w+)"/.exec(tag)?.[1])
      .find((href, i, all) => href && text.slice(0, text.indexOf(all[i])).slice(-900).includes(name));
    if (!page) continue;
    await fill(browser, cookie, page, page, { scope: 'limited' });
    limited += 1;
  }
  if (limited === 0) throw new Error(`${name} is nobody's guardian`);
}

/*
 * Makes the organisation in `folder`: { data, port, sessions }. Each session is { name, role, signIn(browser) }, which gives a cookie.
 */
export async function prepare(folder) {
  const data = join(folder, 'data');
  const exchange = join(folder, 'exchange');
  const port = await freePort();
  const where = ['--data', data, '--port', String(port)];
  const said = command('demo', ...where);
  const link = (name) => find(said, new RegExp(`(http\\S+/in/\\S+)\\s+${name},`), name);
  const add = (name, role, ...words) => linkIn(command('user', 'add', ...where, '--name', `${name} Proef`,
    '--email', `${name.toLowerCase()}@scan.example`, '--role', role, ...words));
  const links = {
    guardian: link('Khadija'), substitute: link('Samira'), mentor: link('Hanna'), manager: link('Wilma'), administrator: link('Bas'),
    coach: link('Anneke'), committee: link('Ingrid'), professional: add('Vera', 'professional', '--group', 'Vlinders'),
    student: add('Sofie', 'student', '--group', 'Vlinders'), childminder: add('Petra', 'childminder', '--location', 'Bij Petra'),
    bureau: add('Mo', 'bureau'), limited: linkIn(command('user', 'link', ...where, 'emre@boomhut.example')),
  };
  makeReusable(data);
  mkdirSync(join(exchange, 'in'), { recursive: true });
  writeFileSync(join(exchange, 'in', 'rooster.csv'), 'Voornaam;Achternaam;Geboortedatum\nNiemand;Nergens;2024-01-01\n');
  const server = await serve(data, port, '--exchange-folder', exchange, '--exchange-seconds', '1');
  const browser = browserOf(port);
  const managing = await browser.enter(links.manager);
  const location = find((await browser.get('/places', managing)).text, /\/location\/(\w+)\//, 'a location');
  const atWork = await browser.enter(links.mentor);
  const group = find((await browser.get('/', atWork)).text, /\/group\/(\w+)/, 'a group');
  const child = find((await browser.get('/', await browser.enter(links.guardian))).text, /\/child\/(\w+)/, 'a child');
  await limit(browser, { administrator: links.administrator, group, name: 'Emre' });
  await addPartner(browser, { guardian: links.guardian, manager: links.manager, child });
  await addMindedChild(browser, links.childminder);
  await fill(browser, atWork, '/pin', '/pin', { pin: PIN, again: PIN });
  await fill(browser, managing, `/location/${location}/presence`, '/presence', {});
  await addPhoto(browser, links.mentor, group, child);
  const day = `/child/${child}`;
  await until(async () => (await browser.get(day, atWork)).text.includes('/file/'), 'a photo on the page of the day');
  const administrating = await browser.enter(links.administrator);
  await until(async () => /\/roster\/\w+/.test((await browser.get('/roster', administrating)).text), 'a roster file that waits');
  links.partner = linkIn(command('user', 'link', ...where, 'bob@scan.example'));
  await server.stop();
  makeReusable(data);
  const roles = ['guardian', 'limited', 'professional', 'substitute', 'student', 'mentor', 'coach', 'manager', 'administrator', 'committee', 'partner', 'childminder', 'bureau'];
  const sessions = roles.map((role) => ({ role, signIn: (asked) => asked.enter(links[role]) }));
  const locked = (asked) => enrolTablet(asked, { manager: links.manager, location, group });
  sessions.push({ role: 'tablet-unlocked', signIn: async (asked) => unlockTablet(asked, await locked(asked), 'Hanna') });
  sessions.push({ role: 'tablet-locked', signIn: locked });
  sessions.push({ role: 'nobody', signIn: async () => '' });
  return { data, port, sessions, link: links.guardian };
}

// A copy of the installation for one session alone.
export function copyOf(installation, folder) {
  cpSync(installation.data, folder, { recursive: true });
  return folder;
}
