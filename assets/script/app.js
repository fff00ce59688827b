// SPDX-License-Identifier: EUPL-1.2
//
// The script of every page. Pages work without it; with it, forms are sent in the background and nothing typed is lost, other people's
// changes appear by themselves, and choosing children takes fewer taps. No library: what one would do here is the browser's own fetch.
//   merge.js  puts fetched HTML into the page without touching what the reader is doing
//   outbox.js sends forms, keeps and repeats what could not be sent
//   unsent.js writes down what waits to be sent, sealed, so that it outlives the page
//   live.js   hears of changes (through worker.js, one connection a browser)
//   board.js  choosing children, notices, notes that were read
//   password.js shows what is typed in a password, and how strong a new one is
//   away.js   pages from the store of the device (offline.js, the service worker)
//   tablet.js locks the tablet of a group that nobody touches
// tools/assets.mjs joins them inside one function; so a top-level name here is known in all of them and nowhere else.
//
// The contract with the templates; no script is written in a page, and no word for people in a script.
//
// body[data-live-events=URL]    stream of events, only when signed in; [data-live-worker=URL] the shared worker
// body[data-offline-worker=URL] the service worker, only when signed in; html[data-earlier-at=INSTANT] is what it sets on a page from its store
// #as-of[hidden][data-earlier]  the sign that says so, in words with {time}; #offline is the page for what is not kept, [data-again] its button
// body[data-person=ID]          whose page it is; [data-give-back=URL] takes what was written elsewhere and shows it to its writer
// #outbox[hidden]               the sign for what is not sent yet: .outbox-text, .outbox-list, button[data-retry], a[data-sign-in];
//                               its data-unsent, data-signin, data-refused and data-sent are the words of the script
// form[data-send]               is sent in the background. `client_id` is new at each submit and the same at each repeat.
//                               [data-keep]: its choices stay for the next time (the bar of the board); else it is emptied
// [data-live="topic ..."][id]   is fetched again with the page's own address when an event names one of its topics
// [data-part][id]               is replaced by the answer to a form, like the regions above
// [data-read-post=URL]          posted once: a details when opened, anything else when half of it was in sight for two seconds
// [data-select=present|none]    button that chooses all tiles whose child is here, or none; input[name=child][data-away] is not here
// .record-count                 output with the number of chosen children
// #record-allergies             [data-child] lines of children who cannot eat everything: of the chosen ones
// #tiles[data-ago][data-ago-minutes]  words with {hours} and {minutes}, for [data-since=INSTANT], which is counted on
// #tiles[data-door=URL]         on a tablet: the page that is shown after a minute without a touch
// [data-show][hidden]           holds the button that shows the passwords of its form, and hides them again
// input[data-strength=ID]       a new password; the output ID says its words data-short, -weak, -fair or -strong
// form[data-fade=SECONDS]       goes away by itself, but not while it is used
// #tablet-head                  on the tablet of a group: [data-lock-after=SECONDS] without a touch, [data-touch=URL] is told of touches,
//                               [data-writer=ID] whose page it is; #tablet-lock is the form that locks
// form[data-go-on]             is sent at once: what waited until somebody had shown who she is
// [data-kept=URL]               what was kept while the tablet was locked: li with a form each, button[data-send-all]; URL when all is stored
//
// Answers to a sent form: 2xx (a redirect is followed), 400 409 413 422 with a page, 401 (sign in, then it is sent again); everything else
// counts as not sent and is repeated.

const words = document.getElementById('outbox')?.dataset ?? {};

const ANSWER_WITHIN = 20000;

// Asks the server from within the page; the header tells it so. Fails when no whole answer comes in time.
async function ask(url, options = {}) {
  const response = await fetch(url, {
    ...options,
    headers: { 'X-Requested-With': 'fetch', ...writer(), ...options.headers },
    credentials: 'same-origin',
    signal: AbortSignal.timeout(ANSWER_WITHIN),
  });
  const { status, url: answeredFrom, headers } = response;
  if (status === 401) forgetPages();
  return { status, url: answeredFrom, retryAfter: headers.get('retry-after'), text: await response.text() };
}

document.addEventListener('DOMContentLoaded', () => {
  showOutbox();
  restoreUnsent().catch(() => {});
  startLive();
  startAway();
  startTablet();
  pageChanged(document);
});

// Everything that has to be looked at again after HTML came in.
function pageChanged(root) {
  watchNotes(root);
  fadeNotices(root);
  countChosen();
  offerToShow(root);
  root.querySelector('form[data-go-on]')?.requestSubmit();
}
