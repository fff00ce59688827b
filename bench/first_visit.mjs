// SPDX-License-Identifier: EUPL-1.2
// What a browser that was never here fetches for a page, in bytes over the wire (bodies as the server compressed them).
//
//     node first_visit.mjs ORIGIN PATH TOKEN
//
// The first line is "ALL SCRIPT" in kB of 1000 bytes, then one line a file. A font counts when the page shows a character of
// its range; so does every other address below /static that page, style sheets and scripts name.
import { request } from 'node:http';

const [origin, path, token] = process.argv.slice(2);
const fetched = new Map();

// node's own fetch() hides how many bytes came.
function get(address, headers) {
  return new Promise((resolve, reject) => {
    request(new URL(address, origin), { headers }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve({ body: Buffer.concat(parts), type: answer.headers['content-type'] ?? '' });
        else reject(new Error(`${address}: ${answer.statusCode}`));
      });
    }).on('error', reject).end();
  });
}

// Compressed for the size, plain for reading.
async function take(address, headers = {}) {
  if (fetched.has(address)) return '';
  fetched.set(address, null);
  const wire = await get(address, { ...headers, 'Accept-Encoding': 'br, gzip' });
  const plain = await get(address, headers);
  fetched.set(address, { size: wire.body.length, script: /javascript/.test(wire.type) });
  return plain.body.toString('utf8');
}

const addressesIn = (text) => [...text.matchAll(/\/static\/[\w.-]+/g)].map((found) => found[0]);

function isShown(face, characters) {
  const ranges = face.match(/unicode-range:([^;}]*)/)?.[1];
  if (!ranges) return true;
  return [...ranges.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].some(([, from, until]) => {
    const first = parseInt(from, 16);
    const last = parseInt(until ?? from, 16);
    return characters.some((character) => character >= first && character <= last);
  });
}

const page = await take(path, { Cookie: `samenspel=${token}` });
const characters = [...new Set([...page.replace(/<[^>]*>/g, '')].map((character) => character.codePointAt(0)))];
const waiting = addressesIn(page);
for (let address; (address = waiting.shift()); ) {
  const text = await take(address);
  if (address.endsWith('.css')) {
    const faces = text.match(/@font-face\s*{[^}]*}/g) ?? [];
    const hidden = faces.filter((face) => !isShown(face, characters)).flatMap(addressesIn);
    waiting.push(...addressesIn(text).filter((found) => !hidden.includes(found)));
  } else if (address.endsWith('.js') || address.endsWith('.webmanifest')) {
    waiting.push(...addressesIn(text));
  }
}
const files = [...fetched.values()];
const sum = (of) => (of.reduce((total, file) => total + file.size, 0) / 1000).toFixed(1);
console.log(sum(files), sum(files.filter((file) => file.script)));
for (const [address, file] of fetched) console.log(file.size, address);
