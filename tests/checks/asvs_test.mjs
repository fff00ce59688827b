// SPDX-License-Identifier: EUPL-1.2
// docs/asvs.md says what proves each item: every test, file and fuzzer that it names is there, a row that says `test` names one,
// and no item stands in two rows.
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
const source = (path) => readFileSync(join(root, path), 'utf8');
const defines = (path, name) => (path.endsWith('.c') ? new RegExp(`\\bvoid ${name}\\(void`).test(source(path)) : source(path).includes(name));

// What is wrong with one word between backquotes; null when it is right or no reference.
export function fault(word) {
  const named = /^([\w/.]+_test\.(?:c|mjs|sh))(?:: (.+))?$/.exec(word);
  if (named) {
    const files = tests.filter((path) => path === named[1] || basename(path) === basename(named[1]));
    if (files.length === 0) return `there is no ${named[1]}`;
    if (named[2] && !files.some((path) => defines(path, named[2]))) return `${named[1]} has no test ${named[2]}`;
  } else if (/^[TR]\d+_\w+$/.test(word)) {
    if (!tests.some((path) => defines(path, word))) return `there is no test ${word}`;
  } else if (/^[\w-]+\/[\w./-]+$/.test(word)) {
    if (!existsSync(join(root, word)) && !existsSync(join(root, 'src', word))) return `there is no ${word}`;
  }
  return null;
}

const isTest = (word) => /_test\.(c|mjs|sh)/.test(word) || /^[TR]\d+_\w+$/.test(word) || word.startsWith('tests/');

// The faults of a table, one a line of text.
export function faults(text) {
  const found = [];
  const seen = new Map();
  const rows = text.split('\n').filter((line) => /^\| \d/.test(line)).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  if (rows.length < 80) found.push(`only ${rows.length} rows`);
  for (const [items, , state, where] of rows) {
    const words = [...where.matchAll(/`([^`]+)`/g)].map(([, word]) => word);
    for (const word of words) {
      const wrong = fault(word);
      if (wrong) found.push(`${items}: ${wrong}`);
    }
    if (state === 'test' && !words.some(isTest)) found.push(`${items}: says test and names none`);
    if (!['test', 'reason', '**open**'].includes(state)) found.push(`${items}: ${state} is no state`);
    for (const item of items.split(', ')) {
      if (seen.has(item)) found.push(`${item} stands in two rows`);
      seen.set(item, true);
    }
  }
  return found;
}

let count = 0;
function report(name, problems) {
  count += 1;
  console.log(`${problems.length === 0 ? 'ok' : 'not ok'} ${count} - ${name}`);
  for (const problem of problems) console.log(`# ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

const table = source('docs/asvs.md');
report('every test that the table of ASVS names is there', faults(table));
const wrong = [['matrix_test.c: everybody_asks_for_everything', 'matrix_test.c: nobody_asks'], ['`sandbox_test.c`', '`sandpit_test.c`'],
  ['| test | `log_test.c` |', '| test | somewhere |'], ['ARCHITECTURE.md, git', '`docs/nowhere.md`'], ['| reason |', '| perhaps |']];
for (const [was, becomes] of wrong) {
  const broken = table.replace(was, becomes);
  report(`a table with ${becomes} would be refused`, broken !== table && faults(broken).length > 0 ? [] : ['it was not']);
}
console.log(`1..${count}`);
