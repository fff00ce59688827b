// SPDX-License-Identifier: EUPL-1.2
// The page of the peer: the lines of the day are made anew each time, with everything escaped; what does not depend on the day is
// text of the length that ours has.
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const SPECIAL = /[&<>"']/g;

const escape = (text) => String(text).replace(SPECIAL, (sign) => ESCAPES[sign]);

function clock(at, format) {
  return escape(format.format(Number(at)));
}

function chip(entry) {
  return entry.value ? `<span class="chip"><svg aria-hidden="true"><use href="#${escape(entry.kind)}"></use></svg>${escape(entry.value)}</span>` : '';
}

function line(entry, page) {
  const side = entry.side === 1n ? 'home' : 'centre';
  const called = page.called.get(entry.author) ?? '';
  const read = page.readMoments.has(entry.moment) ? '<span class="read">✓</span>' : '';
  return `<li class="entry ${side}" id="e${entry.id}"><time>${clock(entry.at, page.format)}</time><div class="entry-body"><p class="who"><b>${escape(side)}</b> <span>${escape(entry.author_name)}</span> ${escape(called)}</p>${chip(entry)}<p class="entry-text" lang="${escape(entry.language)}" dir="auto">${escape(entry.note)}</p>${read}<a href="/child/${page.child}/answer/${entry.moment}">antwoord</a></div></li>`;
}

// `page` holds the rows; `still` is what does not depend on them.
export function dayPage(page, still) {
  const tabs = page.siblings.map((s) => `<a href="/child/${s.child}">${escape(s.given_name)}</a>`).join('');
  const days = page.writtenDays.map((d) => `<i data-day="${d.day}"></i>`).join('');
  return `<!doctype html><html lang="${escape(page.session.language)}"><head><title>${escape(page.head.given_name)}</title></head><body>${still}<h1>${escape(page.head.given_name)}</h1><p>${escape(page.head.mentor)} ${escape(page.placement?.group_name ?? '')}</p><nav>${tabs}</nav><div class="week">${days}</div><ol>${page.entries.map((entry) => line(entry, page)).join('')}</ol></body></html>`;
}
