// SPDX-License-Identifier: EUPL-1.2
//
// Shared by all pages of a browser: holds one connection for live events and passes each event on to every page. It lives
// as long as a page does. EventSource connects again by itself after a break and says which event it had last; when the
// server does not know any more what came since, it answers `resync`. Only when it refused (signed out, too many)
// EventSource stops, and then this tries again calmly.

const AGAIN_AFTER = 30000;

const ports = new Set();
let source;
let again;

function connect(address) {
  clearTimeout(again);
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource(address);
  source.onmessage = ({ data }) => ports.forEach((port) => port.postMessage(data));
  // What changed between the reading of a page and this moment was told to nobody: each page asks once more.
  source.onopen = () => ports.forEach((port) => port.postMessage('resync'));
  source.addEventListener('resync', () => ports.forEach((port) => port.postMessage('resync')));
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED && ports.size) again = setTimeout(connect, AGAIN_AFTER, address);
  };
}

function leave(port) {
  ports.delete(port);
  if (ports.size) return;
  clearTimeout(again);
  source?.close();
}

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => {
    if (data.leave) {
      leave(port);
    } else {
      ports.add(port);
      if (source?.readyState === EventSource.OPEN) port.postMessage('resync');
      connect(data.connect);
    }
  };
};
