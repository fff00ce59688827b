// SPDX-License-Identifier: EUPL-1.2
//
// The service worker: the board and the pages of today that somebody opened open without network too, as they were. tools/assets.mjs puts
// Workbox before it (routing and strategies); here stands what may be kept and for how long. The server says that with each page:
//
//   Samenspel-Keep: SESSION LOCK UNTIL     the session and its language; seconds without a touch until a tablet locks, or 0; the instant
//                                          until which the page may be kept, or 0: not at all
//
// Kept are pages of one session alone. All of them go when another session speaks or none does any more (401, the sign-in page, the faces
// of a tablet), when somebody signs out or locks, after the last touch of a tablet, and at the end of the day. Nothing is fetched ahead:
// who opened the page of a child is told to its parents, and would not be true any more. Files of the program (/static) hold nobody's
// data and stay as long as this version of the program.

const { registerRoute } = workbox.routing;
const { CacheFirst, NetworkFirst, Strategy } = workbox.strategies;

const PAGES = 'pages';
const FILES = `files ${self.location.pathname}`;
const STATE = '/offline/state'; // beside the pages: { session, lock, touchedAt }; no address of the server
const ELSE = '/offline';
const LEAVING = ['/sign-out', '/tablet/lock'];
const TOUCH = '/tablet/touch';
const SLOW = 5; // seconds, and the kept page comes first
const NO_CONNECTION = [502, 503, 504];

let generation = 0; // grows when all is forgotten: what was asked for before is not kept
const left = new Set(); // sessions that somebody ended: nothing of them is kept any more

const pages = () => caches.open(PAGES);
const isPage = (response) => /^text\/html/.test(response.headers.get('content-type') ?? '');

async function state() {
  return (await (await pages()).match(STATE))?.json() ?? {};
}

async function remember(now) {
  await (await pages()).put(STATE, new Response(JSON.stringify(now)));
}

function forget() {
  generation += 1;
  return caches.delete(PAGES);
}

const isOver = ({ lock, touchedAt }) => lock > 0 && Date.now() >= touchedAt + lock * 1000;

// Somebody uses the tablet, or did too long ago.
async function touched() {
  const now = await state();
  if (!now.lock) return;
  if (isOver(now)) await forget();
  else await remember({ ...now, touchedAt: Date.now() });
}

async function leave() {
  const { session } = await state();
  if (session) left.add(session.split('-')[0]);
  await forget();
}

function keepOf(response) {
  const [session, lock, until] = (response.headers.get('samenspel-keep') ?? '').split(' ');
  return { session, lock: Number(lock), until: Number(until) };
}

// The page for what is not kept, in the language of the session.
async function keepElse(began) {
  const response = await fetch(ELSE, { headers: { 'X-Requested-With': 'fetch' } });
  if (response.ok && generation === began) await (await pages()).put(ELSE, response);
}

const keeper = {
  requestWillFetch: async ({ request, state: run }) => {
    run.generation = generation;
    return request;
  },

  // Every page that comes from the server says whose it is, or that nobody is there.
  fetchDidSucceed: async ({ request, response, event, state: run }) => {
    if (request.mode === 'navigate' && NO_CONNECTION.includes(response.status)) throw new Error(response.status);
    if (run.generation !== generation || response.type === 'opaqueredirect') return response;
    if (response.status === 401) await forget();
    else if (response.status === 200 && isPage(response)) {
      const { session, lock } = keepOf(response);
      if ((await state()).session !== session) {
        await forget();
        run.generation = generation;
        if (session && !left.has(session.split('-')[0])) event.waitUntil(keepElse(generation).catch(() => {}));
      }
      if (session) await remember({ session, lock, touchedAt: Date.now() });
    } else if (response.status >= 400 && response.status < 500) {
      await (await pages()).delete(request, { ignoreSearch: true, ignoreVary: true });
    }
    return response;
  },

  cacheWillUpdate: async ({ request, response, state: run }) => {
    const { session, until } = keepOf(response);
    const may = response.status === 200 && until > Date.now() && !new URL(request.url).search
      && run.generation === generation && !left.has(session.split('-')[0]);
    return may ? response : null;
  },

  // A page from the store says so: html[data-earlier-at=INSTANT], when the server made it.
  cachedResponseWillBeUsed: async ({ cachedResponse }) => {
    if (!cachedResponse) return null;
    if (isOver(await state()) || Date.now() >= keepOf(cachedResponse).until) {
      await forget();
      return null;
    }
    await touched();
    const made = new Date(cachedResponse.headers.get('date') ?? 0).getTime();
    const text = (await cachedResponse.text()).replace('<html ', `<html data-earlier-at="${made}" `);
    const headers = new Headers(cachedResponse.headers);
    ['content-encoding', 'content-length'].forEach((name) => headers.delete(name));
    return new Response(text, { headers });
  },

  handlerDidError: async () => {
    if (isOver(await state())) await forget();
    return (await pages()).match(ELSE, { ignoreVary: true });
  },
};

// A page that fetches itself again: from the network alone, and kept.
class Refresh extends Strategy {
  _handle(request, handler) {
    return handler.fetchAndCachePut(request);
  }
}

const ways = { cacheName: PAGES, matchOptions: { ignoreSearch: true, ignoreVary: true } };
const { handlerDidError, ...withoutElse } = keeper;

registerRoute(({ request, sameOrigin }) => sameOrigin && request.mode === 'navigate',
  new NetworkFirst({ ...ways, plugins: [keeper], networkTimeoutSeconds: SLOW }));
registerRoute(({ request, sameOrigin }) => sameOrigin && request.headers.get('X-Requested-With') === 'fetch',
  new Refresh({ ...ways, plugins: [withoutElse] }));
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/static/'),
  new CacheFirst({ cacheName: FILES, matchOptions: { ignoreVary: true } }));

self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const { pathname } = new URL(url);
  if (method === 'POST' && LEAVING.includes(pathname)) event.waitUntil(leave());
  else if (method === 'POST' && pathname === TOUCH) event.waitUntil(touched());
});

// A page says that the server knows its session no more.
self.addEventListener('message', (event) => {
  if (event.data === 'forget') event.waitUntil(forget());
});

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(FILES).then((files) => files.addAll([
    'asset(app.css)', 'asset(app.js)', 'asset(live.js)', 'asset(icons.svg)', 'asset(pictograms.svg)', 'asset(logo.svg)',
    'asset(favicon.svg)', 'asset(app.webmanifest)',
  ])));
});

// Another version of the program: other files, and pages that name them.
self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name !== FILES).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});
