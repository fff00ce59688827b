// SPDX-License-Identifier: EUPL-1.2
// Reads the Test Anything Protocol as cmocka and node's test runner print it.

const result = /^(\s*)(.*?)(not ok|ok) (\d+)\b\s*(?:- )?(.*)$/;
const plan = /^(\s*)1\.\.(\d+)(?:\s+#.*)?$/;

/**
 * The single tests in an output, in order: { cases: [{ name, status }], fault }. A test with tests inside it counts
 * only as those, unless it failed while they passed. `fault` is null, or says that fewer tests of the outermost level
 * reported than the plans announced: the program stopped on its way.
 */
export function readTap(output) {
  const cases = [];
  let announced = 0;
  let reported = 0;
  let inside = []; // indents and outcomes since the last result that they can belong to
  for (const line of output.split(/\r?\n/)) {
    const planned = plan.exec(line);
    if (planned) {
      if (planned[1] === '') announced += Number(planned[2]);
      continue;
    }
    const found = result.exec(line);
    if (!found || (found[2] !== '' && !line.includes(' - ') && !line.includes('# SKIP'))) continue;
    const [, indent, before, outcome, number, rest] = found;
    if (/^#/.test(before)) continue;
    const skipped = /# (?:SKIP|TODO)\b/i.test(rest);
    const status = skipped ? 'skipped' : outcome === 'ok' ? 'passed' : 'failed';
    if (indent === '' && number !== '0') reported += 1;
    const children = inside.filter((child) => child.indent > indent.length);
    inside = inside.filter((child) => child.indent <= indent.length);
    inside.push({ indent: indent.length, status });
    if (children.length > 0 && (status !== 'failed' || children.some((child) => child.status === 'failed'))) continue;
    const named = skipped ? rest.replace(/# (?:SKIP|TODO)/i, '') : rest;
    cases.push({ name: named.trim() || `test ${number}`, status });
  }
  const fault = reported < announced ? `announced ${announced} tests and reported ${reported}` : null;
  return { cases, fault };
}
