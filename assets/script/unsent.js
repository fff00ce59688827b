// SPDX-License-Identifier: EUPL-1.2
//
// What waits to be sent outlives the page: every message of the outbox is written to the browser's own database until the server has
// answered, so that somebody without network goes on to another page, and a device that stops loses nothing. A message is sealed with a
// key of its writer that no script can read out; only the writer's own pages send it, on this device, within 14 days. Where the browser has
// no such database (or the page no secure origin) the outbox works as long as the page does.

const UNSENT_DAYS = 14;
const SEAL = 'AES-GCM';

const me = () => document.body.dataset.person;

const done = (asked) => new Promise((resolve, reject) => {
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open('samenspel', 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('keys');
      asked.result.createObjectStore('unsent', { keyPath: 'id' });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

const table = async (name, mode) => (await database()).transaction(name, mode).objectStore(name);

async function sealingKey(person) {
  const found = await done((await table('keys', 'readonly')).get(person));
  if (found) return found;
  const made = await crypto.subtle.generateKey({ name: SEAL, length: 256 }, false, ['encrypt', 'decrypt']);
  const keys = await table('keys', 'readwrite');
  const earlier = await done(keys.get(person)); // another page may have been quicker
  if (!earlier) await done(keys.put(made, person));
  return earlier ?? made;
}

const canKeep = () => Boolean(me() && window.indexedDB && crypto.subtle);

// `message.saved` says that it outlives the page.
async function saveMessage(message) {
  if (!canKeep()) return;
  const { url, chosen, values, form } = message;
  const typed = [...form.elements].filter((field) => field.matches('textarea')).map(({ name }) => name);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify({ url, chosen, typed, fields: [...values].filter(([, value]) => typeof value === 'string') }));
  const sealed = await crypto.subtle.encrypt({ name: SEAL, iv }, await sealingKey(me()), plain);
  if (message.settled) return;
  await done((await table('unsent', 'readwrite')).put({ id: values.get('client_id'), person: me(), at: message.at, iv, sealed }));
  message.saved = true;
  if (message.settled) await dropMessage(message);
}

async function dropMessage(message) {
  message.settled = true;
  if (message.saved) await (await table('unsent', 'readwrite')).delete(message.values.get('client_id'));
}

// A message of a page that is gone has a form that nobody sees.
async function openMessage({ id, at, iv, sealed }) {
  const plain = await crypto.subtle.decrypt({ name: SEAL, iv }, await sealingKey(me()), sealed);
  const { url, chosen, typed, fields } = JSON.parse(new TextDecoder().decode(plain));
  const values = new FormData();
  fields.forEach(([name, value]) => values.append(name, value));
  const form = document.createElement('form');
  typed.forEach((name) => form.append(Object.assign(document.createElement('textarea'), { name })));
  return { id, at, url, chosen, values, form, saved: true, restored: true };
}

// The ids of what stands on the page for what was kept: that is in its writer's hands.
const inHand = () => new Set([...document.querySelectorAll('[data-kept] input[name="client_id"]')].map(({ value }) => value));

async function restoreUnsent() {
  if (!canKeep()) return;
  const oldest = Date.now() - UNSENT_DAYS * 24 * 3600 * 1000;
  const here = new Set([...inHand(), ...queue.map(({ values }) => values.get('client_id'))]);
  const all = await done((await table('unsent', 'readonly')).getAll());
  const unsentIds = await table('unsent', 'readwrite');
  all.filter(({ at }) => at < oldest).forEach(({ id }) => unsentIds.delete(id));
  const mine = all.filter(({ id, person, at }) => person === me() && at >= oldest && !here.has(id)).sort((a, b) => a.at - b.at);
  const messages = await Promise.all(mine.map((one) => openMessage(one).catch(() => null)));
  queue.unshift(...messages.filter(Boolean));
  sendNext();
}

// Who leaves the page for what was kept, after being asked, has done with it; unless the tablet locks, which takes it along.
window.addEventListener('pagehide', () => {
  const ids = inHand();
  if (!ids.size || locking || !canKeep()) return;
  table('unsent', 'readwrite').then((unsentIds) => ids.forEach((id) => unsentIds.delete(id))).catch(() => {});
});
