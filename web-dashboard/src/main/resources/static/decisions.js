// How long ago the list was put together: it does not change by itself.
(() => {
  const at = document.getElementById('as-of');
  const age = document.getElementById('as-of-age');
  const loaded = Date.now();
  // What it was when the page came is unknown to a browser whose clock differs; it is told then.
  const show = () => {
    const seconds = Math.round((Date.now() - loaded) / 1000);
    const minutes = Math.floor(seconds / 60);
    age.textContent = seconds < 5 ? '' : ', ' + (minutes ? minutes + ' min' : seconds + ' s') + ' on this page';
    at.parentElement.classList.toggle('old', seconds >= 60);
  };
  setInterval(show, 5000);
})();
