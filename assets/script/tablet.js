// SPDX-License-Identifier: EUPL-1.2
//
// The tablet of a group. The server ends the session of a tablet that nobody touches; here it is told of touches, for who writes for a
// long time asks it nothing, and the page is locked at the same moment, so that nobody reads on. What is being typed is sent along to
// the page with the faces, which keeps it for its writer. Without the network the page is covered and tries again.

const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchmove'];
const TOLD_EVERY = 20000;
const LOOK_EVERY = 1000;

let touchedAt = Date.now();
let toldAt = 0;
let locking = false;

const tabletHead = () => document.getElementById('tablet-head');

// Says with each message whose page it is: another person's session does not take it.
function writer() {
  const person = tabletHead()?.dataset.writer;
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
  window.addEventListener('online', () => { if (locking) lockTablet(); });
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
    return; // covered; again when the network is there
  }
  const unsent = queue[0] ?? unsentForm();
  if (unsent) sendAsPage(unsent);
  else location.assign(lock.action.replace(/\/lock$/, ''));
}

// The form in which somebody is typing, as if its button had been pressed.
function unsentForm() {
  const form = [...document.querySelectorAll('form[data-send]')].find(holdsText);
  if (!form) return null;
  const field = [...form.querySelectorAll('textarea')].find((one) => one.value !== one.defaultValue);
  const button = field.closest('div')?.querySelector('button[name]') ?? form.querySelector('button[name]');
  const values = new FormData(form);
  if (button) values.append(button.name, button.value);
  return { url: form.getAttribute('action'), values };
}

// The answer comes in place of the page: the faces, with the text kept.
function sendAsPage({ url, values }) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = url;
  form.hidden = true;
  values.forEach((value, name) => {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    form.append(field);
  });
  document.body.append(form);
  form.submit();
}
