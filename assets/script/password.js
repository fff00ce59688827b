// SPDX-License-Identifier: EUPL-1.2
//
// Passwords: showing what is typed, and a hint of how strong a new one is (OWASP ASVS 2.1.8, 2.1.12). Without script the field stays
// hidden. Nothing typed leaves the page; what is refused is decided by the server.

const STRONG_CHARACTERS = 18;
const DIFFERENT_CHARACTERS = 7;

function offerToShow(root) {
  root.querySelectorAll('[data-show]').forEach((place) => { place.hidden = false; });
}

// The passwords of a form, whichever way they are shown now.
const passwordsOf = (form) => form.querySelectorAll('input[type="password"], input[data-shown]');

function show(form, shown) {
  passwordsOf(form).forEach((input) => {
    input.type = shown ? 'text' : 'password';
    input.toggleAttribute('data-shown', shown);
  });
  form.querySelector('[data-show] button')?.setAttribute('aria-pressed', shown);
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-show] button');
  if (button) show(button.form, button.getAttribute('aria-pressed') !== 'true');
});

// Sent as a password, so that the browser keeps it as one.
document.addEventListener('submit', ({ target }) => {
  if (target.querySelector('[data-shown]')) show(target, false);
}, true);

function strengthOf(text, least) {
  const characters = [...text.toLowerCase()];
  if (characters.length < least) return 'short';
  if (new Set(characters).size < DIFFERENT_CHARACTERS) return 'weak';
  return characters.length < STRONG_CHARACTERS ? 'fair' : 'strong';
}

document.addEventListener('input', ({ target }) => {
  const output = document.getElementById(target.dataset?.strength);
  if (!output) return;
  const said = target.value ? output.dataset[strengthOf(target.value, target.minLength)] : '';
  if (output.value !== said) output.value = said;
});
