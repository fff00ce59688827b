#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
// Lets a scanner loose on a running demo organisation, with a session of each of its people and with none: `make audit`.
//
//   scan.mjs wapiti|sqlmap SECONDS FOLDER     SECONDS for each session; reports go to FOLDER
//
// Prints a line a session and each finding that stands; ends with 1 when there is one. A finding is what the scanner says, an
// answer of 500, an error in the server's log, and an installation that `samenspel doctor` does not find sound afterwards.
// What is known to be no weakness here stands in `accepted`, with the reason. Every line of a session says how many routes of GET its
// pages led to, and the end which routes nobody's did: those are asked for in matrix_test.c alone.
//
// Between scanner and server stands a small proxy: it adds the cookie and what a browser says of itself (or nothing would get
// past the check for other sites), and answers 404 itself to addresses that end the session or shut its owner out.
import { spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [tool, secondsText, folder] = process.argv.slice(2);
const seconds = Number(secondsText);
if (!['wapiti', 'sqlmap'].includes(tool) || !(seconds > 0) || !folder) {
  console.error('scan.mjs wapiti|sqlmap SECONDS FOLDER');
  process.exit(2);
}
const program = process.env.SAMENSPEL_TEST_PROGRAM ?? 'build/src/samenspel';
const leftAlone = /^\/(sign-out|devices|password|passkeys|second-factor|confirm|in\/|live|static\/)/;
const PAGES_MAXIMUM = 120;
const ANSWER_MS = 20_000;

// Roles of which the demo has nobody: they get an account, and set up a second factor as people do.
const OTHERS = [
  ['Sofie', 'student', ['--group', 'Vlinders']],
  ['Mo', 'bureau', []],
  ['Petra', 'childminder', ['--location', 'Bij Petra']],
];

// What wapiti says about a demo on http://localhost, and where the real thing is proven.
const accepted = [
  [/Strict-Transport-Security/, 'the demo is without TLS; over TLS: transport_test.mjs'],
  [/Secure flag is not set/i, 'the same'],
  [/X-Frame-Options is not set/, "the content policy says frame-ancestors 'none': framing_test.c"],
  [/X-XSS-Protection/, 'browsers know it no more; the content policy forbids inline script: framing_test.c'],
];

const scratch = mkdtempSync(join(tmpdir(), 'samenspel-scan-'));
const data = join(scratch, 'data');
let log = '';
const findings = [];
mkdirSync(folder, { recursive: true });

// Every route of GET, as its address stands in the source.
const source = join(dirname(fileURLToPath(import.meta.url)), '../src');
const routes = readdirSync(source, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => filesOf(join(source, name))).filter((file) => file.endsWith('.c'))
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/ROUTE\(GET, "([^"]+)"/g)].map(([, path]) => path));
const patternOf = (route) => new RegExp(`^${route.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
const patterns = [...new Set(routes)].map((route) => ({ route, pattern: patternOf(route), fixed: !route.includes('{') }))
  .sort((a, b) => b.fixed - a.fixed);
const visited = new Set();

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    (entry.isDirectory() ? filesOf(join(folder, entry.name)) : [join(folder, entry.name)]));
}

function freePort() {
  return new Promise((resolve) => {
    const taken = http.createServer().listen(0, '127.0.0.1', () => {
      const { port } = taken.address();
      taken.close(() => resolve(port));
    });
  });
}

const port = await freePort();
const origin = `http://localhost:${port}`;
const made = spawnSync(program, ['demo', '--data', data, '--port', String(port)], { encoding: 'utf8' });
if (made.status !== 0) throw new Error(made.stderr ?? String(made.error));
const people = [{ about: 'nobody', link: null },
  ...[...made.stdout.matchAll(/^\s*(http\S+\/in\/\S+)\s+([^,]+, [^,\n]+)/gm)].map(([, link, about]) => ({ link, about }))];
for (const [name, role, words] of OTHERS) {
  const added = spawnSync(program, ['user', 'add', '--data', data, '--port', String(port), '--name', `${name} Proef`,
    '--email', `${name.toLowerCase()}@scan.example`, '--role', role, ...words], { encoding: 'utf8' });
  const [link] = /http\S+\/in\/\S+/.exec(added.stdout) ?? [];
  if (!link) throw new Error(added.stderr);
  people.push({ about: `${name}, ${role}`, link, once: true });
}
const server = spawn(program, ['serve', '--data', data, '--port', String(port), '--connections-per-address', '-1'],
  { stdio: ['ignore', 'ignore', 'pipe'] });
server.stderr.on('data', (piece) => { log += piece; });
const ended = new Promise((resolve) => { server.on('exit', (status) => resolve(status)); });
for (let i = 0; i < 200 && !log.includes('event=serve.ready'); i += 1) await new Promise((resolve) => setTimeout(resolve, 50));

const asBrowser = { 'Sec-Fetch-Site': 'same-origin', Origin: origin };

const cookieOf = (answer) => answer.headers.getSetCookie?.()[0]?.split(';')[0] ?? answer.headers.get('set-cookie').split(';')[0];

const post = (url, cookie, body) => fetch(url, {
  method: 'POST', redirect: 'manual', body,
  headers: { ...asBrowser, ...(cookie ? { Cookie: cookie } : {}), 'Content-Type': 'application/x-www-form-urlencoded' },
});

// What an app shows for a secret (RFC 6238).
function codeOf(key) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key.replace(/[^A-Z2-7]/g, '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))).update(step).digest();
  return String((hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function setUpApp(cookie) {
  const html = await (await get('/second-factor/new', cookie)).text();
  const [, key] = /<code class="key"[^>]*>([^<]+)</.exec(html);
  const [, sealed] = /name="key" value="([^"]+)"/.exec(html);
  const answer = await post(`${origin}/second-factor/new`, cookie, `${new URLSearchParams({ key: sealed, code: codeOf(key) })}`);
  if (answer.status !== 200) throw new Error(`the second factor: ${answer.status} ${(await answer.text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 600)}`);
  return cookieOf(answer);
}

// Signs in by the link; gives the cookie, '' for nobody. A link that works once is used once.
async function signIn(person) {
  if (!person.link) return '';
  if (person.cookie) return person.cookie;
  const cookie = cookieOf(await post(person.link, '', 'language=nl'));
  if (!person.once) return cookie;
  person.cookie = await setUpApp(cookie);
  return person.cookie;
}

const get = (path, cookie) => fetch(origin + path, { headers: { Cookie: cookie }, signal: AbortSignal.timeout(ANSWER_MS) });

// The way of the scanner to the server with this session: { address, cookie, close }.
function openWay(cookie) {
  return new Promise((resolve) => {
    const way = { cookie };
    const proxy = http.createServer((question, answer) => {
      if (leftAlone.test(question.url)) {
        answer.writeHead(404).end();
        return;
      }
      const headers = { ...question.headers, ...asBrowser, host: `localhost:${port}` };
      if (way.cookie) headers.cookie = way.cookie;
      const onward = http.request({ host: '127.0.0.1', port, method: question.method, path: question.url, headers }, (given) => {
        answer.writeHead(given.statusCode, given.headers);
        given.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      question.on('error', () => onward.destroy());
      question.pipe(onward);
    }).listen(0, '127.0.0.1', () => {
      way.address = `http://localhost:${proxy.address().port}`;
      way.close = () => { proxy.closeAllConnections?.(); proxy.close(); };
      resolve(way);
    });
  });
}

// Ids and days differ, what is asked is the same.
const shapeOf = (method, path, fields) => `${method} ${path.replace(/[?].*/, '').split('/').map((part) =>
  (/^[0-9a-z]{13}$/.test(part) || /^\d{4}-/.test(part) ? '*' : part)).join('/')} ${fields.join(' ')}`;

const unescape = (text) => text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
const attribute = (tag, name) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? unescape(found[1]) : null;
};

// The forms of a page: { method, path, fields: [[name, value]] }.
function formsOf(html, page) {
  return [...html.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/g)].map(([whole, inside]) => {
    const head = whole.slice(0, whole.indexOf('>') + 1);
    const fields = new Map();
    for (const [tag] of inside.matchAll(/<(?:input|textarea|select|button)\b[^>]*>/g)) {
      const name = attribute(tag, 'name');
      if (name && !fields.has(name)) fields.set(name, attribute(tag, 'value') || 'woord');
    }
    const url = new URL(attribute(head, 'action') || page, origin + page);
    return { method: (attribute(head, 'method') ?? 'get').toUpperCase(), path: url.pathname + url.search, fields: [...fields] };
  });
}

// Every kind of request that the pages of this session lead to.
async function requestsOf(cookie) {
  const paths = ['/'];
  const requests = new Map();
  const opened = new Set();
  const add = (request) => {
    const shape = shapeOf(request.method, request.path, request.fields.map(([name]) => name));
    if (leftAlone.test(request.path) || requests.has(shape)) return false;
    requests.set(shape, request);
    return true;
  };
  add({ method: 'GET', path: '/', fields: [] });
  for (const path of paths) {
    const answer = await get(path, cookie);
    const here = patterns.find(({ pattern }) => pattern.test(path.replace(/[?].*/, '')));
    if (answer.status === 200 && here) opened.add(here.route);
    const html = /html/.test(answer.headers.get('content-type') ?? '') ? await answer.text() : '';
    for (const form of formsOf(html, path)) add(form);
    for (const [tag] of html.matchAll(/<a\b[^>]*>/g)) {
      const url = new URL(attribute(tag, 'href') ?? '/', origin + path);
      const next = url.pathname + url.search;
      if (url.origin === origin && paths.length < PAGES_MAXIMUM && add({ method: 'GET', path: next, fields: [] })) paths.push(next);
    }
  }
  for (const route of opened) visited.add(route);
  return Object.assign([...requests.values()], { opened: opened.size });
}

function run(command, words, milliseconds, logFile) {
  return new Promise((resolve) => {
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: scratch, XDG_CONFIG_HOME: scratch } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => { output += piece; });
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    child.on('error', (error) => { output += error; });
    child.on('close', (status) => {
      clearTimeout(timer);
      writeFileSync(logFile, output, { flag: 'a' });
      resolve({ status, output });
    });
  });
}

function found(who, text) {
  const known = accepted.find(([pattern]) => pattern.test(text));
  if (!known) findings.push(`${who}: ${text}`);
}

async function wapiti(person, name) {
  const cookie = await signIn(person);
  const report = join(folder, `wapiti-${name}.json`);
  rmSync(report, { force: true });
  const requests = await requestsOf(cookie);
  const way = await openWay(cookie);
  const starts = requests.filter(({ method }) => method === 'GET').flatMap(({ path }) => ['-s', way.address + path]);
  // Not: csrf (forms carry no token here: http_input_test.c), ssrf and xxe (they ask a server on the internet).
  const words = ['-u', `${way.address}/`, ...starts, '--scope', 'folder', '-f', 'json', '-o', report, '--flush-session', '-v', '1',
    '--no-bugreport', '--store-session', join(scratch, 'wapiti'), '--store-config', join(scratch, 'wapiti-config'), '-d', '4',
    '--max-scan-time', String(Math.ceil(seconds / 4)), '--max-attack-time', String(Math.max(2, Math.ceil(seconds / 12))),
    '-m', 'sql,blindsql,xss,permanentxss,exec,file,crlf,redirect,shellshock,backup,htaccess,http_headers,csp,cookieflags'];
  const { output } = await run('wapiti', words, (seconds + 120) * 1000, join(folder, `wapiti-${name}.log`));
  way.close();
  let result;
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    found(name, `no report: ${output.slice(-500)}`);
    return '';
  }
  for (const kind of ['vulnerabilities', 'anomalies']) {
    for (const [title, items] of Object.entries(result[kind])) {
      for (const { method, path, info, parameter } of items) found(name, `${title}: ${method} ${path} ${parameter ?? ''} ${info}`);
    }
  }
  return `${requests.opened} routes of GET, ${starts.length / 2} pages to start at`;
}

async function sqlmap(person, name) {
  const until = Date.now() + seconds * 1000;
  const all = await requestsOf(await signIn(person));
  const places = all.filter(({ method, path, fields }) => method !== 'GET' || fields.length > 0 || /[?]|\/[0-9a-z]{13}|\/\d{4}-/.test(path));
  // Each session begins elsewhere, so that a short run looks at more than the same few.
  const first = people.indexOf(person) * 7 % Math.max(1, places.length);
  const way = await openWay('');
  let tried = 0;
  for (const { method, path, fields } of [...places.slice(first), ...places.slice(0, first)]) {
    if (Date.now() > until) break;
    way.cookie = await signIn(person); // an earlier request may have changed who is signed in
    // A star is a place to inject: each id and day of the address; fields are places by themselves.
    const marked = path.replace(/\/([0-9a-z]{13}|\d{4}-\d\d-\d\d)(?=\/|$|\?)/g, '/$1*');
    const pairs = fields.map(([field, value]) => `${encodeURIComponent(field)}=${encodeURIComponent(value)}`).join('&');
    const target = method === 'GET' && pairs ? `${marked}${marked.includes('?') ? '&' : '?'}${pairs}` : marked;
    const file = join(scratch, 'request');
    writeFileSync(file, [`${method} ${target} HTTP/1.1`, `Host: ${new URL(way.address).host}`,
      ...(method === 'POST' ? ['Content-Type: application/x-www-form-urlencoded'] : []), '', method === 'POST' ? pairs : ''].join('\r\n'));
    const { output } = await run('sqlmap', ['-r', file, '--batch', '--ignore-stdin', '--flush-session', '--output-dir', join(scratch, 'sqlmap'), '--level', '1',
      '--risk', '1', '--time-sec', '3', '--threads', '4', '--ignore-code', '*', '--answers', 'follow=N,custom injection=Y,really sure=Y'],
    Math.max(20_000, until - Date.now()), join(folder, `sqlmap-${name}.log`));
    tried += 1;
    if (/is vulnerable|identified the following injection point/.test(output)) {
      found(name, `sqlmap: ${method} ${path}: ${/Parameter: .*/.exec(output)?.[0] ?? ''}`);
    }
    if (!/testing for SQL injection/.test(output) && Date.now() < until) found(name, `sqlmap did not test ${method} ${path}`);
  }
  way.close();
  return `${all.opened} routes of GET, ${tried} of ${places.length} kinds of request`;
}

for (const person of people) {
  const name = person.about.toLowerCase().replace(/[^a-z]+/g, '-');
  const began = Date.now();
  const said = await (tool === 'wapiti' ? wapiti : sqlmap)(person, name);
  console.log(`${tool} ${name}: ${said}, ${Math.round((Date.now() - began) / 1000)} s`);
}
server.kill('SIGTERM');
const status = await ended;
if (status !== 0) findings.push(`the server ended with ${status}`);
for (const line of log.split('\n')) {
  if (/level=error|event=http\.request.* status=500/.test(line)) findings.push(`server: ${line}`);
}
const requests = log.split('\n').filter((line) => line.includes('event=http.request')).length;
const doctor = spawnSync(program, ['doctor', '--data', data, '--port', '0'], { encoding: 'utf8' });
if (doctor.status !== 0) findings.push(`doctor: ${doctor.stdout}`);
writeFileSync(join(folder, `${tool}-server.log`), log);
rmSync(scratch, { recursive: true, force: true });
const unseen = patterns.filter(({ route }) => !visited.has(route)).map(({ route }) => route).sort();
console.log(`routes of GET that no page led to: ${unseen.join(' ')}`);
console.log(`${tool}: ${people.length} sessions, ${visited.size} of ${patterns.length} routes of GET, ${requests} requests, ${findings.length} findings`);
for (const finding of [...new Set(findings)].slice(0, 60)) console.log(finding);
process.exit(findings.length > 0 ? 1 : 0);
