// SPDX-License-Identifier: EUPL-1.2
// The day page as somebody would write it today on Node: Fastify, better-sqlite3 and template strings, two workers. It runs the
// program's own statements on the program's own database: session, access set, and what stands on the page. It writes nothing.
//
//     node server.mjs PORT DATABASE SOURCES LENGTH      LENGTH: bytes of our page
import cluster from 'node:cluster';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fastify from 'fastify';
import { dayPage } from './page.mjs';
import { statementsOf } from './statements.mjs';

const WORKERS = 2;
const DAY_MS = 86_400_000;
const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const [port, file, sources, length] = process.argv.slice(2);

function idOf(text) {
  return [...text].reduce((value, sign) => value * 32n + BigInt(CROCKFORD.indexOf(sign)), 0n);
}

const dayOf = (text) => BigInt(Date.parse(`${text}T00:00:00Z`) / DAY_MS);

function openStatements() {
  const db = new Database(file, { readonly: true });
  db.defaultSafeIntegers(true);
  db.pragma('mmap_size = 1073741824');
  const texts = Object.assign({}, ...['access/session', 'access/rule', 'feature/handover/handover'].map((name) =>
    statementsOf(join(sources, `${name}.sql`))));
  const prepare = (name) => db.prepare(texts[name]);
  return {
    db,
    session: prepare('session_find'),
    scopes: prepare('rule_child_scopes'),
    head: prepare('handover_head'),
    stay: prepare('handover_stay'),
    placement: prepare('handover_placement'),
    entries: prepare('handover_day_entries'),
    called: prepare('handover_called'),
    readMoments: prepare('handover_read_moments'),
    siblings: prepare('handover_siblings'),
    writtenDays: prepare('handover_written_days'),
  };
}

const formats = new Map();

function formatOf(language, timeZone) {
  const key = `${language} ${timeZone}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone }));
  return formats.get(key);
}

function readPage(statements, token, child, day, now) {
  const today = BigInt(Math.floor(now / DAY_MS));
  const hash = createHash('sha256').update(token).digest();
  const session = statements.session.get({ token_hash: hash, tomorrow: today + 1n, yesterday: today - 1n });
  if (!session || session.ended_at !== null || Number(session.expires_at) <= now) return null;
  const { organisation, person } = session;
  const scope = statements.scopes.all({ organisation, person, child, today }).reduce((all, row) => all | row.scope, 0n);
  if (scope === 0n) return null;
  const about = { organisation, child };
  return {
    session,
    child,
    format: formatOf(session.language, session.zone),
    head: statements.head.get({ ...about, person, today }),
    stay: statements.stay.get({ ...about, day }),
    placement: statements.placement.get({ ...about, day, weekday_bit: 1n << ((day + 3n) % 7n) }),
    entries: statements.entries.all({ ...about, day, person, today, scope }),
    called: new Map(statements.called.all(about).map((row) => [row.person, row.called])),
    readMoments: new Set(statements.readMoments.all({ ...about, day }).map((row) => row.moment)),
    siblings: statements.siblings.all({ organisation, person, today }),
    writtenDays: statements.writtenDays.all({ ...about, from_day: day - 4n, days: 5n, person, today }),
  };
}

function serve() {
  const statements = openStatements();
  const read = statements.db.transaction(readPage);
  let still = null;
  const app = fastify({ logger: false });
  app.get('/child/:child/:day', (request, reply) => {
    const token = /(?:^|; )samenspel=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const page = read(statements, token, idOf(request.params.child), dayOf(request.params.day), Date.now());
    if (!page) return reply.code(404).send('');
    still ??= 'x'.repeat(Math.max(0, Number(length) - Buffer.byteLength(dayPage(page, ''))));
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(dayPage(page, still));
  });
  app.listen({ port: Number(port), host: '127.0.0.1' });
}

if (cluster.isPrimary) {
  for (let i = 0; i < WORKERS; i++) cluster.fork();
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers)) worker.kill();
    process.exit(0);
  });
} else {
  serve();
}
