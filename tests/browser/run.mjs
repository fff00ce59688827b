// SPDX-License-Identifier: EUPL-1.2
// Runs every *_test.mjs of this folder and prints TAP. Files run one after another: each starts a server of its own.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('_test.mjs')).sort().map((name) => join(folder, name));
let failed = false;
for (const file of files) {
  const run = spawnSync(process.execPath, ['--test', '--test-reporter=tap', file], { stdio: ['ignore', 'inherit', 'inherit'] });
  failed ||= run.status !== 0;
}
process.exit(failed || files.length === 0 ? 1 : 0);
