// SPDX-License-Identifier: EUPL-1.2
// The scripts that count: TAP, the table of results, and the rows that are proven.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { report, readRows, rowsNamed } from '../../tools/rows.mjs';
import { readTap } from '../../tools/tap.mjs';

const requirements = '| id | P |\n| R001 | M | a |\n| R002 | M | b |\n| R003 | S | c |\nR004 in the text\n| R005 | C | d |\n';
const scratch = mkdtempSync(join(tmpdir(), 'rows-test-'));
let number = 0;
let broken = 0;

function test(name, body) {
  number += 1;
  try {
    body();
    console.log(`ok ${number} - ${name}`);
  } catch (error) {
    broken += 1;
    console.log(`not ok ${number} - ${name}\n${String(error.stack).replace(/^/gm, '# ')}`);
  }
}

function result(name, status, file = 'tests/page/a_test.c') {
  return { name, file, status, rows: rowsNamed(name), run: 'page' };
}

/** Runs tools/results.mjs on a table in the scratch folder. */
function results(...words) {
  const run = spawnSync(process.execPath, ['tools/results.mjs', ...words], {
    encoding: 'utf8',
    env: { ...process.env, SAMENSPEL_TEST_RESULTS: join(scratch, 'results.tsv') },
  });
  return { status: run.status, text: run.stdout };
}

function tapFile(text) {
  const path = join(scratch, 'log');
  writeFileSync(path, text);
  return path;
}

test('a name names its rows, once each, and nothing that only looks like a row', () => {
  assert.deepEqual(rowsNamed('R031_R027_note_R031'), ['R027', 'R031']);
  assert.deepEqual(rowsNamed('R031: the note (ar)'), ['R031']);
  assert.deepEqual(rowsNamed('COLOUR031 R0311 R31 xR031 R031b'), []);
});

test('the requirements are read from their table', () => {
  assert.deepEqual(readRows(requirements).map(({ id }) => id), ['R001', 'R002', 'R003', 'R005']);
});

test('a row counts when a test that names it passed', () => {
  assert.deepEqual(report(readRows(requirements), [result('R001_a', 'passed'), result('R003: b', 'passed', 'tests/b.mjs')]), [
    'R001 M proven tests/page/a_test.c',
    'R002 M open',
    'R003 S proven tests/b.mjs',
    'R005 C open',
    'rows proven: 2 of 4 (M 1 of 2, S 1 of 1, C 0 of 1)',
  ]);
});

test('a row does not count when its test failed, was skipped, or failed in one of two runs', () => {
  const lines = report(readRows(requirements), [
    result('R001_a', 'failed'), result('R002_b', 'skipped'), result('R003_c', 'passed'), result('R003_c', 'failed'),
  ]);
  assert.equal(lines.at(-1), 'rows proven: 0 of 4 (M 0 of 2, S 0 of 1, C 0 of 1)');
});

test('a row that no requirement has is told', () => {
  assert.match(report(readRows(requirements), [result('R009_a', 'passed')]).join('\n'), /R009 is named by R009_a/);
});

test('cmocka: passed, failed, skipped, and text before a result', () => {
  const { cases, fault } = readTap('1..3\nhello\nno line endok 1 - one\nnot ok 2 - two\n# why\nnot ok 3 # SKIP three\n# ok - t\n');
  assert.deepEqual(cases, [
    { name: 'one', status: 'passed' }, { name: 'two', status: 'failed' }, { name: 'three', status: 'skipped' },
  ]);
  assert.equal(fault, null);
});

test('node: a test with tests inside counts as those, unless it failed by itself', () => {
  const inside = '    ok 1 - a\n    ok 2 - b\n    1..2\n';
  assert.deepEqual(readTap(`${inside}ok 1 - outer\n1..1\n`).cases.map(({ name }) => name), ['a', 'b']);
  assert.deepEqual(readTap(`${inside}not ok 1 - outer\n1..1\n`).cases.map(({ name }) => name), ['a', 'b', 'outer']);
});

test('a program that stopped on its way is a fault', () => {
  assert.match(readTap('1..3\nok 1 - one\n').fault, /announced 3 tests and reported 1/);
});

test('the total counts, and fails when a test failed', () => {
  results('begin');
  assert.equal(results('tap', tapFile('1..2\nok 1 - R001 a\nok 2 - b # SKIP\n'), '0', 'run', 'tests/a.mjs').status, 0);
  assert.deepEqual(results('total'), { status: 0, text: '1 passed, 0 failed, 1 skipped\n' });
  assert.equal(results('one', 'build', 'meson.build', 'failed', 'steps').status, 1);
  assert.deepEqual(results('total'), { status: 1, text: '1 passed, 1 failed, 1 skipped\n' });
  assert.match(readFileSync(join(scratch, 'results.tsv'), 'utf8'), /^R001 a\ttests\/a\.mjs\tpassed\tR001\trun$/m);
});

test('nothing ran is a failure', () => {
  results('begin');
  assert.deepEqual(results('total'), { status: 1, text: '0 passed, 0 failed, 0 skipped\n' });
  assert.equal(results('tap', tapFile(''), '0', 'run', 'tests/a.mjs').status, 1);
  assert.equal(results('total').text, '0 passed, 1 failed, 0 skipped\n');
});

test('a runner that died after tests that passed is a failure', () => {
  results('begin');
  assert.equal(results('tap', tapFile('1..1\nok 1 - a\n'), '139', 'run', 'tests/a.mjs').status, 1);
  assert.equal(results('tap', tapFile('1..2\nok 1 - a\n'), '0', 'run', 'tests/a.mjs').status, 1);
  assert.equal(results('total').text, '2 passed, 2 failed, 0 skipped\n');
});

rmSync(scratch, { recursive: true });
console.log(`1..${number}`);
process.exit(broken > 0 ? 1 : 0);
