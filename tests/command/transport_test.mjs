// SPDX-License-Identifier: EUPL-1.2
// The way over the network as an operator lays it (T10): the shipped packaging/nginx.example and packaging/Caddyfile.example,
// started with nothing changed but ports, paths and who signs the certificate, in front of a demo organisation.
//
//   node --test transport_test.mjs    with SAMENSPEL_TEST_PROGRAM
//
// Round the shipped text stand the worst that a distribution may have set: TLS 1.0, and every cipher that OpenSSL knows.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const program = process.env.SAMENSPEL_TEST_PROGRAM ?? join(root, 'build/src/samenspel');
const name = 'samenspel.example';
const client = '127.0.0.2'; // another address than the proxy's
const madeUp = '203.0.113.6';
const folder = mkdtempSync(join(tmpdir(), 'samenspel-transport-'));
const data = join(folder, 'data');
const children = [];
let log = '';
let upstream;
let links;

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function until(what, answers, milliseconds = 20_000) {
  for (const end = Date.now() + milliseconds; Date.now() < end;) {
    if (await answers()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(`${what} in time\n${log}`);
}

function run(command, ...words) {
  const child = spawn(command, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => { log += piece; });
  child.on('error', (error) => { log += error; });
  children.push(child);
  return child;
}

// replaced TEXT [OLD NEW]...: each must be there, so that the test cannot pass a file that says something else.
function replaced(text, ...pairs) {
  for (const [old, now] of pairs) {
    assert.ok(text.includes(old), `the shipped file does not say: ${old}`);
    text = text.replaceAll(old, now);
  }
  return text;
}

// The authority of a test, and a certificate of it: { certificate, key, authority } are paths.
function certify() {
  const paths = { certificate: join(folder, 'fullchain.pem'), key: join(folder, 'privkey.pem') };
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
    '-days', '2', '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-out', paths.certificate, '-keyout', paths.key]);
  assert.equal(made.status, 0, String(made.stderr));
  return { ...paths, authority: paths.certificate };
}

const proxies = {
  nginx(plain, secure) {
    const paths = certify();
    const shipped = replaced(readFileSync(join(root, 'packaging/nginx.example'), 'utf8'),
      ['127.0.0.1:8080', `127.0.0.1:${upstream}`], ['listen 80;', `listen 127.0.0.1:${plain};`], ['listen [::]:80;', ''],
      ['listen 443 ssl', `listen 127.0.0.1:${secure} ssl`], ['listen [::]:443 ssl http2;', ''],
      ['/etc/letsencrypt/live/samenspel.example/fullchain.pem', paths.certificate],
      ['/etc/letsencrypt/live/samenspel.example/privkey.pem', paths.key]);
    const at = (part) => join(folder, `nginx-${part}`);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${at(kind)};`);
    writeFileSync(at('conf'), `daemon off; master_process off; pid ${at('pid')}; error_log stderr;
events { worker_connections 256; }
http { access_log off; ${temporary.join(' ')} ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; ssl_ciphers ALL:@SECLEVEL=0;
${shipped}
}
`);
    run('/usr/sbin/nginx', '-c', at('conf'));
    return paths.authority;
  },
  caddy(plain, secure) {
    const shipped = replaced(readFileSync(join(root, 'packaging/Caddyfile.example'), 'utf8'),
      ['127.0.0.1:8080', `127.0.0.1:${upstream}`]);
    writeFileSync(join(folder, 'Caddyfile'), `{
	admin off
	local_certs
	skip_install_trust
	default_bind 127.0.0.1
	http_port ${plain}
	https_port ${secure}
	storage file_system ${folder}
}
${shipped}`);
    run('/usr/bin/caddy', 'run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile'));
    return join(folder, 'pki/authorities/local/root.crt');
  },
};

// One request from `client`, with names that the client made up: { status, headers, body }.
function ask(site, method, path, { headers = {}, body = '', secure = true, live = false } = {}) {
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request({
      host: '127.0.0.1', port: secure ? site.secure : site.plain, localAddress: client, servername: name, method, path,
      ca: secure ? readFileSync(site.authority) : undefined, agent: false, timeout: 20_000,
      headers: { Host: name, 'X-Forwarded-For': madeUp, 'X-Forwarded-Proto': 'http', Forwarded: `for=${madeUp};proto=http`, ...headers },
    }, (answer) => {
      let content = '';
      const done = () => resolve({ status: answer.statusCode, headers: answer.headers, body: content });
      answer.on('data', (piece) => {
        content += piece;
        if (live) {
          done();
          request.destroy();
        }
      });
      answer.on('end', done);
    });
    request.on('timeout', () => request.destroy(new Error(`no answer to ${method} ${path}`)));
    request.on('error', reject);
    request.end(body);
  });
}

// A handshake with nothing but what is asked for: the protocol that was agreed on, or an error.
function handshake(site, options) {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({
      host: '127.0.0.1', port: site.secure, servername: name, ca: readFileSync(site.authority), ...options,
    }, () => {
      resolve(socket.getProtocol());
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

const post = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin', Origin: `https://${name}` };

// Signs a person of the demo in with her link: the answer, which has the cookies.
async function signIn(site, at) {
  const answer = await ask(site, 'POST', new URL(links[at]).pathname, { headers: post, body: 'language=nl' });
  assert.equal(answer.status, 303, answer.body);
  return answer;
}

before(async () => {
  upstream = await freePort();
  // What the examples say of samenspel.conf, taken from them.
  const settings = [...readFileSync(join(root, 'packaging/nginx.example'), 'utf8').matchAll(/^# {5}(.+ = .+)$/gm)].map(([, line]) => line);
  assert.deepEqual(settings, [...readFileSync(join(root, 'packaging/Caddyfile.example'), 'utf8').matchAll(/^# {5}(.+ = .+)$/gm)]
    .map(([, line]) => line));
  assert.equal(settings.length, 2);
  const made = spawnSync(program, ['demo', '--data', data, '--origin', `https://${name}`], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr ?? String(made.error));
  links = [...made.stdout.matchAll(/https:\S+\/in\/\S+/g)].map(([link]) => link);
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'samenspel.conf'), `${settings.join('\n')}\nlog-addresses = yes\n`);
  run(program, 'serve', '--data', data, '--port', String(upstream));
  await until('the server is ready', () => log.includes('event=serve.ready'));
});

after(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

for (const [proxy, start] of Object.entries(proxies)) {
  const site = {};
  before(async () => {
    Object.assign(site, { plain: await freePort(), secure: await freePort() });
    site.authority = start(site.plain, site.secure);
    await until(`${proxy} answers`, async () => (await ask(site, 'GET', '/healthz').catch(() => null))?.status === 200);
  });

  test(`T10: without TLS there is a redirect and nothing else (${proxy})`, async () => {
    for (const [method, path, headers] of [['GET', '/sign-in?next=/', {}], ['POST', '/sign-in', post], ['GET', '/healthz', {}],
      ['GET', '/', { Cookie: '__Host-samenspel=x' }]]) {
      const answer = await ask(site, method, path, { headers, secure: false });
      assert.ok([301, 308].includes(answer.status), `${method} ${path}: ${answer.status}`);
      assert.equal(answer.headers.location, `https://${name}${path}`);
      assert.equal(answer.headers['set-cookie'], undefined);
      assert.doesNotMatch(answer.body, /Samenspel/);
    }
  });

  test(`T10: every answer over TLS demands TLS for a year (${proxy})`, async () => {
    const cookie = (await signIn(site, 0)).headers['set-cookie'][0].split(';')[0];
    for (const [path, status] of [['/sign-in', 200], ['/nowhere', 404], ['/', 303], ['/healthz', 200]]) {
      const answer = await ask(site, 'GET', path);
      assert.equal(answer.status, status, path);
      assert.equal(answer.headers['strict-transport-security'], 'max-age=31536000', path);
    }
    const page = await ask(site, 'GET', '/', { headers: { Cookie: cookie } });
    assert.equal(page.status, 200);
    assert.equal(page.headers['strict-transport-security'], 'max-age=31536000');
    assert.doesNotMatch(page.body, /http:\/\/(?!www\.w3\.org)/);
    const live = await ask(site, 'GET', '/live', { headers: { Cookie: cookie }, live: true });
    assert.equal(live.headers['strict-transport-security'], 'max-age=31536000');
    assert.match(live.headers['content-type'], /^text\/event-stream/);
  });

  test(`T10: cookies are for TLS, for no script and for no other site (${proxy})`, async () => {
    const answers = [await signIn(site, 1), await ask(site, 'GET', '/sign-in'),
      await ask(site, 'POST', '/language', { headers: post, body: 'language=en&back=/' })];
    const cookies = answers.flatMap((answer) => answer.headers['set-cookie'] ?? []);
    assert.ok(cookies.length > 0);
    for (const cookie of cookies) {
      assert.match(cookie, /^__Host-[a-z-]+=[^;]+; /);
      const attributes = cookie.split('; ').slice(1);
      for (const wanted of ['Path=/', 'HttpOnly', 'Secure']) assert.ok(attributes.includes(wanted), cookie);
      assert.ok(attributes.includes('SameSite=Lax') || attributes.includes('SameSite=Strict'), cookie);
      assert.ok(!attributes.some((attribute) => attribute.startsWith('Domain')), cookie);
    }
  });

  test(`T10: TLS 1.2 and 1.3, nothing older, and no cipher without forward secrecy (${proxy})`, async () => {
    assert.equal(await handshake(site, { minVersion: 'TLSv1.3' }), 'TLSv1.3');
    assert.equal(await handshake(site, { maxVersion: 'TLSv1.2' }), 'TLSv1.2');
    for (const version of ['TLSv1', 'TLSv1.1']) {
      await assert.rejects(handshake(site, { minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' }), version);
    }
    for (const ciphers of ['AES256-SHA', 'AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-SHA', 'NULL:eNULL:aNULL']) {
      await assert.rejects(handshake(site, { maxVersion: 'TLSv1.2', ciphers: `${ciphers}:@SECLEVEL=0` }), ciphers);
    }
  });

  test(`T10: what comes without TLS to the port of TLS gets nothing (${proxy})`, async () => {
    const answer = await new Promise((resolve, reject) => {
      let content = '';
      const socket = connect(site.secure, '127.0.0.1', () => socket.write(`GET /sign-in HTTP/1.1\r\nHost: ${name}\r\n\r\n`));
      socket.on('data', (piece) => { content += piece; });
      socket.on('close', () => resolve(content));
      socket.on('error', reject);
    });
    assert.match(answer, /^HTTP\/1\.[01] 400 /);
    assert.doesNotMatch(answer, /set-cookie|Samenspel/i);
  });

  test(`T10: HTTP/2 is the same house (${proxy})`, async () => {
    const session = http2.connect(`https://${name}`, {
      createConnection: () => tls.connect({ host: '127.0.0.1', port: site.secure, servername: name, ALPNProtocols: ['h2'],
        ca: readFileSync(site.authority) }),
    });
    const headers = await new Promise((resolve, reject) => {
      session.on('error', reject);
      session.request({ ':path': '/sign-in', ':authority': name }).on('response', resolve).on('error', reject);
    });
    session.close();
    assert.equal(headers[':status'], 200);
    assert.equal(headers['strict-transport-security'], 'max-age=31536000');
  });

  test(`T8_T10: the client is who the proxy saw, not who she says she is (${proxy})`, async () => {
    const lines = () => log.split('\n').filter((line) => line.includes('event=http.request') && line.includes('status=404'));
    const earlier = lines().length;
    await ask(site, 'GET', '/nowhere');
    await until('the request is in the log', () => lines().length > earlier);
    assert.match(lines().at(-1), new RegExp(`address=${client}( |$)`));
    assert.ok(!log.split('\n').some((line) => line.includes(`address=${madeUp}`)));
  });
}

test('T10: the program itself answers nobody but this machine', () => {
  // /proc/net/tcp has addresses as hexadecimal numbers of the machine's order; state 0A listens.
  const port = upstream.toString(16).toUpperCase().padStart(4, '0');
  const listening = ['tcp', 'tcp6'].flatMap((file) => readFileSync(`/proc/net/${file}`, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/)).filter(([, local, , state]) => state === '0A' && local.endsWith(`:${port}`));
  assert.deepEqual(listening.map(([, local]) => local), [`0100007F:${port}`]);
});
