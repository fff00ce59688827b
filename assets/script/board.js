// SPDX-License-Identifier: EUPL-1.2
//
// Small things of the pages: choosing children on the group board, notes that were read, notices that go away, menus that close.

const READ_AFTER = 2000;

const childBoxes = () => [...document.querySelectorAll('.tile input[name="child"]')];

function countChosen() {
  const count = childBoxes().filter((box) => box.checked).length;
  document.querySelectorAll('.record-count').forEach((output) => { output.value = count || ''; });
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
  document.querySelectorAll('.account[open]').forEach((menu) => { if (!menu.contains(target)) menu.open = false; });
});

document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  const menu = document.querySelector('.account[open]');
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
