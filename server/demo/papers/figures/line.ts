// Line and scatter charts with axes, grid, markers and a legend.
import {
  colourAt,
  faint,
  grey,
  label,
  marker,
  short,
  ticks,
  uprightLabel,
  type Chart,
  type Drawing,
} from './canvas.ts';
import { legend } from './legend.ts';

/** Draws a chart at a width and height in points, legend included. */
export function lineChart(chart: Chart, width: number, height: number): Drawing {
  const key = legend(
    chart.series.map((one) => one.name),
    width - 30,
    chart.style,
  );
  const points = chart.series.flatMap((one) => one.points);
  const xs = [...new Set(points.map(([x]) => x))].sort((a, b) => a - b);
  const ys = points.map(([, y]) => y);
  const low = Math.min(0, ...ys);
  const yTicks = ticks(low, Math.max(...ys));
  const yLow = yTicks[0] ?? 0;
  const yHigh = yTicks.at(-1) ?? 1;
  const xLow = xs[0] ?? 0;
  const xHigh = xs.at(-1) ?? 1;
  const linear = ticks(Math.min(xLow, xLow > 0 && xLow < 0.35 * xHigh ? 0 : xLow), xHigh, 6);
  const labelled =
    chart.scale === 'linear' ? linear.filter((tick) => tick <= xHigh * 1.0001 + 1e-9) : thin(xs);
  const from = chart.scale === 'linear' ? Math.min(xLow, labelled[0] ?? 0) : xLow;
  /** Position along the x axis from 0 to 1. */
  const share = (x: number) => {
    if (chart.scale === 'log')
      return (Math.log(x) - Math.log(xLow)) / (Math.log(xHigh) - Math.log(xLow) || 1);
    if (chart.scale === 'category') return xs.indexOf(x) / (xs.length - 1 || 1);
    return (x - from) / (xHigh - from || 1);
  };
  return {
    width,
    height,
    draw(pen, x, y) {
      const left = x + 30;
      const bottom = y + 25;
      const w = width - 38;
      const h = height - 30 - key.height;
      const inset = 6;
      const px = (value: number) => left + inset + share(value) * (w - 2 * inset);
      const py = (value: number) => bottom + ((value - yLow) / (yHigh - yLow || 1)) * h;
      for (const tick of yTicks) {
        pen.line([[left, py(tick)], [left + w, py(tick)]], 0.4, faint); // prettier-ignore
        label(pen, short(tick), left - 4, py(tick) - 2.4, 'right');
      }
      for (const tick of labelled) {
        pen.line([[px(tick), bottom], [px(tick), bottom - 2.5]], 0.5, grey); // prettier-ignore
        label(pen, short(tick), px(tick), bottom - 10);
      }
      pen.line([[left, bottom + h], [left, bottom], [left + w, bottom]], 0.6, grey); // prettier-ignore
      label(pen, chart.x, left + w / 2, y + 4);
      uprightLabel(pen, chart.y, x + 6, bottom + h / 2);
      for (const [i, one] of chart.series.entries()) {
        const traced = one.points.map(([a, b]) => [px(a), py(b)] as const);
        const curve = traced.length > 12 && chart.style === 'scatter';
        if (chart.style === 'line' || curve) {
          pen.line(traced, curve ? 0.6 : 1.1, colourAt(i), curve ? [3, 2] : i % 2 ? [4, 1.5] : []);
        }
        if (!curve && traced.length <= 30) for (const [a, b] of traced) marker(pen, i, a, b);
      }
      key.draw(pen, left, bottom + h + 6);
    },
  };
}

/** At most eight labels, so that they do not touch. */
function thin(values: readonly number[]) {
  const every = Math.ceil(values.length / 10);
  return values.filter((_, i) => i % every === 0);
}
