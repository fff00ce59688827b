// SPDX-License-Identifier: EUPL-1.2
//
// Without network: pages come from the store of the device (offline.js). Here such a page says since when it stands so, and takes that
// back when the server answers.

function startAway() {
  sayEarlier();
  const { offlineWorker } = document.body.dataset;
  if (!offlineWorker || !navigator.serviceWorker) return;
  const { controller } = navigator.serviceWorker;
  // The page that brought the worker came before it: from now on it can be kept as well.
  if (!controller) navigator.serviceWorker.addEventListener('controllerchange', refreshSoon, { once: true });
  navigator.serviceWorker.register(offlineWorker, { scope: '/' }).catch(() => {});
}

function sayEarlier() {
  const { earlierAt } = document.documentElement.dataset;
  const sign = document.getElementById('as-of');
  if (!earlierAt || !sign) return;
  const at = new Date(Number(earlierAt));
  const time = `${at.getHours()}:${String(at.getMinutes()).padStart(2, '0')}`;
  sign.hidden = false;
  sign.querySelector('.outbox-text').textContent = sign.dataset.earlier.replace('{time}', time);
}

// The server answered: what stands here is how it is now.
function earlierIsOver() {
  if (!document.documentElement.dataset.earlierAt) return;
  delete document.documentElement.dataset.earlierAt;
  document.getElementById('as-of').hidden = true;
}

// The server knows the session no more: nothing of it stays on the device.
function forgetPages() {
  navigator.serviceWorker?.controller?.postMessage('forget');
}

document.addEventListener('click', ({ target }) => {
  if (target.closest('[data-again]')) location.reload();
});

window.addEventListener('online', () => {
  if (document.getElementById('offline')) location.reload();
  else if (document.documentElement.dataset.earlierAt) refreshSoon();
});
