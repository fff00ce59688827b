// SPDX-License-Identifier: EUPL-1.2
// THREAT_MODEL.md names what meets each of the cases T1 to T26: tests that are there, or the issue that brings it. So does SECURITY.md with
// whatever it names.
import { fault, isTest, plan, quoted, report, source } from './named.mjs';

const CASES = 26;

// The faults of the table, one a line of text.
function faults(text) {
  const rows = new Map([...text.matchAll(/^\| (T\d+) \|[^|]*\|([^|]*)\|$/gm)].map(([, name, met]) => [name, met]));
  const found = [];
  for (let i = 1; i <= CASES; i += 1) {
    const met = rows.get(`T${i}`);
    const words = quoted(met ?? '');
    if (met === undefined) found.push(`T${i} has no row`);
    else if (!words.some(isTest) && !/\bissue \d/.test(met)) found.push(`T${i} names no test and no issue`);
    for (const word of words.filter(isTest)) {
      const own = new RegExp(`(^|_)T${i}_`).test(word) || /_test\.mjs$/.test(word);
      if (!own) found.push(`T${i}: ${word} is a test of another case`);
    }
  }
  return found;
}

// Words that name a test, anywhere in a document.
const named = (text) => quoted(text).filter(isTest).map(fault).filter(Boolean);

const model = source('THREAT_MODEL.md');
report('each case names its test or the issue that brings it', faults(model));
report('every test that the threat model names is there', named(model));
report('and every one that SECURITY.md names', named(source('SECURITY.md')));
const wrong = [['| T12 |', '| T27 |'], ['`T12_security_txt_says_where_to_report`', '`T13_every_column_is_in_the_register`'],
  ['`transport_test.mjs` |', 'somewhere |'], ['`T9_a_mail_fetches_nothing`', '`T9_a_mail_fetches_everything`']];
for (const [was, becomes] of wrong) {
  const broken = model.replace(was, becomes);
  report(`a model with ${becomes} would be refused`, broken !== model && [...faults(broken), ...named(broken)].length > 0 ? [] : ['it was not']);
}
plan();
