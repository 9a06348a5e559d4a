// The form is sent in the background, so that the photo stays chosen whatever the answer is.
(() => {
  const form = document.getElementById('try');
  if (!form) {
    return;
  }
  const file = form.elements.namedItem('photo');
  const drop = document.getElementById('drop');
  const preview = document.getElementById('preview');
  const sending = document.getElementById('sending');
  const answer = document.getElementById('answer');
  let shown = '';

  const show = () => {
    URL.revokeObjectURL(shown);
    const photo = file.files[0];
    preview.hidden = !photo;
    file.setCustomValidity(photo && photo.size > Number(file.dataset.limit)
      ? 'This photo is too large: ' + file.dataset.most + ' is the most.' : '');
    if (!photo) {
      return;
    }
    form.querySelectorAll('[name=sample]').forEach(sample => { sample.checked = false; });
    shown = URL.createObjectURL(photo);
    const image = preview.querySelector('img');
    image.hidden = false;
    image.alt = 'The chosen photo, ' + photo.name;
    image.src = shown;
    preview.querySelector('figcaption').textContent = photo.name;
  };
  file.addEventListener('change', show);
  form.addEventListener('change', event => {
    if (event.target.name === 'sample') {
      file.value = '';
      show();
    }
  });
  preview.querySelector('img').addEventListener('error', event => {
    event.target.hidden = true;
    preview.querySelector('figcaption').textContent = 'This browser cannot show that file as a photo.';
  });

  drop.querySelector('[data-drop]').hidden = false;
  const over = event => {
    if (event.dataTransfer.types.includes('Files')) {
      event.preventDefault();
      drop.classList.add('over');
    }
  };
  drop.addEventListener('dragenter', over);
  drop.addEventListener('dragover', over);
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', event => {
    drop.classList.remove('over');
    if (event.dataTransfer.files.length > 0) {
      event.preventDefault();
      const one = new DataTransfer();
      one.items.add(event.dataTransfer.files[0]);
      file.files = one.files;
      show();
    }
  });

  const say = text => {
    const problem = document.createElement('p');
    problem.className = 'problem';
    problem.setAttribute('role', 'alert');
    problem.textContent = text;
    answer.replaceChildren(problem);
  };
  const WHY = { 401: 'You are signed out: sign in in another tab, then send it again.', 413: 'The photo is too large.' };
  form.addEventListener('htmx:beforeRequest', () => { sending.textContent = 'Sending, and waiting for the answer …'; });
  form.addEventListener('htmx:afterRequest', () => { sending.textContent = ''; });
  form.addEventListener('htmx:sendError', () => say('The dashboard cannot be reached. Nothing is lost: try again in a moment.'));
  form.addEventListener('htmx:timeout', () => say('No answer came in time.'));
  answer.addEventListener('htmx:beforeSwap', event => {
    // Refusals are answers too; what is no answer of this page, a gateway's say, is told of instead.
    if (event.detail.target !== answer) {
      return;
    }
    event.detail.isError = false;
    event.detail.shouldSwap = event.detail.serverResponse.includes('id="answer-title"');
    if (!event.detail.shouldSwap) {
      say(WHY[event.detail.xhr.status] || 'The dashboard could not answer. Try again in a moment.');
    }
  });
  answer.addEventListener('htmx:afterSwap', event => {
    if (event.detail.target === answer) {
      (document.getElementById('key') || document.getElementById('answer-title')).focus();
    }
  });
})();
