// SPDX-License-Identifier: EUPL-1.2
//
// Passkeys: asks the authenticator and puts its answer into an ordinary form, which is then sent as any form is. Only on the pages that have
// such a form; without this script they show the other ways.
//
// form[data-passkey=get|create][hidden]   is shown where the browser knows passkeys. GET of its action gives what to ask for:
//                                challenge, host; to create also handle, name, called, site and the credentials that there are (bytes as base64url)
// [data-passkey-fill]            of such a form: passkeys are offered in the field with autocomplete="username webauthn" too
// [data-passkey-said]            in it: what went wrong, in the words of its data-cancelled, data-failed, data-known
// [data-passkey-without]         is hidden where the form is shown
// Hidden fields of the form: challenge, handle; to get credential, client_data, authenticator_data, signature; to create
// client_data, attestation.

// A challenge lives five minutes.
const ASK_AGAIN = 4 * 60 * 1000;
const ALGORITHMS = [-7, -257];

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0));
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

// The question that is open now; a browser takes one at a time.
let open = null;

async function optionsOf(form, signal) {
  const answer = await fetch(form.action, { headers: { 'X-Requested-With': 'fetch' }, credentials: 'same-origin', signal });
  if (!answer.ok || answer.redirected) throw new Error('no challenge');
  return answer.json();
}

function toGet({ challenge, host }) {
  return { challenge: toBytes(challenge), rpId: host, userVerification: 'required' };
}

function toCreate({ challenge, host, site, handle, name, called, credentials }) {
  return {
    challenge: toBytes(challenge),
    rp: { id: host, name: site },
    user: { id: toBytes(handle), name, displayName: called },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    excludeCredentials: credentials.map((id) => ({ type: 'public-key', id: toBytes(id) })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    attestation: 'none',
  };
}

function fill(form, values) {
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
}

function fillAnswer(form, options, { rawId, response }) {
  fill(form, { challenge: options.challenge, client_data: toText(response.clientDataJSON) });
  if (form.dataset.passkey === 'create') {
    fill(form, { handle: options.handle, attestation: toText(response.attestationObject) });
  } else {
    fill(form, {
      credential: toText(rawId),
      authenticator_data: toText(response.authenticatorData),
      signature: toText(response.signature),
      handle: response.userHandle ? toText(response.userHandle) : '',
    });
  }
}

function say(form, what) {
  const place = form.querySelector('[data-passkey-said]');
  place.querySelector('span').textContent = what ? place.dataset[what] ?? place.dataset.failed : '';
  place.hidden = !what;
}

// Asks, and sends the form with the answer. `mediation` conditional: quietly, in the list of the browser.
async function ask(form, mediation) {
  open?.abort();
  const mine = open = new AbortController();
  const options = await optionsOf(form, mine.signal);
  const made = form.dataset.passkey === 'create'
    ? await navigator.credentials.create({ publicKey: toCreate(options), signal: mine.signal })
    : await navigator.credentials.get({ publicKey: toGet(options), signal: mine.signal, ...(mediation && { mediation }) });
  fillAnswer(form, options, made);
  form.submit();
}

const REASONS = { NotAllowedError: 'cancelled', InvalidStateError: 'known' };

async function askNow(form) {
  say(form, null);
  try {
    await ask(form);
  } catch (error) {
    if (error.name === 'AbortError') return;
    say(form, REASONS[error.name] ?? 'failed');
    offer(form);
  }
}

// Passkeys in the list of the field for the e-mail address, as long as the page is open.
async function offer(form) {
  if (!form.dataset.passkeyFill || !await PublicKeyCredential.isConditionalMediationAvailable?.()) return;
  const asked = ask(form, 'conditional').catch(() => {});
  const mine = open;
  const again = setTimeout(() => { if (open === mine) offer(form); }, ASK_AGAIN);
  await asked;
  if (open !== mine) clearTimeout(again);
}

function ready(form) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    askNow(form);
  });
  offer(form);
}

if (window.PublicKeyCredential && window.isSecureContext) {
  document.querySelectorAll('form[data-passkey]').forEach(ready);
  document.querySelectorAll('[data-passkey-without]').forEach((one) => { one.hidden = true; });
}
