// SPDX-License-Identifier: EUPL-1.2
//
// Sending forms. What is submitted is copied into a message with its own client_id and waits in a queue, sent one after the other; the form keeps its text
// until the server has answered that it is stored. A message that cannot be sent is repeated with the same client_id, so the server
// stores it once, however often it arrives. The queue outlives the page (unsent.js); leaving with what is not written down yet asks first.

const WAIT_FIRST = 2000;
const WAIT_LONGEST = 60000;
const SAID_FOR = 6000;
const SHOWN_MOST = 3;
const WAITED_LEAST = 30; // seconds
const ANSWERED_BUT_REFUSED = [400, 403, 404, 409, 413, 422];

const queue = [];
let sending = false;
let waits = 0;
let retryTimer;
let signedOut = false;

// 128 random bits as 32 hexadecimal characters (src/access/client_write.h).
function newClientId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('form[data-send]') || event.defaultPrevented) return;
  event.preventDefault();
  if (form.getAttribute('aria-busy') && !form.matches('[data-keep]')) return;
  if (isFull()) {
    sayInForm(form, words.unsent);
    return;
  }
  const values = new FormData(form);
  // Words out of sight are about something else: they wait in their field (stored() leaves it alone), and go along with nothing.
  form.querySelectorAll('textarea').forEach((field) => { if (!field.checkVisibility()) values.delete(field.name); });
  const button = event.submitter;
  if (button?.name) values.append(button.name, button.value);
  const kept = form.closest('[data-kept]') && values.get('client_id'); // it may have been stored before
  values.set('client_id', kept || newClientId());
  const message = {
    form,
    values,
    url: button?.hasAttribute('formaction') ? button.formAction : form.getAttribute('action'),
    chosen: chosenIn(form, button),
    at: Date.now(),
  };
  queue.push(message);
  saveMessage(message).catch(() => {}); // it lives as long as the page then
  form.setAttribute('aria-busy', 'true');
  form.querySelector('.form-message')?.remove();
  if (form.matches('[data-keep]')) chooseNone();
  sendNext();
});

function sendNext() {
  clearTimeout(retryTimer);
  if (sending || !queue.length) return;
  sending = true;
  const message = queue[0];
  const answered = (answer) => {
    sending = false;
    takeAnswer(message, answer);
    showOutbox();
  };
  const waited = Math.round((Date.now() - message.at) / 1000);
  const headers = waited > WAITED_LEAST ? { 'Samenspel-Waited': waited } : {}; // it is stored at the time at which it was written
  ask(message.url, { method: 'POST', headers, body: new URLSearchParams(message.values) }).then(answered, () => answered(null));
}

// `answer` is null when none came.
function takeAnswer(message, answer) {
  const status = answer?.status ?? 0;
  if (status === 401 || (answer && isSignIn(answer.url))) {
    signedOut = true;
    return;
  }
  if (status >= 200 && status < 300) stored(message, answer);
  else if (ANSWERED_BUT_REFUSED.includes(status)) refused(message, answer);
  else {
    retryLater(answer);
    return;
  }
  signedOut = false;
  waits = 0;
  sendNext();
}

function retryLater(answer) {
  const asked = Number(answer?.retryAfter) * 1000 || 0;
  const wait = Math.min(WAIT_FIRST * 2 ** waits, WAIT_LONGEST) * (0.75 + Math.random() / 2);
  waits += 1;
  retryTimer = setTimeout(sendNext, Math.max(wait, asked));
}

const leaveQueue = (message) => queue.splice(queue.indexOf(message), 1);

// The message leaves the queue; other messages of the same form may still be in it.
function settle(message) {
  const { form } = message;
  leaveQueue(message);
  dropMessage(message).catch(() => {});
  if (!queue.some((other) => other.form === form)) form.removeAttribute('aria-busy');
}

function stored(message, answer) {
  const { form, values } = message;
  if (message.restored) { // its page is gone; this one may show the same day
    settle(message);
    refreshSoon();
    return;
  }
  const typed = [...form.querySelectorAll('textarea')].filter((field) => !values.getAll(field.name).includes(field.value))
    .map((field) => [field, field.value]); // since it was sent
  settle(message);
  if (form.closest('[data-kept]')) {
    keptStored(form);
    return;
  }
  if (form.matches('[data-keep]')) form.querySelectorAll('textarea').forEach((field) => { field.value = field.defaultValue; });
  else form.reset();
  typed.forEach(([field, value]) => { field.value = value; });
  form.closest('details')?.removeAttribute('open');
  if (leadsElsewhere(message, answer.url)) {
    location.assign(answer.url);
    return;
  }
  mergeRegions(parsePage(answer.text), '[data-live], [data-part]');
  if (form.matches('.compose')) sayStored();
}

// The server has answered that it does not store this, and why: in a part of the page, or on a page of its own. That page comes in the
// place of ours unless it would lose what was typed; then, and when there is no such page, the form itself says it.
function refused(message, answer) {
  const { form } = message;
  if (message.restored) {
    leaveQueue(message);
    giveBack(message);
    return;
  }
  settle(message);
  const page = parsePage(answer.text);
  const main = page.querySelector('main');
  if (main && form.closest('[data-kept]')) {
    keptRefused(form, main);
  } else if (mergeRegions(page, '[data-live], [data-part]').length) {
    document.querySelector('.message.problem')?.scrollIntoView({ block: 'nearest' });
  } else if (main && (!holdsText(form) || main.querySelector('textarea'))) {
    form.reset();
    document.querySelector('main').replaceWith(main);
    pageChanged(main);
    main.focus();
  } else if (form.isConnected) {
    sayInForm(form, words.refused);
  }
}

// Written on a page that is gone: its writer gets it in hand, as what was kept while she was signed out. Not while something else is being
// written; it stays where it is until the next page.
function giveBack(message) {
  if (!queue.length && !unsent().length) bringKept(document.body.dataset.giveBack, [message]);
}

// What was written stands further down: say that it is there, and let the keyboard go on from the form.
function sayStored() {
  const form = document.querySelector('form.compose');
  if (!form) return;
  const line = sayInForm(form, words.sent);
  line.className = 'message form-message done';
  line.setAttribute('role', 'status');
  setTimeout(() => line.remove(), SAID_FOR);
  if (document.activeElement === document.body) form.querySelector('textarea')?.focus({ preventScroll: true });
}

function sayInForm(form, text) {
  const line = document.createElement('p');
  line.className = 'message form-message problem';
  line.setAttribute('role', 'alert');
  line.textContent = text;
  form.append(line);
  return line;
}

function leadsElsewhere({ url }, answeredFrom) {
  const path = new URL(answeredFrom || url, location.href).pathname;
  return path !== location.pathname && path !== new URL(url, location.href).pathname;
}

// ---- The sign on the page for what is not sent yet ----

const outboxSign = () => document.getElementById('outbox');

function isSignIn(address) {
  const link = outboxSign()?.querySelector('[data-sign-in]');
  return Boolean(link && address && new URL(address).pathname === new URL(link.href).pathname);
}

function showOutbox() {
  const sign = outboxSign();
  if (!sign) return;
  const stuck = signedOut || waits > 0;
  sign.hidden = !queue.length || !stuck;
  sign.querySelector('.outbox-text').textContent = signedOut ? words.signin : words.unsent;
  sign.querySelector('[data-sign-in]')?.toggleAttribute('hidden', !signedOut);
  sign.querySelector('.outbox-list')?.replaceChildren(...(sign.hidden ? [] : unsentLines()));
}

// What waits, in words: the last of it, and how much more there is.
function unsentLines() {
  const lines = queue.slice(-SHOWN_MOST).map(({ chosen, values, form }) => [chosen,
    ...[...form.elements].filter((field) => field.matches('textarea')).map(({ name }) => values.get(name))].filter(Boolean).join(': '));
  if (queue.length > SHOWN_MOST) lines.unshift(`+ ${queue.length - SHOWN_MOST}`);
  return lines.filter(Boolean).map((line) => Object.assign(document.createElement('li'), { textContent: line, dir: 'auto' }));
}

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-retry]')) sendNext();
});

// Back from the sign-in page, or the network is there again: at once.
window.addEventListener('online', sendNext);
window.addEventListener('focus', () => { if (signedOut) sendNext(); });

let signingOut = false;

document.addEventListener('submit', ({ target }) => {
  signingOut = target.matches('form[action="/sign-out"]');
}, true);

window.addEventListener('beforeunload', (event) => {
  const forms = [...document.querySelectorAll('form[data-send]')];
  const waits = signingOut ? queue.length > 0 : queue.some(({ saved }) => !saved);
  if (!locking && (waits || forms.some((form) => isBegun(form) || form.closest('[data-kept]')))) event.preventDefault();
  signingOut = false;
});
