// Puts newer parts of the page in place every few seconds, and moves through the heat map by arrow keys.
(() => {
  const main = document.getElementById('main');
  const banner = document.getElementById('cut-off');
  const since = document.getElementById('cut-off-since');
  const period = () => Number(main.dataset.period);
  let heard = Date.now();
  let current = null;

  const cells = () => [...main.querySelectorAll('.heatmap a')];
  // One stop for Tab, as in a grid; without scripts every cell is one.
  const rove = () => {
    const all = cells();
    const stop = all.find((cell) => cell.id === current) ?? all[0];
    for (const cell of all) cell.setAttribute('tabindex', cell === stop ? '0' : '-1');
  };
  const STEPS = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0]};
  const next = (cell, [down, right]) => {
    const row = Number(cell.dataset.row);
    const column = Number(cell.dataset.column);
    const ahead = cells().filter((other) => {
      const rows = Number(other.dataset.row) - row;
      const columns = Number(other.dataset.column) - column;
      return down ? columns === 0 && rows * down > 0 : rows === 0 && columns * right > 0;
    });
    const away = (other) => Math.abs(other.dataset.row - row) + Math.abs(other.dataset.column - column);
    return ahead.reduce((best, other) => (!best || away(other) < away(best) ? other : best), null);
  };
  main.addEventListener('keydown', (event) => {
    const cell = event.target.closest?.('.heatmap a');
    const step = STEPS[event.key];
    if (!cell || !step) return;
    event.preventDefault();
    next(cell, step)?.focus();
  });
  main.addEventListener('focusin', (event) => {
    const cell = event.target.closest?.('.heatmap a');
    if (!cell) return;
    current = cell.id;
    rove();
  });

  const put = (html) => {
    const focused = document.activeElement?.id;
    const news = new DOMParser().parseFromString(html, 'text/html');
    for (const part of news.querySelectorAll('[data-part]')) {
      const old = main.querySelector(`[data-part="${part.dataset.part}"]`);
      old?.replaceChildren(...part.childNodes);
    }
    rove();
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({preventScroll: true});
  };
  const show = () => {
    const age = Date.now() - heard;
    banner.hidden = age < 3 * period();
    main.classList.toggle('stale', age >= 3 * period());
    since.textContent = Math.round(age / 1000) + ' s';
  };
  const ask = async () => {
    try {
      const answer = await fetch(main.dataset.parts, {signal: AbortSignal.timeout(20000)});
      if (!answer.ok) throw new Error(answer.status);
      put(await answer.text());
      heard = Date.now();
      main.dispatchEvent(new CustomEvent('news'));
    } catch {
      // The banner tells.
    }
    show();
    setTimeout(again, period());
  };
  // A page that nobody sees asks for nothing, and is not stale for that when it is seen again.
  const again = () => {
    if (!document.hidden) return void ask();
    document.addEventListener('visibilitychange', () => { heard = Date.now(); ask(); }, {once: true});
  };

  rove();
  setInterval(() => { if (!document.hidden) show(); }, 1000);
  setTimeout(again, period());
})();
