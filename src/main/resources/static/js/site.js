// Small helps only: every page works without this file.
document.querySelector('#erreurs')?.focus();

// "Autosubmit" filters: the button stays for whoever has no script.
document.querySelectorAll('form[data-autosubmit]').forEach(form => {
  form.addEventListener('change', () => form.requestSubmit());
});

// A second press on a submit button while the first is on its way would only confuse.
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'post' || form.hasAttribute('hx-post')) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = 'true';
  setTimeout(() => delete form.dataset.sent, 5000);
});
window.addEventListener('pageshow', () =>
  document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));
