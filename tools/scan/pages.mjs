// SPDX-License-Identifier: EUPL-1.2
// What there is to scan: the routes of GET as their addresses stand in the source, the addresses and forms that the pages of a
// session lead to, and which of the routes that session may open.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PAGES_MAXIMUM = 400; // that one session reads to find its way
const TRIES_MAXIMUM = 8; // of one route, with what others saw

const source = join(dirname(fileURLToPath(import.meta.url)), '../../src');
const filesOf = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  (entry.isDirectory() ? filesOf(join(folder, entry.name)) : [join(folder, entry.name)]));
const patternOf = (route) => new RegExp(`^${route.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);

// A route whose address is a macro of its file names it there.
function routesOf(text) {
  return [...text.matchAll(/ROUTE\((GET|POST), (?:"([^"]+)"|(\w+)),/g)].map(([, method, path, macro]) =>
    ({ method, route: path ?? new RegExp(`#define ${macro}\\s+"([^"]+)"`).exec(text)?.[1] }));
}

const all = filesOf(source).filter((file) => file.endsWith('.c')).flatMap((file) => routesOf(readFileSync(file, 'utf8')))
  .filter(({ route }) => route).map((item) => ({ ...item, pattern: patternOf(item.route) }))
  .sort((a, b) => a.route.split('{').length - b.route.split('{').length);

// The pages. The stream of events is none: it never ends (tests/socket/live_test.c).
export const routes = all.filter(({ method, route }) => method === 'GET' && route !== '/live');

// The route of a request, "/child/{child}"; the bare path when there is none.
export function routeOf(method, url) {
  const path = url.replace(/[?#].*/, '');
  return all.find((item) => item.method === method && item.pattern.test(path))?.route ?? path;
}

const unescape = (text) => text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
const attribute = (tag, name) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? unescape(found[1]) : null;
};

// What somebody would fill in.
function valueOf(tag, inside) {
  const value = attribute(tag, 'value');
  if (value) return value;
  if (/^<select/.test(tag)) {
    const options = inside.slice(inside.indexOf(tag) + tag.length).split('</select')[0];
    return /<option[^>]*value="([^"]+)"/.exec(options)?.[1] ?? 'woord';
  }
  const day = new Date().toISOString().slice(0, 10);
  const usual = { date: day, time: '10:30', number: '5', email: 'scan@scan.example', tel: '0612345678', month: day.slice(0, 7) };
  return usual[attribute(tag, 'type')] ?? 'woord';
}

// The forms of a page: { method, path, type, fields: [[name, value]] }.
export function formsOf(html, page, origin) {
  return [...html.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/g)].map(([whole, inside]) => {
    const head = whole.slice(0, whole.indexOf('>') + 1);
    const fields = new Map();
    for (const [tag] of inside.matchAll(/<(?:input|textarea|select|button)\b[^>]*>/g)) {
      const name = attribute(tag, 'name');
      if (!name) continue;
      if (!fields.has(name) || / checked/.test(tag)) fields.set(name, valueOf(tag, inside));
    }
    const url = new URL(attribute(head, 'action') || page, origin + page);
    return { method: (attribute(head, 'method') ?? 'get').toUpperCase(), path: url.pathname + url.search,
      type: attribute(head, 'enctype') ?? '', fields: [...fields] };
  });
}

const linksOf = (html) => [...html.matchAll(/<(?:a|img|source|link)\b[^>]*>/g)]
  .map(([tag]) => attribute(tag, 'href') ?? attribute(tag, 'src')).filter(Boolean);

// What the placeholders of an address held: [["child", "0abc..."], ...].
function heldBy(route, path) {
  const parts = path.replace(/[?].*/, '').split('/');
  return route.split('/').flatMap((part, i) => (part.startsWith('{') ? [[part.slice(1, -1), parts[i]]] : []));
}

// Which fields of an address stand in its query, so that /x?day= and /x are two kinds of request.
const namesIn = (path) => [...new URL(path, 'http://x').searchParams.keys()].sort();

/*
 * Everything that the pages of a session lead to: { requests, opened, seen }. `get(path)` answers { status, type, text, location }.
 * `opened` has the address of each route of GET that it may open; `seen` what the placeholders of addresses held.
 */
export async function explore(get, origin, begin) {
  const paths = [...begin];
  const known = new Set(paths);
  const requests = new Map();
  const opened = new Map();
  const seen = new Map();
  const kinds = new Map();
  const add = (request) => {
    const route = routeOf(request.method, request.path);
    const kind = `${request.method} ${route} ${[...namesIn(request.path), ...request.fields.map(([name]) => name)].join(' ')}`;
    for (const [name, value] of heldBy(route, request.path)) {
      if (!seen.has(name)) seen.set(name, new Set());
      seen.get(name).add(value);
    }
    if (!requests.has(kind)) requests.set(kind, { ...request, route });
  };
  const visit = async (path) => {
    const answer = await get(path);
    const route = routeOf('GET', path);
    if (answer.status === 200) {
      if (!opened.has(route)) opened.set(route, path);
      add({ method: 'GET', path, fields: [] });
    }
    for (const form of formsOf(answer.text, path, origin)) {
      add(form);
      if (form.method !== 'GET') continue;
      const query = new URLSearchParams(form.fields).toString();
      if (!known.has(form.path)) { known.add(form.path); paths.push(`${form.path}?${query}`); }
    }
    for (const link of [...linksOf(answer.text), ...(answer.location ? [answer.location] : [])]) {
      const url = new URL(link, origin + path);
      const next = url.pathname + url.search;
      if (url.origin !== origin || known.has(next) || next.startsWith('/static/')) continue;
      const kind = `${routeOf('GET', next)} ${namesIn(next)}`; // a few of a kind: children, days and persons differ
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (kinds.get(kind) > 6) continue;
      known.add(next);
      paths.push(next);
    }
  };
  for (let i = 0; i < paths.length && i < PAGES_MAXIMUM; i += 1) await visit(paths[i]);
  return { requests, opened, seen, visit };
}

// Asks for each route that nothing led to, with what this session and others saw in the places of the address.
export async function askForTheRest({ opened, seen, visit }, seenByAll) {
  for (const { route } of routes) {
    const names = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    let tries = [route];
    for (const name of names) {
      const values = new Set([...seen.get(name) ?? [], ...seenByAll.get(name) ?? []]);
      tries = tries.flatMap((path) => [...values].slice(0, names.length > 1 ? 3 : TRIES_MAXIMUM).map((value) => path.replace(`{${name}}`, value)));
    }
    for (const path of tries.slice(0, TRIES_MAXIMUM)) if (!opened.has(route)) await visit(path);
  }
}
