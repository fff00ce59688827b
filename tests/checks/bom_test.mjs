// SPDX-License-Identifier: EUPL-1.2
// The bill of materials (tools/bom.mjs) names every library that a program loads and every package of the lock file, each with its
// version, and no address to fetch anything from. The program is this very node: what is built is not needed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const ask = (...words) => spawnSync(process.execPath, [join(root, 'tools/bom.mjs'), ...words], { encoding: 'utf8' });
const made = ask(process.execPath);
const bom = made.status === 0 ? JSON.parse(made.stdout) : { components: [] };
const purls = bom.components.map(({ purl }) => purl);
const locked = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages).filter(([path]) => path);

const checks = [
  ['it is made', made.status === 0],
  ['it is CycloneDX', bom.bomFormat === 'CycloneDX' && bom.specVersion === '1.5'],
  ['it has the library of C, which every program loads', purls.some((purl) => /^pkg:deb\/debian\/libc6@\d/.test(purl))],
  ['and the dictionary that is installed beside the program', purls.some((purl) => purl.startsWith('pkg:deb/debian/cracklib-runtime@'))],
  ['and every package of the lock file', locked.length > 0 && locked.every(([path, { version }]) =>
    purls.includes(`pkg:npm/${path.replace(/^.*node_modules\//, '').replace('@', '%40')}@${version}`))],
  ['each has a version', bom.components.length > 0 && bom.components.every(({ version }) => version)],
  ['no address to fetch from', !/https?:/.test(made.stdout)],
  ['without a program it says how', ask().status === 2],
  ['a program that is not there is refused', ask(join(root, 'nowhere')).status !== 0],
];
checks.forEach(([name, holds], i) => {
  console.log(`${holds ? 'ok' : 'not ok'} ${i + 1} - ${name}`);
  if (!holds) process.exitCode = 1;
});
console.log(`1..${checks.length}`);
