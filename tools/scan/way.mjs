// SPDX-License-Identifier: EUPL-1.2
// The way of a scanner to the server: a small proxy that adds the session and what a browser says of itself (or nothing would get
// past the check for other sites). What would end the session, or lock its owner out, gets a session of its own each time.
import http from 'node:http';
import { routeOf } from './pages.mjs';

const RENEW_MS = 5 * 60_000; // a sensitive act asks for a proof that is at most ten minutes old
const STREAM_MS = 1000;
const endsSession = /^\/(sign-out|devices|password|passkeys|second-factor|confirm|pin|in\/|tablet)/;

// `signIn()` gives a cookie. The way counts requests, and the routes of GET that answered 200: { address, requests, visited, close }.
export function openWay(port, signIn) {
  const way = { requests: 0, visited: new Set() };
  let cookie;
  let since = 0;
  const cookieFor = async (question) => {
    if (question.method !== 'GET' && endsSession.test(question.url)) return signIn();
    if (Date.now() - since > RENEW_MS) {
      since = Date.now();
      cookie = signIn();
    }
    return cookie;
  };
  const forward = (question, answer, session) => {
    const origin = `http://localhost:${port}`;
    const headers = { ...question.headers, 'Sec-Fetch-Site': 'same-origin', origin, host: `localhost:${port}` };
    delete headers.cookie;
    if (session) headers.cookie = session;
    const onward = http.request({ host: '127.0.0.1', port, method: question.method, path: question.url, headers }, (given) => {
      if (question.method === 'GET' && given.statusCode === 200) way.visited.add(routeOf('GET', question.url));
      // A session that is over, by what the scanner did elsewhere, begins anew with the next request.
      if (given.statusCode === 401 || /^\/sign-in/.test(given.headers.location ?? '')) since = 0;
      answer.writeHead(given.statusCode, given.headers);
      given.pipe(answer);
      if (question.url.startsWith('/live')) setTimeout(() => onward.destroy(), STREAM_MS);
    });
    onward.on('error', () => answer.destroy());
    question.on('error', () => onward.destroy());
    question.pipe(onward);
  };
  const proxy = http.createServer((question, answer) => {
    way.requests += 1;
    cookieFor(question).then((session) => forward(question, answer, session), () => answer.destroy());
  });
  return new Promise((resolve) => {
    proxy.listen(0, '127.0.0.1', () => {
      way.address = `http://localhost:${proxy.address().port}`;
      way.close = () => { proxy.closeAllConnections?.(); proxy.close(); };
      resolve(way);
    });
  });
}

// Where wapiti's payloads point when they try to make the server fetch something: `hits` are the addresses that were asked for, but by
// wapiti itself.
export function openTrap() {
  const trap = { hits: [] };
  const server = http.createServer((question, answer) => {
    const asks = question.url.includes('get_ssrf');
    if (!asks) trap.hits.push(question.url);
    answer.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      trap.address = `http://127.0.0.1:${server.address().port}/`;
      trap.close = () => { server.closeAllConnections?.(); server.close(); };
      resolve(trap);
    });
  });
}
