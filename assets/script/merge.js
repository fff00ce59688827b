// SPDX-License-Identifier: EUPL-1.2
//
// Putting fetched HTML into the page. Elements are matched by id, else by place and name, and changed where they differ; an element that
// stays is the same element, so focus, opened details, chosen boxes and typed text stay too (an attribute never overrules what a
// person typed or chose). Why not a library: those also write the values of form fields.

const parsePage = (html) => new DOMParser().parseFromString(html, 'text/html');

// Takes each region of the page that came in which `selector` names into this one; how many there were is the result's length.
function mergeRegions(page, selector) {
  const regions = [...page.querySelectorAll(selector)].filter((region) => region.id);
  return regions.filter((fresh) => {
    const old = document.getElementById(fresh.id);
    if (old) {
      mergeElement(old, fresh);
      pageChanged(old);
    }
    return old;
  });
}

function mergeElement(old, fresh) {
  mergeAttributes(old, fresh);
  const known = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
  let at = old.firstChild;
  for (const node of [...fresh.childNodes]) {
    const match = node.id ? known.get(node.id) : samePlace(at, node);
    if (!match) {
      old.insertBefore(node, at);
      continue;
    }
    if (match === at) at = at.nextSibling;
    else old.insertBefore(match, at);
    mergeNode(match, node);
  }
  while (at) {
    const next = at.nextSibling;
    if (!holdsText(at)) at.remove();
    at = next;
  }
}

function samePlace(at, node) {
  return at && !at.id && at.nodeName === node.nodeName ? at : null;
}

function mergeNode(old, fresh) {
  if (old.nodeType === Node.ELEMENT_NODE) mergeElement(old, fresh);
  else if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
}

function mergeAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !isReaders(old, name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !isReaders(old, name)) old.setAttribute(name, value);
  }
}

// Attributes that say what the reader or this script did, not what the server knows.
function isReaders(element, name) {
  return name === 'open' || name === 'aria-busy' || (name === 'hidden' && element.matches('[data-fade]'));
}

// Whether someone has typed something in it that is not sent yet.
function holdsText(node) {
  return node.nodeType === Node.ELEMENT_NODE
    && [node, ...node.querySelectorAll('textarea')].some((field) => field.matches('textarea') && field.value !== field.defaultValue);
}
