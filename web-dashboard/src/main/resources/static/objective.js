// Draws what was left of a budget over its window; the figures come with the part of the page that is asked for again.
(() => {
  const main = document.getElementById('main');
  const place = () => document.getElementById('budget-plot');
  const open = () => document.getElementById('budget-table');
  let chart = null;
  let opened = false;

  const limit = (u) => {
    const {ctx, bbox} = u;
    const y = u.valToPos(0, 'y', true);
    ctx.save();
    ctx.strokeStyle = plot.colour('--bad');
    ctx.lineWidth = 2 * devicePixelRatio;
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
  };
  const percent = (value) => (value == null ? '–' : +value.toFixed(value > -10 && value < 10 ? 1 : 0) + ' %');

  const draw = () => {
    chart?.destroy();
    chart = null;
    const here = place();
    if (!here) return;
    const {at, left} = JSON.parse(here.dataset.series);
    const line = {label: 'Left', stroke: () => plot.colour('--accent'), width: 2, fill: () => plot.colour('--accent') + '22', fillTo: 0, value: (_, value) => percent(value)};
    here.replaceChildren();
    chart = new uPlot({
      ...plot.room(here),
      scales: {x: {time: false}, y: {range: (_, min) => [Math.min(0, min * 1.1), 105]}},
      axes: [plot.times, {...plot.axis, size: 70, values: (_, splits) => splits.map(percent)}],
      series: [plot.time, line],
      hooks: {draw: [limit]},
    }, [at, left], here);
  };

  plot.keep(place, draw);
  main.addEventListener('htmx:beforeSwap', (event) => {
    if (event.target.id === 'spending') opened = open()?.open ?? false;
  });
  main.addEventListener('htmx:afterSwap', (event) => {
    if (event.target.id !== 'spending') return;
    if (open()) open().open = opened;
    draw();
  });
  draw();
})();
