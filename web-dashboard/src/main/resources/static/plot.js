// What all charts over time have in common: colours of the scheme, and times in UTC.
const plot = (() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const utc = (seconds) => new Date(seconds * 1000).toISOString();
  const stamp = (seconds) => utc(seconds).slice(0, 19).replace('T', ' ') + ' UTC';
  const MINUTE = 60;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;
  // Whole ones in UTC, whatever the browser's zone: so times are plain numbers to uPlot.
  const incrs = [1, 5, 15, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR,
    DAY, 2 * DAY, 4 * DAY, 8 * DAY, 16 * DAY, 32 * DAY];
  const ticks = (_, splits, __, ___, step) => splits.map((at) =>
    step >= DAY || (step >= HOUR && at % DAY === 0) ? utc(at).slice(5, 10) : utc(at).slice(11, step < MINUTE ? 19 : 16));
  const axis = {stroke: () => colour('--soft'), grid: {stroke: () => colour('--line'), width: 1}, ticks: {stroke: () => colour('--line'), width: 1}};
  const time = {label: 'Time', value: (_, at) => (at == null ? '–' : stamp(at))};

  // Again when the scheme or the width changes, as long as the place is there.
  const keep = (place, draw) => {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
    let width = place()?.clientWidth;
    new ResizeObserver(() => {
      const now = place()?.clientWidth;
      if (!now || now === width) return;
      width = now;
      draw();
    }).observe(document.getElementById('main'));
  };

  return {
    colour, axis, time, keep,
    times: {...axis, values: ticks, incrs, space: 80},
    room: (place) => ({width: place.clientWidth - 16, height: 280, cursor: {drag: {x: false, y: false}}}),
  };
})();
