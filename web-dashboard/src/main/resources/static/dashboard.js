// Says so when this page itself is cut off: what it shows then grows old silently otherwise.
(() => {
  const banner = document.getElementById('cut-off');
  const since = document.getElementById('cut-off-since');
  const LIMIT_MS = 5000;
  let heard = Date.now();

  const show = () => {
    const age = Date.now() - heard;
    banner.hidden = age < LIMIT_MS;
    document.body.classList.toggle('stale', age >= LIMIT_MS);
    since.textContent = Math.round(age / 1000) + ' s';
  };
  document.body.addEventListener('htmx:sseMessage', () => {
    heard = Date.now();
    show();
  });
  setInterval(show, 1000);
})();
