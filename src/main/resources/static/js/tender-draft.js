// Saves a draft while it is written, and keeps in this browser what the platform has not confirmed yet.
// Without this file the form works the same: by its button.
(() => {
  // The total of the criteria's weights, while they are typed.
  const total = document.querySelector('#criteria-total');
  const sum = () => {
    const weights = [...document.querySelectorAll('input[name=weight]')].map(w => parseInt(w.value, 10) || 0);
    const all = weights.reduce((a, b) => a + b, 0);
    total.textContent = all === 0 ? '' : total.dataset.total.replace('%d', all);
    total.classList.toggle('off', all !== 100);
  };
  if (total) {
    document.querySelectorAll('input[name=weight]').forEach(w => w.addEventListener('input', sum));
    sum();
  }

  // A page that says that the draft with this identifier is saved: nothing of it need be kept.
  const saved = document.querySelector('[data-draft-saved]');
  if (saved) try { localStorage.removeItem('maillage-draft-' + saved.dataset.draftSaved); } catch { /* nothing kept */ }

  const form = document.querySelector('#draft');
  if (!form) return;
  const WAIT = 2000, RETRY = 5000;
  const says = form.dataset, state = document.querySelector('#draft-state');
  const key = 'maillage-draft-' + says.id;
  const own = new Set(['_csrf', 'version', 'marks', 'suite']);
  let dirty = false, saving = false, stopped = false, timer = 0, typing = 0;

  const typed = () => [...new FormData(form)].filter(([name]) => !own.has(name));
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const later = wait => { clearTimeout(timer); timer = setTimeout(save, wait); };

  function say(text, bad, action) {
    state.textContent = text;
    state.classList.toggle('bad', !!bad);
    if (action) state.append(' ', action);
  }

  // Kept until confirmed; a private window may refuse, then only this page holds it.
  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify(
          {version: form.elements.version.value, marks: form.elements.marks.value, typed: typed()}));
    } catch { /* no place to keep it */ }
  }
  function forget() { try { localStorage.removeItem(key); } catch { /* nothing kept */ } }
  function kept() { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } }

  function changed() {
    dirty = true;
    sum();
    if (stopped) { keep(); return; }
    if (!state.querySelector('a')) say(says.textPending);
    clearTimeout(typing);
    typing = setTimeout(keep, 200);
    later(WAIT);
  }

  function expired() {
    later(RETRY);
    if (state.querySelector('a')) return; // a link that is being clicked must stay where it is
    const link = document.createElement('a');
    link.href = says.signin; link.target = '_blank'; link.rel = 'noopener'; link.textContent = says.textSignin;
    say(says.textExpired, true, link);
  }

  function conflict() {
    stopped = true;
    const button = document.createElement('button');
    button.type = 'submit'; button.textContent = says.textCompare; button.setAttribute('form', 'draft');
    say(says.textConflict, true, button);
  }

  // After signing in again the form's token is another one: the page itself gives it.
  async function freshToken() {
    const answer = await fetch(form.getAttribute('action'), {redirect: 'manual', credentials: 'same-origin'});
    if (answer.type === 'opaqueredirect' || !answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const token = page.querySelector('#draft input[name=_csrf]');
    if (!token) return false;
    document.querySelectorAll('input[name=_csrf]').forEach(input => { input.value = token.value; });
    return true;
  }

  async function send() {
    return fetch(says.save, {method: 'POST', redirect: 'manual', credentials: 'same-origin',
      headers: {Accept: 'application/json'}, body: new URLSearchParams(new FormData(form))});
  }

  async function save() {
    if (saving || stopped || !dirty) return;
    saving = true;
    const sent = typed();
    keep();
    try {
      let answer = await send();
      if (answer.status === 403 && await freshToken()) answer = await send();
      if (answer.type === 'opaqueredirect' || answer.status === 403 || answer.status === 401) expired();
      else if (answer.status === 409) conflict();
      else if (!answer.ok) { say(says.textOffline, true); later(RETRY); }
      else confirmed(await answer.json(), sent);
    } catch {
      say(says.textOffline, true);
      later(RETRY);
    } finally {
      saving = false;
    }
  }

  function confirmed(answer, sent) {
    document.querySelectorAll('input[name=version]').forEach(input => { input.value = answer.version; });
    form.elements.marks.value = answer.marks;
    const wrong = Object.values(answer.errors);
    if (wrong.length) {
      // What is not understood stays here only: it is kept, and said.
      say(says.textPartly.replace('%s', answer.at).replace('%e', wrong.join(' ')), true);
      keep();
    } else if (same(sent, typed())) {
      dirty = false;
      clearTimeout(typing);
      forget();
      say(says.textSaved.replace('%s', answer.at));
    }
    if (dirty && !same(sent, typed())) later(WAIT);
  }

  function restore(saved) {
    const values = new Map();
    saved.typed.forEach(([name, value]) => values.set(name, [...(values.get(name) || []), value]));
    const turn = new Map();
    for (const input of form.elements) {
      if (!input.name || own.has(input.name)) continue;
      const all = values.get(input.name) || [];
      if (input.type === 'checkbox' || input.type === 'radio') input.checked = all.includes(input.value);
      else {
        const n = turn.get(input.name) || 0;
        turn.set(input.name, n + 1);
        input.value = all[n] ?? '';
      }
    }
    // The version that was before those eyes: if a colleague saved since, the platform shows both.
    form.elements.version.value = saved.version;
    form.elements.marks.value = saved.marks;
    changed();
  }

  const before = kept();
  const notice = document.querySelector('#draft-restore');
  const trimmed = all => all.map(([name, value]) => [name, value.trim()]);
  if (before && same(trimmed(before.typed), trimmed(typed()))) forget();
  else if (before) {
    notice.hidden = false;
    document.querySelector('#draft-restore-yes').addEventListener('click', () => {
      notice.hidden = true;
      restore(before);
      form.elements.title.focus();
    });
    document.querySelector('#draft-restore-no').addEventListener('click', () => {
      notice.hidden = true;
      forget();
      form.elements.title.focus();
    });
  }

  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  window.addEventListener('focus', () => { if (dirty && !stopped) later(0); });
  window.addEventListener('online', () => { if (dirty && !stopped) later(0); });
  // The button's own way: the answer is a page, so nothing waits any more; what was typed stays kept until the page
  // that comes holds the same.
  form.addEventListener('submit', () => { keep(); clearTimeout(timer); stopped = true; });
  window.addEventListener('pageshow', event => { if (event.persisted) stopped = false; });
  window.addEventListener('beforeunload', event => { if (dirty && !stopped) event.preventDefault(); });
})();
