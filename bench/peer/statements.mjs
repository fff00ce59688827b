// SPDX-License-Identifier: EUPL-1.2
// The program's own statements, read from its .sql files: their $names are what better-sqlite3 calls them too.
import { readFileSync } from 'node:fs';

const BEGIN = /^-- statement (\S+)/;

// The text of each statement of a file, by its name.
export function statementsOf(path) {
  const found = {};
  let name = null;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const begin = BEGIN.exec(line);
    if (begin) {
      name = begin[1];
      found[name] = [];
    } else if (name && !line.startsWith('--')) {
      found[name].push(line);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([key, lines]) => [key, lines.join('\n').trim()]));
}
