// Where the drawn figures of a page stand, plots and diagrams: told from tables, rules, frames and maths by their slanted lines and curves.
import type { Rect } from '#shared/annotations/anchor.ts';

/** One painted path: upright bounds in the page's user space, and what it is made of. */
export interface Drawn {
  readonly bounds: Rect;
  /** Slanted lines and curves; corners of a frame do not count. */
  readonly strokes: number;
  /** A filled rectangle in a colour that is no grey. */
  readonly isBar: boolean;
}

/** Points: what is nearer than this belongs together, and the least height and width of a figure. */
const near = 9;
const least = 40;
/** So many slanted lines and curves are no ornament. */
export const figureStrokes = 6;
/** A frame or an axis may be so much longer than what it belongs to. */
const reach = 1.8;

const union = (a: Rect, b: Rect): Rect => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];

/** `page` is the page's own box: whatever is drawn outside of it does not count. */
export function vectorRegions(drawn: readonly Drawn[], page: Rect): Rect[] {
  const shapes = [...drawn.filter(({ strokes }) => strokes > 0), ...charted(drawn)];
  const plain = drawn.filter(({ strokes, isBar }) => strokes === 0 && !isBar);
  return clusters(shapes, page)
    .filter(
      (cluster) =>
        cluster.reduce((sum, { strokes, isBar }) => sum + strokes + (isBar ? 2 : 0), 0) >= figureStrokes,
    )
    .map((cluster) => {
      const core = cluster.map(({ bounds }) => bounds).reduce(union);
      const fits = (bounds: Rect) =>
        bounds[0] <= core[2] + 2 &&
        core[0] <= bounds[2] + 2 &&
        bounds[1] <= core[3] + 2 &&
        core[1] <= bounds[3] + 2 &&
        bounds[2] - bounds[0] <= reach * Math.max(core[2] - core[0], least) &&
        bounds[3] - bounds[1] <= reach * Math.max(core[3] - core[1], least);
      return [core, ...plain.flatMap(({ bounds }) => (fits(bounds) ? [bounds] : []))].reduce(union);
    })
    .filter(([x1, y1, x2, y2]) => x2 - x1 >= least && y2 - y1 >= least);
}

/** The bars of charts: at least three of different lengths that begin at one line. The shaded cells of a table are of one length. */
function charted(drawn: readonly Drawn[]): Drawn[] {
  const bars = drawn.filter(({ isBar }) => isBar);
  const found = new Set<Drawn>();
  const ways = [
    { from: 1, to: 3 },
    { from: 3, to: 1 },
    { from: 0, to: 2 },
  ] as const;
  for (const { from, to } of ways) {
    const rows = new Map<number, Drawn[]>();
    for (const bar of bars) {
      const line = Math.round(bar.bounds[from]);
      const row = rows.get(line);
      if (row) row.push(bar);
      else rows.set(line, [bar]);
    }
    for (const row of rows.values()) {
      const lengths = new Set(row.map(({ bounds }) => Math.round(bounds[to] - bounds[from])));
      if (lengths.size >= 3) row.forEach((bar) => found.add(bar));
    }
  }
  return [...found];
}

/** Those that touch one another, or nearly, on a grid: linear in their number, of which a plot may have thousands. */
function clusters(shapes: readonly Drawn[], page: Rect): Drawn[][] {
  const wide = Math.ceil((page[2] - page[0]) / near) + 1;
  const high = Math.ceil((page[3] - page[1]) / near) + 1;
  const parent = new Map<number, number>();
  const root = (cell: number): number => {
    let at = cell;
    for (let up = parent.get(at) ?? at; up !== at; up = parent.get(at) ?? at) {
      // Ways to the root are halved as they are walked.
      const over = parent.get(up) ?? up;
      parent.set(at, over);
      at = over;
    }
    return at;
  };
  const column = (x: number) => Math.min(wide - 1, Math.max(0, Math.floor((x - page[0]) / near)));
  const row = (y: number) => Math.min(high - 1, Math.max(0, Math.floor((y - page[1]) / near)));
  const first = shapes.map(({ bounds: [x1, y1, x2, y2] }) => {
    const start = row(y1) * wide + column(x1);
    for (let y = row(y1); y <= row(y2); y++)
      for (let x = column(x1); x <= column(x2); x++) {
        const cell = y * wide + x;
        if (!parent.has(cell)) parent.set(cell, cell);
        parent.set(root(cell), root(start));
      }
    return start;
  });
  for (const cell of [...parent.keys()])
    for (const next of [cell + 1, cell + wide - 1, cell + wide, cell + wide + 1])
      if (parent.has(next)) parent.set(root(next), root(cell));
  const found = new Map<number, Drawn[]>();
  shapes.forEach((shape, index) => {
    const of = root(first[index] ?? 0);
    const cluster = found.get(of);
    if (cluster) cluster.push(shape);
    else found.set(of, [shape]);
  });
  return [...found.values()];
}
