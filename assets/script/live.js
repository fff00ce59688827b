// SPDX-License-Identifier: EUPL-1.2
//
// Hearing of changes. One connection serves all pages of a browser: a shared worker holds it (worker.js) and passes each event on; where there is no
// shared worker the page connects itself. An event names topics; a page that shows one of them fetches itself again and merges.

const REFRESH_AFTER = 150; // several events of one change come together

let refreshTimer;
let stale = false;

function startLive() {
  const { liveEvents, liveWorker } = document.body.dataset;
  if (!liveEvents) return;
  if (window.SharedWorker && liveWorker) {
    const { port } = new SharedWorker(liveWorker);
    port.onmessage = ({ data }) => topicsChanged(data);
    port.postMessage({ connect: new URL(liveEvents, location.href).href });
    window.addEventListener('pagehide', () => port.postMessage({ leave: true }));
    window.addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload(); });
  } else {
    const source = new EventSource(liveEvents);
    source.onmessage = ({ data }) => topicsChanged(data);
    source.onopen = () => topicsChanged('resync');
    source.addEventListener('resync', () => topicsChanged('resync'));
  }
  document.addEventListener('visibilitychange', () => { if (stale) refreshSoon(); });
}

// `resync` in place of topics: something was missed, and nobody knows what.
function topicsChanged(topics) {
  const changed = new Set(topics.split(' '));
  const shown = [...document.querySelectorAll('[data-live]')].flatMap((region) => region.dataset.live.split(' '));
  if (shown.some((topic) => topics === 'resync' || changed.has(topic))) refreshSoon();
}

// A page in the background waits until it is looked at.
function refreshSoon() {
  stale = document.hidden;
  if (stale) return;
  clearTimeout(refreshTimer);
  refreshTimer = setTimeout(refresh, REFRESH_AFTER);
}

// Only what is live: the answer to a form that still stands on the page, such as a way back, is nobody else's doing.
function refresh() {
  ask(location.pathname + location.search)
    .then(({ status, text }) => {
      if (status !== 200) return;
      mergeRegions(parsePage(text), '[data-live]');
      earlierIsOver();
    })
    .catch(() => { stale = true; });
}
