// SPDX-License-Identifier: EUPL-1.2
//
// Makes everything that a browser loads besides the pages, and puts it into the program.
//
// From assets/ (our style, scripts and drawings) and node_modules/ (drawings, fonts, the page library; all at the versions of
// the lock file) it takes only what is used: the pictograms of pictograms.txt, the icons of icons.txt, the characters of
// the languages that we have. Each file gets an address with a hash of its content, so that it can be kept for ever, and is stored
// as it is and compressed with gzip and brotli. The result is assets.h and assets.c; one binary serves all.
//
//   node tools/assets.mjs --source assets --packages node_modules --header assets.h --code assets.c --depfile assets.d
//   node tools/assets.mjs --source assets --packages node_modules --files DIR      the files themselves by name, for tests
//
// Not here: serving (src/http), and the contract between markup, style and script (top of assets/script/app.js).

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const STYLE_ORDER = ['base', 'shell', 'form', 'notebook', 'board', 'start', 'home', 'family', 'hub', 'passkey', 'invitation', 'adoption', 'booklet', 'tablet', 'print'];
const SCRIPT_ORDER = ['app', 'merge', 'outbox', 'unsent', 'live', 'board', 'password', 'away', 'tablet'];
const WEIGHTS = { wght: { min: 400, max: 700 } };
const COMPRESSIBLE = /^(text|application|image\/svg)/;

const { values: option } = parseArgs({
  options: Object.fromEntries(
    ['source', 'packages', 'header', 'code', 'depfile', 'files'].map((name) => [name, { type: 'string' }])),
});
const packages = createRequire(join(resolve(option.packages), 'index.js'));
const inputs = new Set();

function fail(message) {
  console.error(`assets: ${message}`);
  process.exit(1);
}

function readInput(path) {
  inputs.add(path);
  return readFileSync(path);
}

const source = (...path) => join(option.source, ...path);
const readSource = (...path) => readInput(source(...path)).toString('utf8');

function readPackage(name) {
  try {
    return readInput(packages.resolve(name));
  } catch {
    return fail(`${name} is missing: run npm ci first`);
  }
}

// A list file: comment lines and empty lines left out, each other line as words.
function readList(name) {
  return readSource(name)
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean)
    .map((line) => line.split(/\s+/));
}

// ---- Drawings ----

// Iconify sets hold a drawing under its name, or an alias of another name.
function drawing(set, name) {
  const found = set.icons[name] ?? set.icons[set.aliases?.[name]?.parent];
  if (!found) fail(`no drawing called ${name} in ${set.prefix}`);
  return found.body;
}

// One part of a pictogram: NAME, own:NAME, each with an optional @x,y,scale.
function pictogramPart(set, part) {
  const [name, place] = part.split('@');
  const body = name.startsWith('own:')
    ? readSource('pictograms', `${name.slice(4)}.svg`).replace(/\n/g, '')
    : drawing(set, name);
  if (!place) return body;
  const [x, y, scale] = place.split(',').map(Number);
  return `<g transform="translate(${x} ${y})${scale === 1 ? '' : ` scale(${scale})`}">${body}</g>`;
}

function sprite(symbols, viewBox) {
  const body = symbols.map(({ name, body }) => `<symbol id="${name}" viewBox="${viewBox}">${body}</symbol>`);
  return `<svg xmlns="http://www.w3.org/2000/svg">${body.join('')}</svg>`;
}

function makePictograms() {
  const set = JSON.parse(readPackage('@iconify-json/openmoji/icons.json'));
  return readList('pictograms.txt').map(([name, ...parts]) => ({
    name,
    body: parts.map((part) => pictogramPart(set, part)).join(''),
  }));
}

function makeIcons() {
  const set = JSON.parse(readPackage('@iconify-json/tabler/icons.json'));
  return readList('icons.txt').map(([name, theirs, mirror]) => ({ name, body: drawing(set, theirs), mirror: mirror === 'mirror' }));
}

// ---- Style and script ----

// Takes comments and needless space out; the style has no strings in which that would matter.
function minimiseStyle(text) {
  return text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim();
}

// Takes indentation and whole-line comments out, no more: line ends stay, so nothing can change its meaning.
function minimiseScript(text) {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('//'))
    .join('\n');
}

// Our files inside one function, so that none of their names is known outside.
function ownScript(...files) {
  const ours = files.map((file) => readSource('script', `${file}.js`)).join('\n');
  return `(() => {\n'use strict';\n${minimiseScript(ours)}\n})();\n`;
}

// The service worker: Workbox as it is released for browsers, which makes one name, `workbox`, and ours.
function offlineScript() {
  const parts = ['core', 'routing', 'strategies'].map((part) => readPackage(`workbox-${part}/build/workbox-${part}.prod.js`).toString('utf8'));
  return parts.map((part) => part.replace(/^\/\/# sourceMappingURL=.*$/gm, '')).join('') + ownScript('offline');
}

// Icons that point somewhere turn round where the text runs from right to left.
function mirrorRule(icons) {
  const names = icons.filter((icon) => icon.mirror).map((icon) => `[href$="#${icon.name}"]`);
  return `[dir="rtl"] .icon:has(> :is(${names.join(', ')})) { transform: scaleX(-1); }\n`;
}

function makeStyle(icons) {
  const files = readdirSync(source('style')).map((file) => file.replace('.css', ''));
  const odd = files.filter((file) => !STYLE_ORDER.includes(file));
  if (odd.length) fail(`style/${odd[0]}.css has no place in STYLE_ORDER`);
  return minimiseStyle(STYLE_ORDER.map((file) => readSource('style', `${file}.css`)).join('') + mirrorRule(icons));
}

// ---- Fonts ----

function characters(...ranges) {
  return ranges
    .flatMap(([from, to = from]) => Array.from({ length: to - from + 1 }, (_, step) => String.fromCodePoint(from + step)))
    .join('');
}

// Which characters come from which font is said a second time by unicode-range in style/base.css.
const LATIN = characters([0x20, 0x2f], [0x3a, 0x7e], [0xa0, 0xff], [0x2009], [0x202f], [0x2013, 0x2014], [0x2018, 0x201e],
  [0x2022], [0x2026], [0x20ac], [0x2212]);
const LATIN_MORE = characters([0x100, 0x17f], [0x218, 0x21b], [0x1e9e]);
const FIGURES = characters([0x30, 0x39]);
const ARABIC = characters([0x60c, 0x652], [0x660, 0x670], [0x67e], [0x686], [0x698], [0x6a9], [0x6af], [0x6cc], [0x6f0, 0x6f9],
  [0x200c, 0x200d]);
const CYRILLIC = characters([0x400, 0x45f], [0x490, 0x491], [0x2116]);
const ETHIOPIC = characters([0x1200, 0x137f]);

async function makeFont(file, text) {
  const { default: subset } = await import(packages.resolve('subset-font'));
  return subset(readPackage(file), text, { targetFormat: 'woff2', variationAxes: WEIGHTS });
}

async function makeFonts() {
  const atkinson = '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next';
  const vazirmatn = '@fontsource-variable/vazirmatn/files/vazirmatn';
  const noto = '@fontsource-variable/noto-sans/files/noto-sans';
  const ethiopic = '@fontsource-variable/noto-sans-ethiopic/files/noto-sans-ethiopic';
  return {
    'latin.woff2': await makeFont(`${atkinson}-latin-wght-normal.woff2`, LATIN),
    'latin-more.woff2': await makeFont(`${atkinson}-latin-ext-wght-normal.woff2`, LATIN_MORE),
    'figures.woff2': await makeFont(`${vazirmatn}-latin-wght-normal.woff2`, FIGURES),
    'arabic.woff2': await makeFont(`${vazirmatn}-arabic-wght-normal.woff2`, ARABIC),
    'cyrillic.woff2': await makeFont(`${noto}-cyrillic-wght-normal.woff2`, CYRILLIC),
    'ethiopic.woff2': await makeFont(`${ethiopic}-ethiopic-wght-normal.woff2`, ETHIOPIC),
  };
}

// ---- Addresses, compression, C ----

const TYPES = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
};

const made = new Map();

// Compressed bytes, or none when that saves too little to be worth the work of unpacking.
function compressed(type, bytes, compress) {
  const smaller = COMPRESSIBLE.test(type) ? compress(bytes) : bytes;
  return smaller.length < bytes.length * 0.95 ? smaller : Buffer.alloc(0);
}

function addAsset(name, content) {
  const bytes = Buffer.from(content);
  const [, stem, ending] = name.match(/^(.*)\.([^.]+)$/);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const type = TYPES[ending];
  made.set(name, {
    name,
    type,
    address: `/static/${stem}-${hash}.${ending}`,
    identity: bytes,
    gzip: compressed(type, bytes, (input) => gzipSync(input, { level: 9 })),
    brotli: compressed(type, bytes, (input) => brotliCompressSync(input, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: input.length },
    })),
  });
}

// asset(NAME) in our own text becomes the address of a file that was added before.
function addWithAddresses(name, text) {
  addAsset(name, text.replace(/asset\(([^)]+)\)/g, (_, used) =>
    made.get(used)?.address ?? fail(`${name} uses ${used}, which is not there`)));
}

const enumName = (name) => `ASSET_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;

function cString(bytes) {
  const shown = (byte) => (byte >= 32 && byte < 127 && !'"\\?'.includes(String.fromCharCode(byte))
    ? String.fromCharCode(byte)
    : `\\${byte.toString(8).padStart(3, '0')}`);
  const lines = [];
  for (let start = 0; start < bytes.length; start += 96) {
    lines.push(`    "${Array.from(bytes.subarray(start, start + 96), shown).join('')}"`);
  }
  return lines.join('\n');
}

function headerText() {
  return `/* SPDX-License-Identifier: EUPL-1.2 */
/* Made by tools/assets.mjs: the files that browsers load, inside the program. */
#ifndef SAMENSPEL_ASSETS_H
#define SAMENSPEL_ASSETS_H

#include <stddef.h>

enum asset {
${[...made.keys()].map((name) => `    ${enumName(name)}, /* ${name} */`).join('\n')}
    ASSET__MAX
};

/* Length 0: this form does not exist, because it would save nothing. */
struct asset_bytes {
    const char *data;
    size_t length;
};

struct asset_file {
    const char *name;    /* "app.css" */
    const char *address; /* "/static/app-0123456789ab.css": a new content has a new address, so it never grows stale */
    const char *type;    /* Content-Type */
    struct asset_bytes identity;
    struct asset_bytes gzip;
    struct asset_bytes brotli;
};

/* By enum asset. */
extern const struct asset_file asset_files[ASSET__MAX];

/* What the two sprites hold, for a test that a name in use is drawn; each list ends in NULL. */
extern const char *const asset_pictograms[];
extern const char *const asset_icons[];

#endif
`;
}

function codeText(header, pictograms, icons) {
  const forms = ['identity', 'gzip', 'brotli'];
  const parts = [`/* SPDX-License-Identifier: EUPL-1.2 */\n/* Made by tools/assets.mjs. */\n#include "${header}"\n`];
  for (const asset of made.values()) {
    for (const form of forms.filter((form) => asset[form].length)) {
      parts.push(`static const char ${enumName(asset.name).toLowerCase()}_${form}[] =\n${cString(asset[form])};\n`);
    }
  }
  const bytes = (asset, form) => (asset[form].length
    ? `{ ${enumName(asset.name).toLowerCase()}_${form}, ${asset[form].length} }`
    : '{ NULL, 0 }');
  const row = (asset) => `    [${enumName(asset.name)}] = { .name = "${asset.name}", .address = "${asset.address}",
        .type = "${asset.type}",
        ${forms.map((form) => `.${form} = ${bytes(asset, form)}`).join(',\n        ')} },`;
  parts.push(`const struct asset_file asset_files[ASSET__MAX] = {\n${[...made.values()].map(row).join('\n')}\n};\n`);
  const list = (drawings) => drawings.map(({ name }) => `    "${name}",\n`).join('');
  parts.push(`const char *const asset_pictograms[] = {\n${list(pictograms)}    NULL,\n};\n`);
  parts.push(`const char *const asset_icons[] = {\n${list(icons)}    NULL,\n};\n`);
  return parts.join('\n');
}

const pictograms = makePictograms();
const icons = makeIcons();
addAsset('pictograms.svg', sprite(pictograms, '3 3 66 66'));
addAsset('icons.svg', sprite(icons, '0 0 24 24'));
addAsset('logo.svg', readSource('logo.svg'));
addAsset('favicon.svg', readSource('favicon.svg'));
addAsset('tick.svg', readSource('tick.svg'));
addAsset('tick-dark.svg', readSource('tick-dark.svg'));
for (const [name, bytes] of Object.entries(await makeFonts())) addAsset(name, bytes);
addWithAddresses('app.css', makeStyle(icons));
addAsset('app.js', ownScript(...SCRIPT_ORDER));
addAsset('live.js', minimiseScript(readSource('script', 'worker.js')));
addAsset('passkey.js', ownScript('passkey'));
addWithAddresses('app.webmanifest', readSource('app.webmanifest'));
addWithAddresses('offline.js', offlineScript());

if (option.files) {
  for (const { name, identity } of made.values()) writeFileSync(join(option.files, name), identity);
} else {
  writeFileSync(option.header, headerText());
  writeFileSync(option.code, codeText(option.header.split('/').pop(), pictograms, icons));
  writeFileSync(option.depfile, `${option.code} ${option.header}: ${[...inputs].map((path) => path.replace(/ /g, '\\ ')).join(' ')}\n`);
}
