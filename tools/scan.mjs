#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
// Lets a scanner loose on a running demo organisation, with a session of each role of the access matrix, with a tablet of a group, and
// with none: `make audit`.
//
//   scan.mjs wapiti|sqlmap SECONDS FOLDER [ROLE...]     SECONDS for each session; reports go to FOLDER; all roles when none is named
//
// First each session's pages are read, to learn which routes it may open and which forms they hold. Then each has a copy of the
// organisation of its own, so that what one destroys is there for the next; every kind of request that sqlmap tries is given to one of
// the sessions that may send it, all in equal shares. The end is a table, as it stands in docs/audit.md, and each finding that stands.
// Ends with 1 when there is one. A finding is what the scanner says, an answer of 500, an error in the server's log, an installation
// that `samenspel doctor` does not find sound afterwards, a route that a session may open and the scanner did not, and a route that
// nobody may. What is known to be no weakness here stands in `accepted`, with the reason.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askForTheRest, explore, routes } from './scan/pages.mjs';
import { browserOf, copyOf, prepare, runProgram, serve } from './scan/people.mjs';
import { sqlmap, wapiti } from './scan/scanners.mjs';
import { openWay } from './scan/way.mjs';

const [tool, secondsText, folder, ...only] = process.argv.slice(2);
const seconds = Number(secondsText);
if (!['wapiti', 'sqlmap'].includes(tool) || !(seconds > 0) || !folder) {
  console.error('scan.mjs wapiti|sqlmap SECONDS FOLDER [ROLE...]');
  process.exit(2);
}

// What wapiti says about a demo on http://localhost, and where the real thing is proven.
const accepted = [
  [/Strict-Transport-Security/, 'the demo is without TLS; over TLS: transport_test.mjs'],
  [/Secure flag is not set/i, 'the demo is without TLS; over TLS: transport_test.mjs'],
  [/X-Frame-Options is not set/, "the content policy says frame-ancestors 'none': framing_test.c"],
  [/X-XSS-Protection/, 'browsers know it no more; the content policy forbids inline script: framing_test.c'],
];

const scratch = mkdtempSync(join(tmpdir(), 'samenspel-scan-'));
const findings = new Set();
const usedUp = new Map(); // reason: how often
mkdirSync(folder, { recursive: true });

function found(who, text) {
  const known = accepted.find(([pattern]) => pattern.test(text));
  if (known) usedUp.set(known[1], (usedUp.get(known[1]) ?? 0) + 1);
  else findings.add(`${who}: ${text.replace(/localhost:\d+/g, 'localhost')}`);
}

/* --- who may do what --- */

async function learn(made) {
  const server = await serve(made.data, made.port);
  const browser = browserOf(made.port);
  const seenByAll = new Map([['secret', new Set([new URL(made.link).pathname.split('/')[2]])]]);
  for (const session of made.sessions) {
    const cookie = await session.signIn(browser);
    session.map = await explore((path) => browser.get(path, cookie), browser.origin, ['/']);
    for (const [name, values] of session.map.seen) seenByAll.set(name, new Set([...seenByAll.get(name) ?? [], ...values]));
  }
  for (const session of made.sessions) await askForTheRest(session.map, seenByAll);
  if (await server.stop() !== 0) findings.add('the server did not end well');
}

// A place to inject: a field of a form, a part of a query, an id or a day in an address.
const placesOf = ({ method, route, path, fields }) => [...new Set([...fields.map(([name]) => name.replace(/[0-9a-z]{13}$/, '*')),
  ...new URL(path, 'http://x').searchParams.keys(), ...[...route.matchAll(/\{\w+\}/g)].map(([name]) => name)])]
  .map((name) => `${method} ${route} ${name}`);

// Gives every kind of request with a place in it that nobody has yet to the session with the least to do.
function share(sessions) {
  const kinds = new Map();
  for (const session of sessions) {
    session.share = [];
    for (const [kind, request] of session.map.requests) {
      if (placesOf(request).length > 0) kinds.set(kind, [...kinds.get(kind) ?? [], [session, request]]);
    }
  }
  const places = new Set();
  for (const [, able] of [...kinds].sort(([, a], [, b]) => a.length - b.length)) {
    const [[session, request]] = [...able].sort(([a], [b]) => a.share.length - b.share.length);
    const fresh = placesOf(request).filter((place) => !places.has(place));
    if (fresh.length === 0) continue;
    for (const place of fresh) places.add(place);
    session.share.push(request);
  }
  return places;
}

/* --- one session --- */

function judgeServer(who, log, status, data) {
  if (status !== 0) findings.add(`${who}: the server ended with ${status}`);
  for (const line of log.split('\n')) {
    if (/level=error|event=http\.request.* status=500/.test(line)) findings.add(`${who}: server: ${line.replace(/^.*?level=/, 'level=')}`);
  }
  const doctor = runProgram('doctor', '--data', data, '--port', '0');
  if (doctor.status !== 0) findings.add(`${who}: doctor: ${doctor.stdout || doctor.error}`);
}

async function scan(made, session) {
  const name = session.role;
  const data = copyOf(made, join(scratch, name));
  const server = await serve(data, made.port);
  const browser = browserOf(made.port);
  const way = await openWay(made.port, () => session.signIn(browser));
  const began = Date.now();
  const to = { way, seconds, scratch, folder, name, found: (text) => found(name, text) };
  let said = '';
  if (tool === 'wapiti') {
    const paths = [...new Set([...session.map.opened.values(), ...[...session.map.requests.values()]
      .filter(({ method, fields }) => method === 'GET' && fields.length === 0).map(({ path }) => path)])];
    await wapiti({ ...to, paths });
    const missed = [...session.map.opened.keys()].filter((route) => !way.visited.has(route));
    for (const route of missed) findings.add(`${name}: may open ${route}, and wapiti did not`);
    said = `${session.map.opened.size - missed.length} of ${session.map.opened.size}`;
  } else {
    const { tried, deep } = await sqlmap({ ...to, requests: session.share });
    session.tried = tried;
    said = `${session.share.length} | ${tried} | ${deep}`;
    if (session.share.length > 0 && tried === 0) findings.add(`${name}: sqlmap tried nothing`);
  }
  way.close();
  const status = await server.stop();
  writeFileSync(join(folder, `${tool}-${name}-server.log`), server.log());
  judgeServer(name, server.log(), status, data);
  rmSync(data, { recursive: true, force: true });
  session.asked = way.requests;
  const mine = [...findings].filter((finding) => finding.startsWith(`${name}:`)).length;
  console.log(`| ${name} | ${way.requests} | ${said} | ${mine} | ${Math.round((Date.now() - began) / 1000)} |`);
}

/* --- all of them --- */

const made = await prepare(scratch);
await learn(made);
const places = share(made.sessions);
console.log(tool === 'wapiti' ? '| session | requests | routes of GET visited of allowed | findings | seconds |\n|---|---|---|---|---|'
  : '| session | requests | kinds of request | places tried | tried in every way | findings | seconds |\n|---|---|---|---|---|---|---|');
const scanned = made.sessions.filter(({ role }) => only.length === 0 || only.includes(role));
for (const session of scanned) await scan(made, session);
const tried = scanned.reduce((all, session) => all + (session.tried ?? 0), 0);
if (tool === 'sqlmap' && only.length === 0 && tried < places.size) findings.add(`all: sqlmap tried ${tried} of ${places.size} places`);
const opened = new Set(made.sessions.flatMap(({ map }) => [...map.opened.keys()]));
const never = routes.map(({ route }) => route).filter((route) => !opened.has(route));
for (const route of never) findings.add(`all: nobody may open ${route}`);
rmSync(scratch, { recursive: true, force: true });
const sum = scanned.reduce((all, { asked }) => all + asked, 0);
console.log(`\n${tool}: ${scanned.length} sessions, ${sum} requests, ${routes.length - never.length} of ${routes.length} routes of GET opened by somebody, ` +
  `${places.size} places to inject, ${findings.size} findings that stand.\n`);
for (const [reason, count] of usedUp) console.log(`- accepted ${count} times: ${reason}`);
for (const finding of [...findings].slice(0, 80)) console.log(`- stands: ${finding}`);
process.exit(findings.size > 0 ? 1 : 0);
