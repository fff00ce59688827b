// SPDX-License-Identifier: EUPL-1.2
//
// The tablet of a group. The server ends the session of a tablet that nobody touches; here it is told of touches, for who writes for a
// long time asks it nothing, and the page is locked at the same moment, so that nobody reads on. What is not stored yet, sent or still
// being typed, goes along to the page with the faces, all of it and in order, packed as src/feature/sign_in/kept.c reads it; that keeps
// it for its writer. Without the network the page is covered and tries again.

const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchmove'];
const TOLD_EVERY = 20000;
const LOOK_EVERY = 1000;
const LOCK_AGAIN = 5000;
const KEPT_MOST = 60 * 1024; // bytes, below KEPT_MAXIMUM of src/feature/sign_in/sign_in.h
const CHOSEN_MOST = 200;
const PACKED_AT_ONCE = 4096;

let touchedAt = Date.now();
let toldAt = 0;
let locking = false;

const tabletHead = () => document.getElementById('tablet-head');

// Says with each message whose page it is: another person's session does not take it.
function writer() {
  const person = tabletHead()?.dataset.writer ?? me();
  return person ? { 'Samenspel-Writer': person } : {};
}

function startTablet() {
  const head = tabletHead();
  if (!head) return;
  toldAt = Date.now();
  TOUCHES.forEach((name) => document.addEventListener(name, touched, { passive: true, capture: true }));
  setInterval(() => {
    if (!locking && Date.now() - touchedAt >= Number(head.dataset.lockAfter) * 1000) lockTablet();
  }, LOOK_EVERY);
  // Handed over by a tap: the same, so that nothing typed is lost.
  document.getElementById('tablet-lock').addEventListener('submit', (event) => {
    event.preventDefault();
    lockTablet();
  });
}

function touched() {
  touchedAt = Date.now();
  if (locking || touchedAt - toldAt < TOLD_EVERY) return;
  toldAt = touchedAt;
  ask(tabletHead().dataset.touch, { method: 'POST' }).catch(() => { toldAt = 0; });
}

async function lockTablet() {
  const lock = document.getElementById('tablet-lock');
  locking = true;
  document.body.classList.add('locked');
  try {
    await ask(lock.action, { method: 'POST' });
  } catch {
    setTimeout(lockTablet, LOCK_AGAIN); // covered until the network is there
    return;
  }
  let kept = unsent();
  if (pack(kept).length > KEPT_MOST) kept = kept.filter(({ saved }) => !saved); // the rest waits on the tablet, for its writer
  if (kept.length) bringKept(lock.action, kept);
  else location.assign(lock.action.replace(/\/lock$/, ''));
}

// What is not stored yet, in the order in which it was written.
function unsent() {
  return [...queue, ...[...document.querySelectorAll('form[method="post"]')].filter(isBegun).map(asIfSent)];
}

// Somebody has typed in it, and not only what waits in the queue already; or it was kept before and is still there.
function isBegun(form) {
  if (form.closest('#tablet-head') || form.querySelector('input[type="password"]')) return false;
  const sent = queue.filter((message) => message.form === form);
  if (form.closest('[data-kept]')) return !sent.length;
  return [...form.elements].some((field) => field.matches('textarea, input[type="text"]') && field.value !== field.defaultValue
    && !sent.some(({ values }) => values.getAll(field.name).includes(field.value)));
}

// The form as if its button had been pressed: the one beside the words.
function asIfSent(form) {
  const field = [...form.querySelectorAll('textarea')].find((one) => one.value !== one.defaultValue);
  const beside = field?.closest('div');
  const button = (form.contains(beside) && beside.querySelector('button[name]')) || form.querySelector('button.primary')
    || form.querySelector('button[name]');
  const values = new FormData(form);
  if (button?.name) values.append(button.name, button.value);
  if (!values.get('client_id')) values.set('client_id', newClientId());
  return { form, url: form.getAttribute('action'), values, chosen: chosenIn(form, null) };
}

// In words what was chosen in a form, for who finds it back later: "Noor, Sami, Alles op"; not the button that only sends.
function chosenIn(form, button) {
  const labels = [...form.elements].filter((field) => field.matches(':checked') && field.labels)
    .map((field) => field.labels[0]?.querySelector('.tile-name') ?? field.labels[0]);
  return [...labels, button?.matches('.primary') ? null : button].map((part) => part?.textContent.trim().replace(/\s+/g, ' ')).filter(Boolean)
    .join(', ').slice(0, CHOSEN_MOST);
}

function pack(messages) {
  const parts = messages.flatMap(({ form, url, values, chosen }) => {
    const typed = new Set([...form.elements].filter((field) => field.matches('textarea')).map(({ name }) => name));
    const fields = [...values].filter(([, value]) => typeof value === 'string')
      .flatMap(([name, value]) => [(value && typed.has(name) ? 't' : 'h') + name, value]);
    const { pathname, search } = new URL(url, location.href);
    return [`f${pathname}${search}`, chosen ?? '', ...fields];
  });
  return new TextEncoder().encode(parts.map((part) => `${part.replaceAll('\0', '')}\0`).join(''));
}

// Whether one more would not go along any more when the tablet locks, and is not written down on the tablet either.
const isFull = () => Boolean(tabletHead()) && pack(queue.filter(({ saved }) => !saved)).length > KEPT_MOST / 2;

function encode(bytes) {
  let binary = '';
  for (let at = 0; at < bytes.length; at += PACKED_AT_ONCE) binary += String.fromCharCode(...bytes.subarray(at, at + PACKED_AT_ONCE));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

// The answer comes in place of the page: the faces, with all of it kept.
function bringKept(url, messages) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = url;
  form.hidden = true;
  const { pathname, search } = new URL(messages[0].url, location.href);
  const fields = { kept_path: pathname + search, kept_fields: encode(pack(messages)), kept_person: tabletHead()?.dataset.writer ?? me() };
  Object.entries(fields).forEach(([name, value]) => {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    form.append(field);
  });
  document.body.append(form);
  form.submit();
}

// ---- The page with what was kept, after unlocking ----

document.addEventListener('click', ({ target }) => {
  if (target.closest('[data-send-all]')) document.querySelectorAll('[data-kept] form[data-send]').forEach((form) => form.requestSubmit());
});

// One of them is stored: it goes, and with the last one the page.
function keptStored(form) {
  const page = form.closest('[data-kept]');
  form.closest('li').remove();
  if (!page.querySelector('li')) location.assign(page.dataset.kept);
}

// What the server says of one of them comes in its place; the others stay.
function keptRefused(form, main) {
  const place = form.closest('li');
  place.replaceChildren(...main.childNodes);
  place.querySelectorAll('form[method="post"]').forEach((one) => { one.dataset.send = '1'; });
  pageChanged(place);
}
