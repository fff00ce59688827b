// SPDX-License-Identifier: EUPL-1.2
//
// Small things of the pages: choosing children on the group board, notes that were read, notices that go away, menus that close.

const READ_AFTER = 2000;

const childBoxes = () => [...document.querySelectorAll('.tile-select input[name="child"]')];

function countChosen() {
  const count = childBoxes().filter((box) => box.checked).length;
  document.querySelectorAll('.record-count').forEach((output) => { output.value = count || ''; });
  markAllergies();
}

// Of the children who cannot eat everything, those who are chosen (R234); all of them without script.
function markAllergies() {
  const chosen = new Set(childBoxes().filter((box) => box.checked).map(({ value }) => value));
  document.querySelectorAll('#record-allergies [data-child]').forEach((line) => { line.hidden = !chosen.has(line.dataset.child); });
}

function choose(test) {
  childBoxes().forEach((box) => { box.checked = test(box); });
  countChosen();
}

function chooseNone() {
  choose(() => false);
}

document.addEventListener('change', countChosen);

document.addEventListener('click', ({ target }) => {
  const choice = target.closest('[data-select]')?.dataset.select;
  if (choice) choose((box) => choice === 'present' && !('away' in box.dataset));
});

// A tap beside the open menu closes it, and does nothing else.
document.addEventListener('click', (event) => {
  const menu = document.querySelector('.board-menu[open]');
  if (!menu || menu.contains(event.target)) return;
  menu.open = false;
  event.preventDefault();
  event.stopPropagation();
}, true);

document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  const menu = document.querySelector('.board-menu[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  } else {
    chooseNone();
  }
});

// ---- Notes ----

const posted = new Set();

function postRead(note) {
  const url = note.dataset.readPost;
  if (!url || posted.has(url)) return;
  posted.add(url);
  fetch(url, { method: 'POST', headers: { 'X-Requested-With': 'fetch' }, keepalive: true })
    .then(({ ok }) => { if (!ok) posted.delete(url); })
    .catch(() => posted.delete(url));
}

document.addEventListener('toggle', ({ target }) => {
  if (target.open) postRead(target);
}, true);

const inSight = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    clearTimeout(target.readTimer);
    if (isIntersecting) target.readTimer = setTimeout(postRead, READ_AFTER, target);
  }
}, { threshold: 0.5 });

function watchNotes(root) {
  root.querySelectorAll('[data-read-post]:not(details)').forEach((note) => inSight.observe(note));
}

// ---- Since when: counted on while the page stands there ----

const COUNT_EVERY = 30000;

function countOn() {
  const { ago, agoMinutes } = document.getElementById('tiles')?.dataset ?? {};
  if (!ago) return;
  document.querySelectorAll('[data-since]').forEach((place) => {
    const minutes = Math.max(0, Math.floor((Date.now() - place.dataset.since) / 60000));
    place.textContent = (minutes < 60 ? agoMinutes : ago).replace('{hours}', Math.floor(minutes / 60)).replace('{minutes}', minutes % 60);
  });
}

setInterval(countOn, COUNT_EVERY);

// ---- The door view: by itself after a minute without a touch (R242) ----

const DOOR_AFTER = 60000;
const DOOR_LOOK = 1000;

// What is not stored yet goes along as when the tablet locks; the page never stays open with it.
function showDoor() {
  const door = document.getElementById('tiles')?.dataset.door;
  if (!door || locking || Date.now() - touchedAt < DOOR_AFTER) return;
  if (unsent().length) lockTablet();
  else location.replace(door);
}

setInterval(showDoor, DOOR_LOOK);

// ---- Notices that go away ----

function fadeNotices(root) {
  root.querySelectorAll('[data-fade]').forEach((notice) => {
    const about = notice.getAttribute('action') + new URLSearchParams(new FormData(notice));
    if (notice.shownFor === about) return;
    notice.shownFor = about;
    notice.hidden = false;
    clearTimeout(notice.fadeTimer);
    notice.fadeTimer = setTimeout(fade, notice.dataset.fade * 1000, notice);
  });
}

function fade(notice) {
  if (notice.matches(':hover, :focus-within')) notice.fadeTimer = setTimeout(fade, 2000, notice);
  else notice.hidden = true;
}

// ---- Choices of which none is asked for: a second tap takes the first back ----

let chosenBefore = null;

document.addEventListener('pointerdown', ({ target }) => {
  const radio = target.closest('.choice')?.querySelector('input[type="radio"]');
  chosenBefore = radio?.checked ? radio : null;
});

document.addEventListener('click', ({ target }) => {
  if (target !== chosenBefore || target.defaultChecked) return;
  target.checked = false;
  chosenBefore = null;
});
