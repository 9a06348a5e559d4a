// A printed link carries the key behind '#', which browsers never send: no server's log has it.
(() => {
  const match = /^#key=(mk_[A-Za-z0-9_-]+)$/.exec(location.hash);
  if (!match) {
    return;
  }
  history.replaceState(null, '', location.pathname);
  document.getElementById('key').value = match[1];
  if (!document.getElementById('problem')) {
    document.getElementById('sign-in').requestSubmit();
  }
})();
