// SPDX-License-Identifier: EUPL-1.2
// Documents that name what proves them: whether a word between backquotes is a test, file or fuzzer that is there. For the checks of this
// folder.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

function filesOf(folder) {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    return statSync(join(root, path)).isDirectory() ? filesOf(path) : [path];
  });
}
const tests = filesOf('tests').filter((path) => /_test\.(c|mjs|sh)$/.test(path));
export const source = (path) => readFileSync(join(root, path), 'utf8');
const defines = (path, name) => (path.endsWith('.c') ? new RegExp(`\\bvoid ${name}\\(void`).test(source(path)) : source(path).includes(name));

// What is wrong with one word between backquotes; null when it is right or no reference.
export function fault(word) {
  const named = /^([\w/.]+_test\.(?:c|mjs|sh))(?:: (.+))?$/.exec(word);
  if (named) {
    const files = tests.filter((path) => path === named[1] || basename(path) === basename(named[1]));
    if (files.length === 0) return `there is no ${named[1]}`;
    if (named[2] && !files.some((path) => defines(path, named[2]))) return `${named[1]} has no test ${named[2]}`;
  } else if (/^[TR]\d+_\w+$/.test(word)) {
    if (!tests.some((path) => !path.startsWith('tests/checks/') && defines(path, word))) return `there is no test ${word}`;
  } else if (/^[\w-]+\/[\w./-]+$/.test(word)) {
    if (!existsSync(join(root, word)) && !existsSync(join(root, 'src', word))) return `there is no ${word}`;
  }
  return null;
}

export const isTest = (word) => /_test\.(c|mjs|sh)/.test(word) || /^[TR]\d+_\w+$/.test(word) || word.startsWith('tests/');

// The words between backquotes of a text.
export const quoted = (text) => [...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word);

// Prints the results as TAP; `plan` at the end.
let count = 0;
export function report(name, problems) {
  count += 1;
  console.log(`${problems.length === 0 ? 'ok' : 'not ok'} ${count} - ${name}`);
  for (const problem of problems) console.log(`# ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

export function plan() {
  console.log(`1..${count}`);
}
