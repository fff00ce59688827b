// SPDX-License-Identifier: EUPL-1.2
// Every letter of every catalogue has a font: a character that no unicode-range of style/base.css names would be drawn in whatever the
// reader's device happens to have, or as a box.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const style = readFileSync(join(root, 'assets/style/base.css'), 'utf8');
const ranges = [...style.matchAll(/unicode-range: ([^;]+);/g)].flatMap(([, list]) => list.split(',').map((range) => {
  const [from, to = from] = range.trim().replace(/^U\+/i, '').split('-').map((number) => parseInt(number, 16));
  return [from, to];
}));
const hasFont = (point) => ranges.some(([from, to]) => point >= from && point <= to);
/* Marks that are never drawn: joiners, directions, the isolates round placeholders. */
const unseen = (point) => point < 0x20 || (point >= 0x200b && point <= 0x200f) || (point >= 0x2066 && point <= 0x2069);

const catalogues = readdirSync(join(root, 'po')).filter((name) => name.endsWith('.po')).sort();
const texts = (name) => [...readFileSync(join(root, 'po', name), 'utf8').matchAll(/^msgstr(?:\[\d\])? "(.*)"$/gm)].map(([, text]) => text);
const strange = (name) => new Set(texts(name).flatMap((text) => [...text]).filter((sign) => {
  const point = sign.codePointAt(0);
  return !hasFont(point) && !unseen(point);
}));

const checks = [
  ['there are fonts', ranges.length > 6],
  ['a letter without a font is found', !hasFont(0x4e00)],
  ...catalogues.map((name) => [`${name}: a font for every letter ${[...strange(name)].join(' ')}`.trimEnd(), strange(name).size === 0]),
];
checks.forEach(([name, holds], i) => {
  console.log(`${holds ? 'ok' : 'not ok'} ${i + 1} - ${name}`);
  if (!holds) process.exitCode = 1;
});
console.log(`1..${checks.length}`);
