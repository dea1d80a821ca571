// Chooses and builds the drawing of a figure block.
import type { Figure } from '#server/demo/papers/format.ts';
import { simulate } from '#server/demo/papers/simulations.ts';
import { barChart, readBars } from './bars.ts';
import { boxDiagram } from './boxes.ts';
import type { Chart, Drawing } from './canvas.ts';
import { heatMap } from './heat.ts';
import { lineChart } from './line.ts';

/** Reads `x-label, y-label`, then `name: x,y x,y ...`. */
function readChart(lines: readonly string[], style: 'line' | 'scatter'): Chart {
  const [x = '', y = ''] = (lines[0] ?? '').split(/\s*[,;]\s*/);
  const series = lines.slice(1).map((line) => {
    const colon = line.lastIndexOf(':');
    const points = line
      .slice(colon + 1)
      .trim()
      .split(/\s+/)
      .map((pair) => pair.split(',').map(Number))
      .map(([a = Number.NaN, b = Number.NaN]) => [a, b] as const);
    if (points.flat().some(Number.isNaN)) throw new Error(`A chart line that is not understood: ${line}`);
    return { name: line.slice(0, colon).trim(), points };
  });
  return { x: x.replace(/^x:\s*/, ''), y: y.replace(/^y:\s*/, ''), series, scale: 'linear', style };
}

/** Builds the drawing for a width in points. */
export function drawFigure(figure: Figure, width: number): Drawing {
  const { drawing, lines, wide } = figure;
  const height = wide ? 196 : 168;
  const source = /^data:\s*(\S+)/.exec(lines[0] ?? '')?.[1];
  if (source) {
    const { bars, ...chart } = simulate(source);
    if (!bars) return lineChart(chart, width, height);
    const [first] = chart.series;
    const rows = (first?.points ?? []).map(([x], i) => ({
      label: String(x),
      values: chart.series.map((one) => one.points[i]?.[1] ?? 0),
    }));
    return barChart(
      { x: chart.x, y: chart.y, groups: chart.series.map((one) => one.name), rows },
      width,
      height,
    );
  }
  if (drawing === 'line' || drawing === 'scatter') return lineChart(readChart(lines, drawing), width, height);
  if (drawing === 'bars') return barChart(readBars(lines), width, height);
  if (drawing === 'heat') return heatMap(lines, width);
  if (drawing === 'boxes') return boxDiagram(lines, width);
  throw new Error(`Unknown kind of figure "${drawing}" (${figure.id})`);
}
