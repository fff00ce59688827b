// SPDX-License-Identifier: EUPL-1.2
// docs/asvs.md says what proves each item: every test, file and fuzzer that it names is there, a row that says `test` names one,
// and no item stands in two rows.
import { fault, isTest, plan, quoted, report, source } from './named.mjs';

// The faults of a table, one a line of text.
function faults(text) {
  const found = [];
  const seen = new Map();
  const rows = text.split('\n').filter((line) => /^\| \d/.test(line)).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  if (rows.length < 80) found.push(`only ${rows.length} rows`);
  for (const [items, , state, where] of rows) {
    const words = quoted(where);
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

const table = source('docs/asvs.md');
report('every test that the table of ASVS names is there', faults(table));
const wrong = [['matrix_test.c: everybody_asks_for_everything', 'matrix_test.c: nobody_asks'], ['`sandbox_test.c`', '`sandpit_test.c`'],
  ['| test | `log_test.c` |', '| test | somewhere |'], ['ARCHITECTURE.md, git', '`docs/nowhere.md`'], ['| reason |', '| perhaps |']];
for (const [was, becomes] of wrong) {
  const broken = table.replace(was, becomes);
  report(`a table with ${becomes} would be refused`, broken !== table && faults(broken).length > 0 ? [] : ['it was not']);
}
plan();
