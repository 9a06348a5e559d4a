// Devices in short, as they change: the wall's squares, and rows of the list. The event has only what changed.
(() => {
  const places = document.querySelectorAll('[data-cells]');

  const set = (element, name, value) => {
    if (element && element.getAttribute(name) !== value) {
      element.setAttribute(name, value);
    }
  };
  const say = (element, text) => {
    if (element && element.textContent !== text) {
      element.textContent = text;
    }
  };
  const label = one =>
    one.id + ': ' + one.state + (one.operator ? ', ' + one.operator : '') + ', lanes ' + one.lanes;

  const square = (item, one) => {
    const link = item.firstElementChild;
    set(link, 'class', 'cell ' + one.health + ' load-' + one.load);
    set(link, 'aria-label', label(one));
    set(link, 'title', label(one));
    say(link.querySelector('.mark'), one.mark);
    say(link.querySelector('.words'), one.lanes);
  };

  const row = (item, one) => {
    set(item, 'class', one.health);
    say(item.querySelector('[data-part=state]'), one.state);
    const operator = item.querySelector('[data-part=operator]');
    say(operator, one.operator || '');
    operator.hidden = !one.operator;
    say(item.querySelector('[data-part=lanes]'), one.lanes);
  };

  const make = (place, one, items) => {
    const item = document.getElementById('cell').content.firstElementChild.cloneNode(true);
    item.dataset.id = one.id;
    item.dataset.key = one.key;
    item.firstElementChild.setAttribute('href', 'devices/' + encodeURIComponent(one.id));
    item.querySelector('.name').textContent = one.id;
    const after = Array.from(place.children).find(other => other.dataset.key > one.key);
    place.insertBefore(item, after || null);
    items.set(one.id, item);
    return item;
  };

  for (const place of places) {
    const wall = place.dataset.cells === 'wall';
    const items = new Map(Array.from(place.querySelectorAll('[data-id]'), item => [item.dataset.id, item]));
    const strangers = new Set();

    const density = () => {
      const size = items.size <= 48 ? 'roomy' : items.size <= 240 ? 'named' : 'dense';
      set(place, 'class', 'wall ' + size);
      document.querySelector('[data-none]').hidden = items.size > 0;
    };
    const notice = () => {
      const element = document.querySelector('[data-others]');
      if (element && strangers.size > 0) {
        element.hidden = false;
        say(element.querySelector('b'), String(strangers.size));
      }
    };
    const take = (news) => {
      const heard = new Set();
      for (const one of news.lines) {
        heard.add(one.id);
        const item = items.get(one.id);
        if (wall) {
          square(item || make(place, one, items), one);
        } else if (item) {
          row(item, one);
        } else if (place.dataset.whole === 'true') {
          strangers.add(one.id);
        }
      }
      if (news.all) {
        for (const [id, item] of items) {
          if (!heard.has(id)) {
            item.remove();
            items.delete(id);
          }
        }
      }
      if (wall) {
        density();
        aim();
      } else {
        notice();
      }
    };

    // One stop for the tabulator key, however many devices there are: arrow keys do the rest.
    const links = () => Array.from(place.querySelectorAll('a'));
    const aim = (wanted) => {
      if (!wall) {
        return;
      }
      const current = wanted || place.querySelector('a[tabindex="0"]') || place.querySelector('a');
      for (const link of place.querySelectorAll('a')) {
        set(link, 'tabindex', link === current ? '0' : '-1');
      }
    };
    const columns = (all) => {
      const top = all[0].offsetTop;
      const next = all.findIndex(link => link.offsetTop > top);
      return next < 0 ? all.length : next;
    };
    if (wall) {
      document.querySelectorAll('.keys').forEach(hint => { hint.hidden = false; });
      place.addEventListener('focusin', event => aim(event.target.closest('a')));
      place.addEventListener('keydown', event => {
        const all = links();
        const at = all.indexOf(document.activeElement);
        const steps = {
          ArrowRight: () => at + 1, ArrowLeft: () => at - 1,
          ArrowDown: () => at + columns(all), ArrowUp: () => at - columns(all),
          Home: () => 0, End: () => all.length - 1,
        };
        const step = steps[event.key];
        if (at < 0 || !step || event.altKey || event.ctrlKey || event.metaKey) {
          return;
        }
        const target = all[step()];
        if (target) {
          event.preventDefault();
          target.focus();
        }
      });
      aim();
    }

    place.addEventListener('htmx:sseBeforeMessage', event => {
      event.preventDefault();
      take(JSON.parse(event.detail.data));
      document.body.dispatchEvent(new CustomEvent('htmx:sseMessage'));
    });
  }
})();
