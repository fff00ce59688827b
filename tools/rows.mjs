#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
// Says which rows of docs/requirements.md are proven: `make rows`.
//
//   rows.mjs [REQUIREMENTS RESULTS]   defaults: docs/requirements.md build/test-results.tsv
//
// A row is proven when a test whose name names it (R031_note_is_read_at_check_in, "R031: the note is read") ran and
// passed in the last `make test`, and none that names it failed. How to name a test: docs/testing.md.
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** The rows that a test's name names, each once, in order. */
export function rowsNamed(name) {
  return [...new Set(name.match(/(?<![A-Za-z0-9])R[0-9]{3}(?![A-Za-z0-9])/g) ?? [])].sort();
}

/** The table of tools/results.mjs as objects; an absent file is an empty table. */
export function readResults(path) {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => {
    const [name, file, status, rows, run] = line.split('\t');
    return { name, file, status, rows: rows ? rows.split(' ') : [], run };
  });
}

/** The rows of the requirements: [{ id, priority }]. */
export function readRows(text) {
  return [...text.matchAll(/^\| (R[0-9]{3}) \| ([MSC]) \|/gm)].map(([, id, priority]) => ({ id, priority }));
}

/** The lines to print for these rows and results. */
export function report(rows, results) {
  const lines = [];
  const count = { M: [0, 0], S: [0, 0], C: [0, 0] };
  const known = new Set(rows.map(({ id }) => id));
  for (const { id, priority } of rows) {
    const naming = results.filter((result) => result.rows.includes(id));
    const passed = naming.filter(({ status }) => status === 'passed');
    const proven = passed.length > 0 && !naming.some(({ status }) => status === 'failed');
    count[priority][1] += 1;
    if (proven) {
      count[priority][0] += 1;
      lines.push(`${id} ${priority} proven ${[...new Set(passed.map(({ file }) => file))].join(' ')}`);
    } else {
      lines.push(`${id} ${priority} open`);
    }
  }
  for (const { name, file, rows: named } of results) {
    for (const id of named) {
      if (!known.has(id)) lines.push(`${id} is named by ${name} (${file}) and stands in no requirement`);
    }
  }
  const sum = (index) => count.M[index] + count.S[index] + count.C[index];
  const parts = ['M', 'S', 'C'].map((priority) => `${priority} ${count[priority][0]} of ${count[priority][1]}`);
  lines.push(`rows proven: ${sum(0)} of ${sum(1)} (${parts.join(', ')})`);
  return lines;
}

function main(requirements = 'docs/requirements.md', results = 'build/test-results.tsv') {
  const rows = readRows(readFileSync(requirements, 'utf8'));
  if (rows.length === 0) {
    console.error(`rows: no row was found in ${requirements}`);
    process.exit(1);
  }
  if (!existsSync(results)) console.error(`rows: ${results} is missing, run make test first`);
  console.log(report(rows, readResults(results)).join('\n'));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main(...process.argv.slice(2));
