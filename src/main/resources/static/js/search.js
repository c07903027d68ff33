// The search field: titles suggested while typing, as a combo box (ARIA 1.2), and its key. Without this file it is a form.
const off = 'maillage.slash.off';

document.querySelectorAll('form[data-seek]').forEach(form => {
  const input = form.querySelector('input[type=search]');
  const list = document.createElement('ul');
  const status = document.createElement('p');
  list.id = input.id + '-list';
  list.className = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', input.labels[0]?.textContent ?? '');
  list.hidden = true;
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  input.closest('.line').append(list, status);
  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
  })) input.setAttribute(name, value);
  let waiting, asked = 0, active = -1;

  const options = () => [...list.children];
  const show = open => {
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
    if (!open) choose(-1);
  };
  const choose = at => {
    active = at;
    options().forEach((option, n) => option.setAttribute('aria-selected', String(n === at)));
    if (at < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', options()[at].id);
      options()[at].scrollIntoView({block: 'nearest'});
    }
  };
  const ask = async () => {
    const turn = ++asked, text = input.value.trim();
    if (text.length < 2) return show(false);
    const answer = await fetch(form.getAttribute('action') + '/suggestions?q=' + encodeURIComponent(text)).catch(() => null);
    if (turn !== asked || !answer?.ok) return;
    const given = document.createElement('template');
    given.innerHTML = await answer.text();
    if (turn !== asked) return;
    list.replaceChildren(...[...given.content.querySelectorAll('li')].map((item, n) => {
      const link = item.querySelector('a'), option = document.createElement('li');
      option.id = `${list.id}-${n}`;
      option.setAttribute('role', 'option');
      option.dataset.path = link.getAttribute('href');
      option.append(...link.childNodes);
      return option;
    }));
    status.textContent = given.content.querySelector('[data-status]')?.dataset.status ?? '';
    active = -1;
    show(options().length > 0 && document.activeElement === input);
  };

  input.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); });
  input.addEventListener('blur', () => setTimeout(() => show(false), 150));
  input.addEventListener('keydown', event => {
    const count = options().length;
    if (event.key === 'Escape' && !list.hidden) { event.preventDefault(); show(false); }
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count) {
      event.preventDefault();
      if (list.hidden) show(true);
      // One place between the last and the first: the field itself.
      const step = event.key === 'ArrowDown' ? 1 : -1;
      choose((active + 1 + step + count + 1) % (count + 1) - 1);
    } else if (event.key === 'Enter' && !list.hidden && active >= 0) {
      event.preventDefault();
      location.assign(options()[active].dataset.path);
    }
  });
  list.addEventListener('mousedown', event => event.preventDefault());
  list.addEventListener('click', event => {
    const option = event.target.closest('[role=option]');
    if (option) location.assign(option.dataset.path);
  });
});

// « / » leads to the field. It never interrupts typing, and can be switched off (WCAG 2.1.4).
const field = document.querySelector('input[data-focus-key]');
const hint = document.querySelector('[data-slash-hint]');
if (field && hint) {
  const toggle = hint.querySelector('button');
  const tell = () => {
    const isOff = localStorage.getItem(off) !== null;
    hint.querySelector('span').textContent = isOff ? hint.dataset.off : hint.dataset.on;
    toggle.textContent = isOff ? toggle.dataset.on : toggle.dataset.off;
  };
  toggle.addEventListener('click', () => {
    if (localStorage.getItem(off) === null) localStorage.setItem(off, 'yes'); else localStorage.removeItem(off);
    tell();
  });
  tell();
  hint.hidden = false;
}
if (field) document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest('input, textarea, select, [contenteditable]') || localStorage.getItem(off) !== null) return;
  event.preventDefault();
  field.focus();
  field.select();
});
