// Diagrams of labelled boxes on a grid, joined by arrows.
import { widthOf } from '#server/demo/papers/fonts.ts';
import type { Colour, Pen } from '#server/demo/papers/pen.ts';
import { grey, label, type Drawing } from './canvas.ts';
import { split } from './bars.ts';

interface Node {
  lines: string[];
  column: number;
  row: number;
}
interface Arrow {
  from: string;
  to: string;
  text: string;
  plain: boolean;
}
interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

const textSize = 6.4;
const paper: Colour = [0.93, 0.95, 0.98];
const edge: Colour = [0.12, 0.33, 0.62];

/** Reads `node a "Label" at column,row` and `a -> b : label` (or `--` for a plain line). */
export function boxDiagram(lines: readonly string[], width: number): Drawing {
  const nodes = new Map<string, Node>();
  const arrows: Arrow[] = [];
  for (const line of lines) {
    const node = /^\s*node\s+(\S+)\s+"([^"]*)"\s+at\s+([\d.]+)\s*,\s*([\d.]+)/.exec(line);
    const arrow = /^\s*(\S+)\s*(->|--)\s*(\S+?)\s*(?::\s*(.*))?$/.exec(line);
    if (node)
      nodes.set(node[1] ?? '', { lines: [node[2] ?? ''], column: Number(node[3]), row: Number(node[4]) });
    else if (arrow)
      arrows.push({
        from: arrow[1] ?? '',
        to: arrow[3] ?? '',
        text: arrow[4]?.trim() ?? '',
        plain: arrow[2] === '--',
      });
    else throw new Error(`A diagram line that is not understood: ${line}`);
  }
  const columns = Math.max(...[...nodes.values()].map((one) => one.column)) + 1;
  const rows = Math.max(...[...nodes.values()].map((one) => one.row)) + 1;
  const stepX = width / columns;
  // Boxes leave room for the labels of the arrows between columns.
  const boxWidth = Math.min(92, stepX * 0.62);
  for (const node of nodes.values())
    node.lines = (node.lines[0] ?? '').split(/\\n/).flatMap((one) => split(one, boxWidth - 8));
  const bundles = bundle(arrows, (text) => split(text, stepX - boxWidth - 2, textSize).length);
  const flat = arrows.filter((one) => nodes.get(one.from)?.row === nodes.get(one.to)?.row);
  const bundleHeight = Math.max(0, ...flat.map((one) => bundles.get(one)?.height ?? 0));
  const boxHeight = Math.max(
    Math.max(...[...nodes.values()].map((one) => one.lines.length)) * 8.4 + 9,
    bundleHeight,
  );
  const stepY = boxHeight + 30;
  const height = (rows - 1) * stepY + boxHeight + 12;
  return {
    width,
    height,
    draw(pen, x, y) {
      const placeOf = (name: string): Place => {
        const node = nodes.get(name);
        if (!node) throw new Error(`A diagram's arrow goes to an unknown box: ${name}`);
        return {
          x: x + (node.column + 0.5) * stepX,
          y: y + height - 10 - boxHeight / 2 - node.row * stepY,
          w: boxWidth,
          h: boxHeight,
        };
      };
      const labels: ((taken: Place[]) => void)[] = [];
      const taken: Place[] = [];
      for (const arrow of arrows) {
        labels.push(
          drawArrow(
            pen,
            placeOf(arrow.from),
            placeOf(arrow.to),
            arrow,
            bundles.get(arrow)?.aside ?? 0,
            stepX - boxWidth - 2,
          ),
        );
      }
      for (const [name, node] of nodes) {
        const at = placeOf(name);
        taken.push({ ...at, x: at.x - at.w / 2, y: at.y - at.h / 2 });
        pen.rect(at.x - at.w / 2, at.y - at.h / 2, at.w, at.h, paper);
        pen.frame(at.x - at.w / 2, at.y - at.h / 2, at.w, at.h, 0.8, edge);
        for (const [i, line] of node.lines.entries())
          label(pen, line, at.x, at.y + (node.lines.length / 2 - i) * 8.4 - 6.4);
      }
      for (const draw of labels) draw(taken);
    },
  };
}

/** Spreads arrows between the same two boxes, with room for the label of each: offsets in points, positive upwards or to the right. */
function bundle(arrows: readonly Arrow[], linesOf: (text: string) => number) {
  const result = new Map<Arrow, { aside: number; height: number }>();
  const pairOf = (one: Arrow) => [one.from, one.to].sort().join(' ');
  for (const pair of new Set(arrows.map(pairOf))) {
    const members = arrows.filter((one) => pairOf(one) === pair);
    const steps = members.map((one) => (one.text ? linesOf(one.text) * 7 : 0) + 6);
    const height = steps.reduce((sum, step) => sum + step, 0);
    let top = height / 2;
    for (const [i, one] of members.entries()) {
      top -= steps[i] ?? 0;
      result.set(one, {
        aside: members.length === 1 ? 0 : top + 3,
        height: members.length === 1 ? 0 : height + 2,
      });
    }
  }
  return result;
}

/** Draws the arrow and returns what draws its label, which must lie above everything else. */
function drawArrow(
  pen: Pen,
  a: Place,
  b: Place,
  { text, plain }: Arrow,
  aside: number,
  room: number,
): (taken: Place[]) => void {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const flat = Math.abs(uy) < 0.3;
  const [ox, oy] = flat ? [0, aside] : [aside, 0];
  const clip = (place: Place) =>
    Math.min(place.w / 2 / Math.abs(ux || 1e-9), place.h / 2 / Math.abs(uy || 1e-9));
  const start = [a.x + ux * clip(a) + ox, a.y + uy * clip(a) + oy] as const;
  const end = [b.x - ux * (clip(b) + 1) + ox, b.y - uy * (clip(b) + 1) + oy] as const;
  pen.line([start, plain ? end : [end[0] - ux * 4, end[1] - uy * 4]], 0.8, grey);
  if (!plain) {
    pen.polygon(
      [
        end,
        [end[0] - ux * 6 - uy * 2.4, end[1] - uy * 6 + ux * 2.4],
        [end[0] - ux * 6 + uy * 2.4, end[1] - uy * 6 - ux * 2.4],
      ],
      grey,
    );
  }
  return (taken) => {
    if (!text) return;
    const span = Math.abs(end[0] - start[0]);
    const lines = split(text, flat ? Math.max(room, span - 4) : 64, textSize);
    const width = Math.max(...lines.map((line) => widthOf('sans', textSize, line)));
    const height = lines.length * 7;
    /** Lower left corner of the label when it belongs to the point at a share of the arrow's way. */
    const corner = (share: number) => {
      const x = start[0] + (end[0] - start[0]) * share;
      const y = start[1] + (end[1] - start[1]) * share;
      if (flat) return { x: x - width / 2, y: y + 2.2 };
      return { x: aside === 0 ? x - width / 2 : aside > 0 ? x + 3 : x - 3 - width, y: y - height / 2 };
    };
    const tries = flat ? [0.5] : [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
    const spots = tries.map((share) => ({ ...corner(share), w: width, h: height }));
    const spot = spots.find((one) => !taken.some((other) => overlap(one, other))) ?? spots[0];
    if (!spot) return;
    taken.push(spot);
    if (!flat && aside === 0) pen.rect(spot.x - 1, spot.y - 0.5, width + 2, height + 0.5, [1, 1, 1]);
    for (const [i, line] of lines.entries()) {
      const x = spot.x + (width - widthOf('sans', textSize, line)) / 2;
      pen.text('sans', textSize, line, x, spot.y + (lines.length - 1 - i) * 7 + 1.2, {
        colour: [0.1, 0.1, 0.1],
      });
    }
  };
}

/** Rectangles given by their lower left corners. */
const overlap = (a: Place, b: Place) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
