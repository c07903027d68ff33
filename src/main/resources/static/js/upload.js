// Sends files while the form is still being written: in pieces, by the tus protocol, so that a cut connection only
// pauses. Without this file the form carries them itself.
document.querySelectorAll('[data-upload]').forEach(field => {
  const says = field.dataset, form = field.closest('form'), most = Number(says.most);
  const input = field.querySelector('input[type=file]'), drop = field.querySelector('.drop');
  const list = field.querySelector('.uploads'), count = field.querySelector('.upload-count');
  const LEAST = 256 << 10, LARGEST = 4 << 20, AT_ONCE = 2, REMEMBERED = 'maillage-uploads', DAY = 24 * 3600e3;
  const items = [];
  let leaving = null, step = LEAST;

  field.querySelector('.drop-words').hidden = false;
  field.querySelector('.hint').textContent = says.hint;
  const required = input.required;
  input.required = false;

  // Uploads begun in this browser, so that the same file chosen again goes on where it was.
  const remembered = () => {
    try {
      const all = JSON.parse(localStorage.getItem(REMEMBERED)) || {};
      return Object.fromEntries(Object.entries(all).filter(([, u]) => Date.now() - u.at < DAY));
    } catch { return {}; }
  };
  const remember = (file, url) => {
    try {
      const all = remembered();
      if (url) all[key(file)] = {url, at: Date.now()}; else delete all[key(file)];
      localStorage.setItem(REMEMBERED, JSON.stringify(all));
    } catch { /* a private window: only this page knows */ }
  };
  const key = file => [file.name, file.size, file.lastModified].join('|');
  const token = () => form.querySelector('input[name=_csrf]').value;
  const base64 = text => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const pause = ms => new Promise(resolve => {
    const timer = setTimeout(done, ms);
    function done() { clearTimeout(timer); window.removeEventListener('online', done); window.removeEventListener('focus', done); resolve(); }
    window.addEventListener('online', done);
    window.addEventListener('focus', done);
  });

  class Stop extends Error { constructor(sentence, again) { super(sentence); this.sentence = sentence; this.again = again; } }
  class Cut extends Error {}
  class SignedOut extends Error {}

  async function ask(item, method, url, headers = {}, body) {
    let answer;
    try {
      item.request = new AbortController();
      answer = await fetch(url, {method, body, redirect: 'manual', credentials: 'same-origin', signal: item.request.signal,
        headers: {'Tus-Resumable': '1.0.0', 'X-XSRF-TOKEN': token(), ...headers}});
    } catch { throw new Cut(); }
    if (answer.type === 'opaqueredirect' || answer.status === 401) throw new SignedOut();
    if (answer.status === 403) { if (await freshToken()) throw new Cut(); throw new SignedOut(); }
    if (answer.status === 422) throw new Stop(await answer.text());
    if (answer.status >= 500 || answer.status === 429) throw new Cut();
    return answer;
  }

  // After signing in again the form's token is another one: the page itself gives it.
  async function freshToken() {
    try {
      const answer = await fetch(location.href, {redirect: 'manual', credentials: 'same-origin'});
      if (!answer.ok) return false;
      const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main input[name=_csrf]');
      if (!found || found.value === token()) return false;
      document.querySelectorAll('input[name=_csrf]').forEach(input => { input.value = found.value; });
      return true;
    } catch { return false; }
  }

  async function begin(item) {
    const before = remembered()[key(item.file)];
    if (before && !items.some(i => i !== item && i.url === before.url)) {
      const answer = await ask(item, 'HEAD', before.url);
      if (answer.ok) { item.url = before.url; return answer; }
      remember(item.file, null);
    }
    const answer = await ask(item, 'POST', says.upload,
        {'Upload-Length': String(item.file.size), 'Upload-Metadata': 'filename ' + base64(item.file.name)});
    if (answer.status !== 201) throw new Stop(says.textRefused, true);
    item.url = answer.headers.get('Location');
    remember(item.file, item.url);
    return answer;
  }

  async function where(item) {
    if (!item.url) return begin(item);
    const answer = await ask(item, 'HEAD', item.url);
    if (answer.status === 404) { item.url = null; remember(item.file, null); return begin(item); }
    return answer;
  }

  async function send(item) {
    let answer = await where(item);
    while (answer.headers.get('Upload-Kept') !== 'true') {
      if (item.removed) return;
      const offset = Number(answer.headers.get('Upload-Offset'));
      show(item, offset);
      const began = performance.now();
      const piece = item.file.slice(offset, offset + step);
      if (offset + piece.size >= item.file.size) say(item, says.textChecking);
      answer = await ask(item, 'PATCH', item.url,
          {'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream'}, piece);
      if (answer.status === 404) { item.url = null; remember(item.file, null); answer = await begin(item); }
      else if (answer.status !== 204 && answer.status !== 409) throw new Stop(says.textRefused, true);
      item.tries = 0;
      if (performance.now() - began < 1000) step = Math.min(LARGEST, step * 2);
    }
    ready(item);
  }

  // Goes on until the file is there, is refused, or is taken off.
  async function carry(item) {
    while (!item.removed && !item.over) {
      try {
        await send(item);
      } catch (e) {
        if (item.removed) return;
        if (e instanceof Stop) { refused(item, e.sentence, e.again); return; }
        step = LEAST;
        if (e instanceof SignedOut) signedOut(item); else if (e instanceof Cut) say(item, says.textCut, true);
        else { refused(item, says.textRefused, true); return; } // the file changed or left the disk
        await pause(Math.min(15000, 1000 * 2 ** item.tries++));
      }
    }
  }

  function next() {
    const busy = items.filter(i => i.busy).length;
    items.filter(i => !i.busy && !i.over && !i.wrong).slice(0, Math.max(0, AT_ONCE - busy)).forEach(item => {
      item.busy = true;
      carry(item).finally(() => { item.busy = false; next(); counted(); });
    });
  }

  function element(name, classes, text) {
    const made = document.createElement(name);
    if (classes) made.className = classes;
    if (text) made.textContent = text;
    return made;
  }

  function add(file) {
    const item = {file, url: null, tries: 0, busy: false, over: false, wrong: false, removed: false};
    item.line = element('li');
    item.state = element('span', 'upload-state', says.textWaiting);
    item.bar = element('progress');
    item.bar.max = Math.max(1, file.size);
    item.bar.value = 0;
    item.bar.setAttribute('aria-label', file.name);
    item.acts = element('span', 'upload-acts');
    item.line.append(element('span', 'upload-name', file.name), item.state, item.bar, item.acts);
    item.acts.append(button(item, says.textRemove, () => remove(item)));
    list.append(item.line);
    items.push(item);
    if (file.size === 0) refused(item, says.textEmpty.replace('%n', file.name));
    else if (file.size > most) refused(item, says.textBig.replace('%n', file.name));
  }

  function button(item, text, act) {
    const made = element('button', 'plain', text);
    made.type = 'button';
    made.append(element('span', 'visually-hidden', ' ' + item.file.name));
    made.addEventListener('click', act);
    return made;
  }

  function say(item, text, bad) {
    item.state.textContent = text;
    item.state.classList.toggle('bad', !!bad);
  }

  function show(item, offset) {
    item.bar.value = offset;
    say(item, says.textSending.replace('%p', Math.floor(100 * offset / item.file.size)));
  }

  function ready(item) {
    item.over = true;
    item.bar.remove();
    item.line.classList.add('ready');
    say(item, says.textReady);
    const hidden = element('input');
    hidden.type = 'hidden';
    hidden.name = says.depots;
    hidden.value = item.url.split('/').pop();
    item.line.append(hidden);
  }

  // What the platform has read and refused would be refused again; what went wrong on the way may be tried again.
  function refused(item, sentence, again) {
    item.wrong = true;
    item.bar.hidden = true;
    say(item, sentence, true);
    remember(item.file, null);
    item.url = null;
    if (again && !item.retry) {
      item.retry = button(item, says.textRetry, () => {
        item.wrong = false; item.bar.hidden = false; item.bar.value = 0;
        item.retry.remove(); item.retry = null;
        say(item, says.textWaiting);
        next(); counted();
      });
      item.acts.prepend(item.retry);
    }
    counted();
  }

  function signedOut(item) {
    if (item.state.querySelector('a')) return; // a link that is being clicked must stay where it is
    say(item, says.textSignin + ' ', true);
    const link = element('a', '', says.textSigninLink);
    link.href = '/connexion'; link.target = '_blank'; link.rel = 'noopener';
    item.state.append(link);
  }

  function remove(item) {
    item.removed = true;
    if (item.request && !item.over) item.request.abort();
    if (item.url) fetch(item.url, {method: 'DELETE', credentials: 'same-origin', redirect: 'manual',
      headers: {'Tus-Resumable': '1.0.0', 'X-XSRF-TOKEN': token()}}).catch(() => { /* it leaves within a day */ });
    remember(item.file, null);
    items.splice(items.indexOf(item), 1);
    item.line.remove();
    counted();
    input.focus();
  }

  function counted() {
    const done = items.filter(i => i.over).length, wrong = items.some(i => i.wrong);
    const text = items.length ? says.textCount.replace('%d', done).replace('%t', items.length) : '';
    const pending = items.some(i => !i.over && !i.wrong);
    const said = done > 0 && !pending ? text + '. ' + says.textNext : text;
    if (leaving && wrong) { leaving = null; count.textContent = text + '. ' + says.textWrong; return; }
    count.textContent = leaving && pending ? text + '. ' + says.textThen : said;
    if (leaving && !pending) { const by = leaving; leaving = null; form.requestSubmit(by.submitter); }
  }

  function take(files) {
    [...files].forEach(add);
    counted();
    next();
  }

  input.addEventListener('change', () => {
    take(input.files);
    input.value = ''; // the form names them; it must not carry them too
  });
  const holdsFiles = event => event.dataTransfer && [...event.dataTransfer.types].includes('Files');
  // A file dropped beside would replace the page, and what was typed with it.
  ['dragover', 'drop'].forEach(kind => window.addEventListener(kind, event => { if (holdsFiles(event)) event.preventDefault(); }));
  drop.addEventListener('dragover', event => { if (holdsFiles(event)) drop.classList.add('over'); });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', event => {
    drop.classList.remove('over');
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const files = [], folders = [];
    [...event.dataTransfer.items].filter(i => i.kind === 'file').forEach(i => {
      const entry = i.webkitGetAsEntry && i.webkitGetAsEntry(), file = i.getAsFile();
      if (entry && entry.isDirectory) folders.push(entry.name); else if (file) files.push(file);
    });
    take(files);
    if (folders.length) count.textContent = folders.map(name => says.textFolder.replace('%n', name)).join(' ');
  });

  form.addEventListener('submit', event => {
    const pending = items.some(i => !i.over && !i.wrong);
    if (!pending && !(required && !items.length)) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // nothing has left: the next press counts
    if (pending) { leaving = {submitter: event.submitter}; counted(); } else input.focus();
  }, true);
  window.addEventListener('beforeunload', event => { if (items.some(i => i.busy)) event.preventDefault(); });
});
