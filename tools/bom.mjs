#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
// The bill of materials: which packages of others the program is made of, as CycloneDX 1.5 in JSON on standard output: `make bom`.
//
//   bom.mjs PROGRAM
//
// Debian: the packages of every library that PROGRAM loads, also by way of others, and what packaging/packages.run installs beside
// it. npm: what the lock file has, which makes the style, script and drawings inside the program or only tests it. No addresses to
// fetch from: a package is told by name and version. Ends with 1 when a library belongs to no package.
import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [program] = process.argv.slice(2);
if (!program) {
  console.error('bom.mjs PROGRAM');
  process.exit(2);
}
const run = (command, ...words) => execFileSync(command, words, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
const fail = (text) => { console.error(`bom.mjs: ${text}`); process.exit(1); };

// Debian moved /lib into /usr/lib, and knows some packages by the one name and some by the other.
function packageOf(file) {
  const real = realpathSync(file);
  for (const path of [file, real, real.replace(/^\/usr/, ''), `/usr${real}`]) {
    try {
      return run('dpkg-query', '--search', path).split('\n')[0].split(/:|,/)[0];
    } catch {
      // asked by its other name next
    }
  }
  return fail(`${file} belongs to no package`);
}

function librariesOf(file) {
  return [...run('ldd', file).matchAll(/(?:=> |^\s*)(\/\S+) \(0x/gm)].map(([, path]) => path);
}

function besides() {
  return readFileSync(join(root, 'packaging/packages.run'), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split(':')[0]);
}

function debian(name) {
  const [version, source] = run('dpkg-query', '--show', '--showformat=${Version}\\t${source:Package}', name).split('\t');
  return { type: 'library', name, version, purl: `pkg:deb/debian/${name}@${encodeURIComponent(version)}`,
    properties: [{ name: 'debian:source', value: source }] };
}

function npm([path, { version, license, integrity, dev }]) {
  const name = path.replace(/^.*node_modules\//, '');
  const [algorithm, digest] = (integrity ?? '').split('-');
  return { type: 'library', name, version, scope: dev ? 'excluded' : 'required',
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    ...(license ? { licenses: [{ expression: license }] } : {}),
    ...(digest ? { hashes: [{ alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') }] } : {}) };
}

const names = new Set([...librariesOf(program).map(packageOf), ...besides()]);
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const { version } = /version: '(?<version>[^']+)'/.exec(readFileSync(join(root, 'meson.build'), 'utf8')).groups;
console.log(JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: { component: { type: 'application', name: 'samenspel', version, licenses: [{ expression: 'EUPL-1.2' }] } },
  components: [...[...names].sort().map(debian), ...Object.entries(lock.packages).filter(([path]) => path).map(npm)],
}, null, 2));
