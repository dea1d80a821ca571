// Diagrams of labelled boxes on a grid, joined by arrows.
import type { Colour } from '#server/demo/papers/pen.ts';
import { bundle, drawArrow, textSize, type Arrow, type Place } from './arrows.ts';
import { label, type Drawing } from './canvas.ts';
import { split } from './bars.ts';

interface Node {
  lines: string[];
  column: number;
  row: number;
}

const paper: Colour = [0.93, 0.95, 0.98];
const edge: Colour = [0.12, 0.33, 0.62];

/** Diagrams of four or more columns are too crowded for one column of text. */
export const needsBothColumns = (lines: readonly string[]) =>
  lines.some((line) => /^\s*node.*\sat\s+([3-9]|\d\d)/.test(line));

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
