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
    new EventSource(liveEvents).onmessage = ({ data }) => topicsChanged(data);
  }
  document.addEventListener('visibilitychange', () => { if (stale) refreshSoon(); });
}

function topicsChanged(topics) {
  const changed = new Set(topics.split(' '));
  const regions = [...document.querySelectorAll('[data-live]')];
  if (regions.some((region) => region.dataset.live.split(' ').some((topic) => changed.has(topic)))) refreshSoon();
}

// A page in the background waits until it is looked at.
function refreshSoon() {
  stale = document.hidden;
  if (stale) return;
  clearTimeout(refreshTimer);
  refreshTimer = setTimeout(refresh, REFRESH_AFTER);
}

function refresh() {
  htmx.ajax('GET', location.pathname + location.search, {
    source: document.querySelector('main'),
    handler: (source, { xhr }) => { if (xhr.status === 200) swapIn(xhr.responseText); },
  }).catch(() => { stale = true; });
}
