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
interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

const paper: Colour = [0.93, 0.95, 0.98];
const edge: Colour = [0.12, 0.33, 0.62];

/** Reads `node a "Label" at column,row` and `a -> b : label` (or `--` for a plain line). */
export function boxDiagram(lines: readonly string[], width: number): Drawing {
  const nodes = new Map<string, Node>();
  const arrows: { from: string; to: string; text: string; plain: boolean }[] = [];
  for (const line of lines) {
    const node = /^\s*node\s+(\S+)\s+"([^"]*)"\s+at\s+([\d.]+)\s*,\s*([\d.]+)/.exec(line);
    const arrow = /^\s*(\S+)\s*(->|--)\s*(\S+?)\s*(?::\s*(.*))?$/.exec(line);
    if (node) nodes.set(node[1] ?? '', { lines: [node[2] ?? ''], column: Number(node[3]), row: Number(node[4]) });
    else if (arrow) arrows.push({ from: arrow[1] ?? '', to: arrow[3] ?? '', text: arrow[4]?.trim() ?? '', plain: arrow[2] === '--' });
    else throw new Error(`A diagram line that is not understood: ${line}`);
  }
  const columns = Math.max(...[...nodes.values()].map((one) => one.column)) + 1;
  const rows = Math.max(...[...nodes.values()].map((one) => one.row)) + 1;
  const stepX = width / columns;
  // Boxes leave room for the labels of the arrows between columns.
  const boxWidth = Math.min(92, stepX * 0.66);
  for (const node of nodes.values()) node.lines = (node.lines[0] ?? '').split(/\\n/).flatMap((one) => split(one, boxWidth - 8));
  const boxHeight = Math.max(...[...nodes.values()].map((one) => one.lines.length)) * 8.4 + 9;
  const stepY = boxHeight + 27;
  const height = (rows - 1) * stepY + boxHeight + 4;
  return {
    width,
    height,
    draw(pen, x, y) {
      const placeOf = (name: string): Place => {
        const node = nodes.get(name);
        if (!node) throw new Error(`A diagram's arrow goes to an unknown box: ${name}`);
        return { x: x + (node.column + 0.5) * stepX, y: y + height - 2 - boxHeight / 2 - node.row * stepY, w: boxWidth, h: boxHeight };
      };
      const labels: (() => void)[] = [];
      for (const { from, to, text, plain } of arrows) {
        const both = arrows.some((one) => one.from === to && one.to === from);
        labels.push(drawArrow(pen, placeOf(from), placeOf(to), text, plain, both ? 5 : 0));
      }
      for (const [name, node] of nodes) {
        const at = placeOf(name);
        pen.rect(at.x - at.w / 2, at.y - at.h / 2, at.w, at.h, paper);
        pen.frame(at.x - at.w / 2, at.y - at.h / 2, at.w, at.h, 0.8, edge);
        for (const [i, line] of node.lines.entries()) label(pen, line, at.x, at.y + (node.lines.length / 2 - i) * 8.4 - 6.4);
      }
      for (const draw of labels) draw();
    },
  };
}

/** Draws the arrow and returns what draws its label, which must lie above everything else. */
function drawArrow(pen: Pen, a: Place, b: Place, text: string, plain: boolean, aside: number): () => void {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  // Arrows in both directions run side by side.
  const [ox, oy] = [-uy * aside, ux * aside];
  const clip = (place: Place) => Math.min(place.w / 2 / Math.abs(ux || 1e-9), place.h / 2 / Math.abs(uy || 1e-9));
  const start = [a.x + ux * clip(a) + ox, a.y + uy * clip(a) + oy] as const;
  const end = [b.x - ux * (clip(b) + 1) + ox, b.y - uy * (clip(b) + 1) + oy] as const;
  pen.line([start, plain ? end : [end[0] - ux * 4, end[1] - uy * 4]], 0.8, grey);
  if (!plain) {
    pen.polygon([end, [end[0] - ux * 6 - uy * 2.4, end[1] - uy * 6 + ux * 2.4], [end[0] - ux * 6 + uy * 2.4, end[1] - uy * 6 - ux * 2.4]], grey);
  }
  return () => {
    if (!text) return;
    const flat = Math.abs(uy) < 0.3;
    const room = flat ? Math.max(30, Math.hypot(end[0] - start[0], end[1] - start[1]) + 6) : 90;
    const lines = split(text, room, 6.2);
    const mx = (start[0] + end[0]) / 2;
    const my = (start[1] + end[1]) / 2;
    for (const [i, line] of lines.entries()) {
      const w = widthOf('sans', 6.2, line);
      const below = flat && aside > 0 && oy < 0;
      const ly = flat ? (below ? my - 8 - i * 7 : my + 3 + (lines.length - 1 - i) * 7) : my + (lines.length / 2 - i) * 7 - 5.2;
      const lx = flat ? mx - w / 2 : aside > 0 ? (ox > 0 ? mx + 3 : mx - 3 - w) : mx - w / 2;
      if (!flat && aside === 0) pen.rect(lx - 1, ly - 1.4, w + 2, 7.4, [1, 1, 1]);
      pen.text('sans', 6.2, line, lx, ly, { colour: [0.1, 0.1, 0.1] });
    }
  };
}
