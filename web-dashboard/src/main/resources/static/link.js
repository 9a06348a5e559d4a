// Draws a link's round trips and bandwidth, with a mark where the level changed.
(() => {
  const main = document.getElementById('main');
  const rtt = document.getElementById('rtt-chart');
  const rate = document.getElementById('rate-chart');
  if (!rtt) return;
  const {colour} = plot;
  let series = null;
  let charts = [];

  const figure = (unit) => (_, value) => (value == null ? '–' : value.toPrecision(3) + ' ' + unit);

  const marks = (u) => {
    const {ctx, bbox} = u;
    const scale = u.scales.y;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
    const at = (seconds) => u.valToPos(seconds, 'x', true);
    for (const mark of series.marks) {
      const y = u.valToPos(Math.max(mark.median_ms, scale.min), 'y', true);
      ctx.strokeStyle = ctx.fillStyle = colour('--text');
      ctx.lineWidth = 1.5 * devicePixelRatio;
      ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(at(mark.since), y);
      ctx.lineTo(at(mark.until), y);
      ctx.stroke();
      if (!mark.change) continue;
      ctx.strokeStyle = ctx.fillStyle = colour('--bad');
      ctx.lineWidth = 2 * devicePixelRatio;
      ctx.setLineDash([]);
      ctx.beginPath();
      ctx.moveTo(at(mark.since), bbox.top);
      ctx.lineTo(at(mark.since), bbox.top + bbox.height);
      ctx.stroke();
      const room = bbox.left + bbox.width - at(mark.since);
      ctx.textAlign = room < 120 * devicePixelRatio ? 'right' : 'left';
      ctx.fillText(mark.change, at(mark.since) + (ctx.textAlign === 'left' ? 5 : -5) * devicePixelRatio, bbox.top + 13 * devicePixelRatio);
    }
    const lost = series.round_trips.lost;
    ctx.fillStyle = colour('--bad');
    series.round_trips.at.forEach((time, i) => {
      if (lost[i] > 0) ctx.fillRect(at(time) - devicePixelRatio, bbox.top + bbox.height - 8 * devicePixelRatio, 2.5 * devicePixelRatio, 8 * devicePixelRatio);
    });
    ctx.restore();
  };

  const options = (place, unit, log, hooks, points) => {
    const line = {stroke: () => colour('--accent'), width: 2, value: figure(unit), points: {show: points, size: 6, fill: () => colour('--accent')}};
    const edge = {stroke: () => colour('--send'), width: 1, value: figure(unit), points: {show: points, size: 4}};
    return {
      ...plot.room(place),
      scales: {x: {time: false, range: () => [series.since, series.until]}, y: log ? {distr: 3} : {range: (_, __, max) => [0, (max || 1) * 1.1]}},
      axes: [plot.times, {...plot.axis, size: 86, values: (_, splits) => splits.map((v) => (v == null ? '' : +v.toPrecision(3) + ' ' + unit))}],
      series: [plot.time, {...edge, label: 'Least'}, {...line, label: 'Median'}, {...edge, label: 'Largest'}],
      bands: [{series: [3, 1], fill: () => colour('--send') + '33'}],
      hooks,
    };
  };
  const above = (values) => values.map((value) => (value == null ? null : Math.max(value, 0.01)));
  const columns = ({round_trips: r, bandwidth: b}) => [
    [r.at, above(r.min_ms), above(r.median_ms), above(r.max_ms)],
    [b.at, b.min_mbps, b.median_mbps, b.max_mbps],
  ];

  const draw = () => {
    if (!series) return;
    charts.forEach((chart) => chart?.destroy());
    const data = columns(series);
    charts = [
      [rtt, 'ms', true, {draw: [marks]}, false],
      [rate, 'Mb/s', false, {}, true],
    ].map(([place, unit, log, hooks, points], i) => {
      place.replaceChildren();
      if (data[i][0].length > 0) return new uPlot(options(place, unit, log, hooks, points), data[i], place);
      const words = document.createElement('p');
      words.className = 'empty';
      words.textContent = i === 0 ? 'No round trip was recorded in this time.' : 'No transfer was measured in this time.';
      place.append(words);
      return null;
    });
  };
  const update = () => {
    const data = columns(series);
    if (charts.length === 0 || charts.some((chart, i) => !chart !== (data[i][0].length === 0))) return draw();
    charts.forEach((chart, i) => chart?.setData(data[i]));
  };
  const ask = async () => {
    try {
      const answer = await fetch(main.dataset.series, {signal: AbortSignal.timeout(20000)});
      if (!answer.ok) return;
      series = await answer.json();
      main.dataset.period = series.period_ms;
      update();
    } catch {
      // The banner of the page tells when nothing comes any more.
    }
  };

  plot.keep(() => rtt, draw);
  main.addEventListener('news', ask);
  ask();
})();
