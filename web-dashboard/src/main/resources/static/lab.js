// Says where each slider stands, and what its form will change; sums a load up before it is sent.
(() => {
  for (const form of document.querySelectorAll('[data-sliders]')) {
    const changes = form.querySelector('[data-changes]');
    const nothing = changes.textContent;
    const inputs = [...form.querySelectorAll('input[type=range]')];
    const cut = form.querySelector('select');
    const labelOf = (field) => form.querySelector(`label[for="${field.id}"]`).textContent;
    const moved = (input) => input.value !== input.defaultValue;
    const text = (input) => moved(input) ? input.dataset.stops.split('|')[input.value] ?? input.dataset.now : input.dataset.now;

    const show = () => {
      const lines = [];
      for (const input of inputs) {
        const now = text(input);
        form.querySelector(`output[for="${input.id}"]`).textContent = now;
        input.setAttribute('aria-valuetext', now);
        input.parentElement.classList.toggle('moved', moved(input));
        if (moved(input)) lines.push([labelOf(input), input.dataset.now, now]);
      }
      if (cut?.value) lines.push([labelOf(cut), cut.options[0].text, cut.value]);
      changes.replaceChildren(...(lines.length ? ['Will change: '] : [nothing]));
      lines.forEach(([what, before, after], i) => {
        const to = document.createElement('b');
        to.textContent = `${before} → ${after}`;
        changes.append(i ? ', ' : '', what.toLowerCase() + ' ', to);
      });
    };
    form.addEventListener('input', show);
    show();
  }

  const load = document.querySelector('[data-load]');
  const sum = document.getElementById('load-sum');
  if (load) {
    const rules = sum.textContent;
    const show = () => {
      const count = Math.max(1, Math.round(load.rate.value * load.seconds.value));
      const good = load.checkValidity();
      sum.textContent = (good ? `${count} ${count === 1 ? 'request' : 'requests'} in all. ` : '') + rules;
    };
    load.addEventListener('input', show);
    show();
  }
})();
