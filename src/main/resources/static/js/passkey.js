// Asks the device for a passkey (WebAuthn) and sends its answer with the form. Whoever has no script, or a browser
// without passkeys, keeps the link by e-mail; the page says so.
(() => {
  const forms = document.querySelectorAll('form[data-passkey]');
  if (!forms.length) return;
  if (!window.PublicKeyCredential || !navigator.credentials?.get) {
    document.querySelectorAll('[data-passkey-missing]').forEach(notice => { notice.hidden = false; });
    return;
  }

  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const withBytes = list => list.map(one => ({...one, id: bytes(one.id)}));

  function readable(options) {
    const read = {...options, challenge: bytes(options.challenge)};
    if (options.user) read.user = {...options.user, id: bytes(options.user.id)};
    if (options.excludeCredentials) read.excludeCredentials = withBytes(options.excludeCredentials);
    if (options.allowCredentials) read.allowCredentials = withBytes(options.allowCredentials);
    return read;
  }

  // PublicKeyCredential.toJSON() does the same, in newer browsers only.
  function written(credential) {
    const response = {clientDataJSON: text(credential.response.clientDataJSON)};
    for (const part of ['attestationObject', 'authenticatorData', 'signature', 'userHandle'])
      if (credential.response[part]) response[part] = text(credential.response[part]);
    return JSON.stringify({id: credential.id, rawId: text(credential.rawId), type: credential.type,
      clientExtensionResults: {}, response});
  }

  const token = form => new URLSearchParams({_csrf: form.elements._csrf.value});

  async function options(form) {
    const answer = await fetch(form.dataset.options,
      {method: 'POST', credentials: 'same-origin', redirect: 'error', body: token(form)});
    if (!answer.ok) throw new Error('no challenge');
    return readable(await answer.json());
  }

  // Only one request may wait for the device: pressing a button ends the one that waits behind the address field.
  let waiting = null;
  function only() {
    waiting?.abort();
    waiting = new AbortController();
    return waiting.signal;
  }

  async function answered(form, extra) {
    const signal = only();
    const publicKey = await options(form);
    const credential = form.dataset.passkey === 'create'
      ? await navigator.credentials.create({publicKey, signal})
      : await navigator.credentials.get({publicKey, signal, ...extra});
    form.elements.credential.value = written(credential);
  }

  // The act that waited goes on: the form as it was filled, or the page itself.
  async function confirm(form) {
    const body = token(form);
    body.set('credential', form.elements.credential.value);
    const answer = await fetch(form.getAttribute('action'),
      {method: 'POST', credentials: 'same-origin', redirect: 'error', body});
    if (!answer.ok) return false;
    const act = document.querySelector('#waiting');
    if (act) act.submit(); else location.reload();
    return true;
  }

  function say(form, sentence) {
    form.querySelector('[data-passkey-state]').textContent = sentence;
  }

  async function ask(form) {
    const button = form.querySelector('button');
    button.disabled = true;
    say(form, form.dataset.textWaiting);
    try {
      await answered(form);
      if (form.dataset.passkey !== 'confirm') form.submit();
      else if (!await confirm(form)) say(form, form.dataset.textRefused);
    } catch (problem) {
      const known = problem.name === 'InvalidStateError' && form.dataset.textKnown;
      say(form, known || form.dataset.textFailed);
    } finally {
      button.disabled = false;
      form.elements.credential.value = '';
    }
  }

  forms.forEach(form => {
    form.hidden = false;
    form.addEventListener('submit', event => {
      event.preventDefault();
      event.stopPropagation();
      ask(form);
    });
  });

  // Proposes passkeys under the address field while it is empty. The challenge is good for ten minutes: asked anew before.
  const door = document.querySelector('form[data-at-once]');
  async function propose() {
    try {
      await answered(door, {mediation: 'conditional'});
      door.submit();
    } catch { /* nobody chose one: the button and the link are there */ }
  }
  if (door) PublicKeyCredential.isConditionalMediationAvailable?.().then(available => {
    if (!available) return;
    propose();
    setInterval(() => { if (!door.querySelector('button').disabled) propose(); }, 8 * 60 * 1000);
  });
})();
