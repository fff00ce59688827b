#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
// Gathers the result of every single test in build/test-results.tsv and prints the failures in full.
//
//   results.mjs begin                             an empty table
//   results.mjs meson BUILD LOG RUN               what `meson test -C BUILD --logbase LOG` wrote; RUN names the run
//   results.mjs tap LOGFILE STATUS RUN SOURCE...  a runner that prints TAP and ended with STATUS
//   results.mjs one NAME FILE passed|failed RUN   a step that is a test by itself
//   results.mjs total                             prints "N passed, N failed, N skipped"
//
// A line of the table: name, file, status (passed, failed, skipped), the rows that the name names, the run.
// meson, tap and one end with 1 when something failed; total when something failed or nothing passed.
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { readTap } from './tap.mjs';
import { readResults, rowsNamed } from './rows.mjs';

const table = process.env.SAMENSPEL_TEST_RESULTS ?? 'build/test-results.tsv';

function add(name, file, status, run) {
  const clean = [name, file, status, rowsNamed(name).join(' '), run].map((field) => field.replace(/\s+/g, ' ').trim());
  appendFileSync(table, clean.join('\t') + '\n');
}

function show(title, text) {
  console.log(`\n==== FAILED: ${title}\n${text.trimEnd()}\n====`);
}

const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The source among those given in which a test of this name is defined, or the first of them. */
function sourceOf(name, sources) {
  const word = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const defined = new RegExp(/^\w+$/.test(name) ? `\\b${word}\\b` : word);
  const found = sources.find((source) => isFile(source) && defined.test(readFileSync(source, 'utf8')));
  return found ?? sources[0] ?? '';
}

/** Adds the cases of one program; returns how many failed. */
function addProgram(title, sources, output, failedProgram, run) {
  const { cases, fault } = readTap(output);
  for (const { name, status } of cases) {
    add(name, sourceOf(name, sources), status, run);
  }
  let failed = cases.filter(({ status }) => status === 'failed').length;
  // No case failed, but the program did (a crash, a sanitizer, a time-out) or reported fewer cases than it announced.
  if (failed === 0 && (failedProgram || (cases.length > 0 && fault))) {
    add(title, sources[0] ?? '', 'failed', run);
    if (!failedProgram) console.log(`${title}: ${fault}`);
    failed = 1;
  } else if (cases.length === 0) {
    add(title, sources[0] ?? '', 'passed', run);
  }
  return failed;
}

function meson(build, log, run) {
  const root = process.cwd();
  const targets = JSON.parse(readFileSync(`${build}/meson-info/intro-targets.json`, 'utf8'));
  const sources = new Map();
  for (const target of targets) {
    const files = target.target_sources.flatMap((part) => part.sources ?? []).map((file) => relative(root, file));
    for (const file of target.filename) sources.set(file, files);
  }
  const path = `${build}/meson-logs/${log}.json`;
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  let failed = 0;
  for (const line of lines) {
    const test = JSON.parse(line);
    const title = test.name.replace(/^.* \/ /, '');
    const known = test.command.find((part) => sources.has(part));
    const scripts = test.command.filter((part) => part.startsWith(root) && !part.startsWith(`${root}/build`))
      .map((part) => relative(root, part));
    const bad = !['OK', 'SKIP', 'EXPECTEDFAIL'].includes(test.result);
    const output = test.stdout ?? '';
    if (test.result === 'SKIP' && readTap(output).cases.length === 0) {
      add(title, scripts[0] ?? sources.get(known)?.[0] ?? '', 'skipped', run);
      continue;
    }
    // A script is the test and what it starts is its subject; otherwise the program is the test.
    const found = addProgram(title, scripts.length > 0 ? scripts : sources.get(known) ?? [], output, bad, run);
    if (found > 0) {
      show(`${test.name} (${run}): ${test.result}, status ${test.returncode}`, output + (test.stderr ?? ''));
    }
    failed += found;
  }
  if (lines.length === 0) {
    add(`${run} ran no test`, 'tests/meson.build', 'failed', run);
    show(`${run} ran no test`, `${path} holds no test`);
    failed = 1;
  }
  return failed;
}

function tap(file, status, run, sources) {
  const output = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (Number(status) === 0 && readTap(output).cases.length === 0) {
    add(`${run} ran no test`, sources[0] ?? '', 'failed', run);
    show(`${run} ran no test`, output);
    return 1;
  }
  const failed = addProgram(run, sources, output, Number(status) !== 0, run);
  if (failed > 0) show(`${run}: status ${status}`, output);
  return failed;
}

function total() {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const { status } of readResults(table)) count[status] += 1;
  console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  return count.failed > 0 || count.passed === 0 ? 1 : 0;
}

const [verb, ...rest] = process.argv.slice(2);
let failed = 0;
switch (verb) {
  case 'begin':
    mkdirSync('build', { recursive: true });
    writeFileSync(table, '');
    break;
  case 'meson':
    failed = meson(...rest);
    break;
  case 'tap':
    failed = tap(rest[0], rest[1], rest[2], rest.slice(3));
    break;
  case 'one':
    add(rest[0], rest[1], rest[2], rest[3]);
    failed = rest[2] === 'failed' ? 1 : 0;
    break;
  case 'total':
    failed = total();
    break;
  default:
    console.error(`results: no such verb: ${verb}`);
    process.exit(2);
}
process.exit(failed > 0 ? 1 : 0);
