// SPDX-License-Identifier: EUPL-1.2
// docs/asvs.md says what proves each item: every test, file and fuzzer that it names is there, a row that says `test` names one,
// and every item of level 2 stands in one row. Level 2 is claimed only while nothing is open.
import { fault, isTest, plan, quoted, report, source } from './named.mjs';

// Every item of level 1 and 2 of ASVS 4.0.3; what is missing in a row of numbers was deleted from the standard or belongs to level 3.
const ITEMS = `1.1.1-7 1.2.1-4 1.4.1 1.4.4-5 1.5.1-4 1.6.1-4 1.7.1-2 1.8.1-2 1.9.1-2 1.10.1 1.11.1-2 1.12.2 1.14.1-6 2.1.1-12 2.2.1-3 2.3.1-3
  2.4.1-5 2.5.1-7 2.6.1-3 2.7.1-6 2.8.1-6 2.9.1-3 2.10.1-4 3.1.1 3.2.1-4 3.3.1-4 3.4.1-5 3.5.1-3 3.7.1 4.1.1-3 4.1.5 4.2.1-2 4.3.1-3 5.1.1-5
  5.2.1-8 5.3.1-10 5.4.1-3 5.5.1-4 6.1.1-3 6.2.1-6 6.3.1-2 6.4.1-2 7.1.1-4 7.2.1-2 7.3.1 7.3.3-4 7.4.1-3 8.1.1-4 8.2.1-3 8.3.1-8 9.1.1-3 9.2.1-4
  10.2.1-2 10.3.1-3 11.1.1-8 12.1.1-3 12.2.1 12.3.1-6 12.4.1-2 12.5.1-2 12.6.1 13.1.1 13.1.3-5 13.2.1-3 13.2.5-6 13.3.1-2 13.4.1-2 14.1.1-4 14.2.1-6
  14.3.2-3 14.4.1-7 14.5.1-4`.split(/\s+/).flatMap((run) => {
  const [, chapter, first, last] = /^(.*\.)(\d+)(?:-(\d+))?$/.exec(run);
  return Array.from({ length: Number(last ?? first) - Number(first) + 1 }, (_, i) => `${chapter}${Number(first) + i}`);
});
const CLAIM = 'claims level 2 of ASVS 4.0.3';

// The faults of a table, one a line of text.
function faults(text) {
  const found = [];
  const seen = new Map();
  const rows = text.split('\n').filter((line) => /^\| \d/.test(line)).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  for (const [items, , state, where] of rows) {
    const words = quoted(where);
    for (const word of words) {
      const wrong = fault(word);
      if (wrong) found.push(`${items}: ${wrong}`);
    }
    if (state === 'test' && !words.some(isTest)) found.push(`${items}: says test and names none`);
    if (!['test', 'reason', 'none', '**open**'].includes(state)) found.push(`${items}: ${state} is no state`);
    for (const item of items.split(', ')) {
      if (seen.has(item)) found.push(`${item} stands in two rows`);
      seen.set(item, true);
    }
  }
  for (const item of ITEMS) if (!seen.has(item)) found.push(`${item} stands in no row`);
  if (text.includes(CLAIM) && rows.some(([, , state]) => state === '**open**')) found.push('level 2 is claimed, and a row says open');
  return found;
}

const table = source('docs/asvs.md');
report('every test that the table of ASVS names is there', faults(table));
const wrong = [['matrix_test.c: everybody_asks_for_everything', 'matrix_test.c: nobody_asks'], ['`sandbox_test.c`', '`sandpit_test.c`'],
  ['| test | `log_test.c` |', '| test | somewhere |'], ['ARCHITECTURE.md, git', '`docs/nowhere.md`'], ['| reason |', '| perhaps |'],
  ['| reason |', '| **open** |'], ['| 14.2.6 |', '| 14.2.7 |']];
for (const [was, becomes] of wrong) {
  const broken = table.replace(was, becomes);
  report(`a table with ${becomes} would be refused`, broken !== table && faults(broken).length > 0 ? [] : ['it was not']);
}
plan();
