// SPDX-License-Identifier: EUPL-1.2
// The two scanners, each against one way with one session. `found(text)` takes what they say.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTrap } from './way.mjs';

const PAGE_SECONDS = 2; // to read one, on a busy machine
const DEEP_MS = 20_000; // at least, to try one in every way
const REQUEST_MS = 10_000; // to try one with the heuristics
const GRACE_MS = 60_000; // beyond its time a scanner that does not end is ended

// Not: csrf (forms carry no token here: http_input_test.c), xxe (nothing reads XML), nikto and wapp (lists of other programs' files),
// brute_login_form and buster (guess_test.c; addresses are a table).
const MODULES = ['sql', 'xss', 'permanentxss', 'file', 'exec', 'crlf', 'redirect', 'ssrf', 'htaccess', 'methods', 'shellshock', 'backup',
  'blindsql', 'http_headers', 'csp', 'cookieflags'];

function run(command, words, milliseconds, home, log) {
  return new Promise((resolve) => {
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], detached: true,
      env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => { output += piece; });
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), milliseconds);
    child.on('error', (error) => { output += error; });
    child.on('close', () => {
      clearTimeout(timer);
      writeFileSync(log, output, { flag: 'a' });
      resolve(output);
    });
  });
}

/*
 * wapiti begins at every page that the session may open, `paths`, and takes their forms: that it does whole, however long it takes. The
 * time is shared by its modules.
 */
export async function wapiti({ way, paths, seconds, scratch, folder, name, found }) {
  const report = join(folder, `wapiti-${name}.json`);
  rmSync(report, { force: true });
  const trap = await openTrap();
  const words = ['-u', `${way.address}/`, ...paths.flatMap((path) => ['-s', way.address + path]), '--scope', 'folder', '-d', '1', '-f', 'json',
    '-o', report, '--flush-session', '-v', '1', '--no-bugreport', '--endpoint', trap.address, '--store-session', join(scratch, 'wapiti'),
    '--store-config', join(scratch, 'wapiti-config'), '--max-scan-time', String(paths.length * PAGE_SECONDS),
    '--max-attack-time', String(Math.max(1, Math.ceil(seconds / MODULES.length))), '-m', MODULES.join(',')];
  const output = await run('wapiti', words, (seconds + paths.length * PAGE_SECONDS) * 1000 + GRACE_MS, scratch,
    join(folder, `wapiti-${name}.log`));
  trap.close();
  for (const hit of trap.hits) found(`the server asked for ${hit}`);
  let result;
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    found(`no report: ${output.slice(-500)}`);
    return;
  }
  for (const kind of ['vulnerabilities', 'anomalies']) {
    for (const [title, items] of Object.entries(result[kind])) {
      for (const { method, path, info, parameter } of items) found(`${title}: ${method} ${path} ${parameter ?? ''} ${info}`);
    }
  }
}

const BOUNDARY = '----samenspel-scan';

function bodyOf({ type, fields }) {
  if (!type.startsWith('multipart/')) return fields.map(([field, value]) => `${encodeURIComponent(field)}=${encodeURIComponent(value)}`).join('&');
  return [...fields.flatMap(([field, value]) => [`--${BOUNDARY}`, `Content-Disposition: form-data; name="${field}"`, '', value]), `--${BOUNDARY}--`, '']
    .join('\r\n');
}

// A request as sqlmap reads it. A star is a place to inject: each id and day of the address, and what stands in its query; fields are places
// by themselves.
function requestText(request, host) {
  const { method, fields, type } = request;
  const url = new URL(request.path, `http://${host}`);
  const query = method === 'GET' && fields.length > 0 ? fields : [...url.searchParams];
  const marked = url.pathname.replace(/\/([0-9a-z]{13}|\d{4}-\d\d-\d\d)(?=\/|$)/g, '/$1*') +
    (query.length > 0 ? `?${query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}*`).join('&')}` : '');
  const multipart = (type ?? '').startsWith('multipart/');
  const kind = multipart ? `multipart/form-data; boundary=${BOUNDARY}` : 'application/x-www-form-urlencoded';
  return [`${method} ${marked} HTTP/1.1`, `Host: ${host}`, ...(method === 'POST' ? [`Content-Type: ${kind}`] : []),
    '', method === 'POST' ? bodyOf({ type: type ?? '', fields }) : ''].join('\r\n');
}

const SQLMAP = ['--batch', '--ignore-stdin', '--flush-session', '--level', '1', '--risk', '1', '--time-sec', '3', '--skip-waf',
  '--ignore-code', '*', '--answers', 'follow=N,custom injection=Y,really sure=Y'];

/*
 * sqlmap tries each request once with its heuristics, all in one run and however long it takes, and then as many as there is time for
 * with every way of injecting. Gives the number that it tried: { tried, deep }.
 */
export async function sqlmap({ way, requests, seconds, scratch, folder, name, found }) {
  const host = new URL(way.address).host;
  const log = join(folder, `sqlmap-${name}.log`);
  rmSync(log, { force: true });
  const judge = (output, what) => {
    if (/is vulnerable|identified the following injection point|appears to be .*injectable/.test(output)) {
      found(`sqlmap: ${what}: ${/(Parameter: .*|.*injectable.*)/.exec(output)?.[0] ?? ''}`);
    }
  };
  // The form of a proxy's log, which sqlmap takes many requests from.
  const bar = '='.repeat(54);
  const file = join(scratch, 'requests');
  writeFileSync(file, requests.map((request) => `${bar}\n00:00:00  http://${host}\n${bar}\n${requestText(request, host)}\n${bar}\n\n`).join('\n'));
  const output = requests.length === 0 ? '' : await run('sqlmap', ['-l', file, ...SQLMAP, '--smart', '--output-dir', join(scratch, 'sqlmap')],
    requests.length * REQUEST_MS + GRACE_MS, scratch, log);
  judge(output, 'in passing');
  const tried = (output.match(/heuristic \(basic\) test shows/g) ?? []).length;
  const until = Date.now() + seconds * 1000;
  let deep = 0;
  for (const request of requests) {
    if (Date.now() > until) break;
    const one = join(scratch, 'request');
    writeFileSync(one, requestText(request, host));
    judge(await run('sqlmap', ['-r', one, ...SQLMAP, '--technique', 'BEU', '--output-dir', join(scratch, 'sqlmap')],
      Math.max(DEEP_MS, until - Date.now()), scratch, log), `${request.method} ${request.path}`);
    deep += 1;
  }
  return { tried, deep };
}
