// SPDX-License-Identifier: EUPL-1.2
// T16: what a browser gets holds no secret of the server: no credential, no long random text, none of the settings that only the server
// reads. An app elsewhere gave every parent the recorder's admin login.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plan, report, source } from './named.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const files = readdirSync(join(root, 'assets'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(js|css|json|svg|txt)$/.test(entry.name))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1));

// Long texts of letters and digits without a word in them are keys or tokens.
const random = (text) => /^[A-Za-z0-9+/=_-]{24,}$/.test(text) && /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text);
const hex = (text) => /^[0-9a-f]{32,}$/i.test(text);

function secrets(text) {
  const found = [];
  for (const [, , literal] of text.matchAll(/(['"`])((?:(?!\1)[^\\\n])*)\1/g)) if (random(literal) || hex(literal)) found.push(`"${literal}"`);
  for (const [what] of text.matchAll(/\b(password|passwd|secret|token|api_?key|authorization)['"]?\s*[:=]\s*['"`][^'"`]+['"`]/gi)) found.push(what);
  for (const [what] of text.matchAll(/-----BEGIN|\b(mail-password-file|sms-header-file|samenspel\.(conf|db)|postgresql:\/\/|admin@)/g)) found.push(what);
  return found;
}

report('T16: there are files to look at', files.filter((path) => path.endsWith('.js')).length > 5 ? [] : ['no scripts were found']);
report('T16: what a browser gets holds no secret of the server', files.flatMap((path) => secrets(source(path)).map((what) => `${path}: ${what}`)));
for (const planted of ["const key = 'Zx81Kq0aPPw93nVb27TtLm5e';", "login({ user: 'admin', password: 'admin888' });", 'fetch("postgresql://samenspel@db")',
  "const k = '5f4dcc3b5aa765d61d8327deb882cf99';"])
  report(`T16: a script with ${planted} would be refused`, secrets(planted).length > 0 ? [] : ['it was not']);
plan();
