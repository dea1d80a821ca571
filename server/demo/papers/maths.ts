// Sets formulas: KaTeX makes the tree of positioned boxes (TeX's own rules), this turns it into marks on a page.
import katex from 'katex';
import { degrees, drawSvgPath, rgb } from '@cantoo/pdf-lib';
import { em, place, type Mark, type Tree } from './maths-boxes.ts';
import type { Pen } from './pen.ts';

/** A formula or a piece of one that a line break cannot divide; sizes in points, measured from the baseline. */
export interface MathBox {
  width: number;
  height: number;
  depth: number;
  /** Space that belongs after the piece and vanishes at a line's end. */
  after: number;
  draw(pen: Pen, x: number, y: number): void;
}

const { __renderToHTMLTree: toTree } = katex as unknown as {
  __renderToHTMLTree(tex: string, options: { displayMode: boolean; output: 'html' }): Tree;
};
function draw(marks: Mark[], pen: Pen, x: number, y: number) {
  for (const mark of marks) {
    if (mark.kind === 'glyphs') pen.text(mark.face, mark.size, mark.text, x + mark.x, y + mark.y);
    else if (mark.kind === 'rule') pen.rect(x + mark.x, y + mark.y, mark.width, mark.height, [0, 0, 0]);
    else {
      const corner = `${(x + mark.x).toFixed(2)} ${(y + mark.top - mark.height).toFixed(2)} ${mark.width.toFixed(2)} ${mark.height.toFixed(2)}`;
      const shape = drawSvgPath(mark.data, {
        x: x + mark.x,
        y: y + mark.top,
        scale: mark.scale,
        rotate: degrees(0),
        color: rgb(0, 0, 0),
        borderColor: undefined,
        borderWidth: 0,
      });
      pen.raw(`${corner} re W n ${shape.map(String).join(' ')}`);
    }
  }
}

/** The pieces of a formula in reading order: several for inline maths that may be broken after a relation, at a size in points. */
export function setMaths(tex: string, size: number, display: boolean): MathBox[] {
  const html = find(toTree(tex, { displayMode: display, output: 'html' }), 'katex-html');
  const pieces = (html?.children ?? []).filter((child) => child.classes?.includes('katex-base'));
  const boxes = pieces.map((piece): MathBox => {
    const children = [...(piece.children ?? [])];
    const space = children.at(-1)?.classes?.includes('mspace') ? children.pop() : undefined;
    const { width, marks } = place({ ...piece, children }, size, 'roman', 0);
    return {
      width,
      height: (piece.height ?? 0) * size,
      depth: (piece.depth ?? 0) * size,
      after: em(space?.style?.['marginRight']) * size,
      draw: (pen, x, y) => draw(marks, pen, x, y),
    };
  });
  return display ? [joined(boxes)] : boxes;
}

function joined(boxes: MathBox[]): MathBox {
  return {
    width: boxes.reduce((sum, box) => sum + box.width + box.after, 0),
    height: Math.max(...boxes.map((box) => box.height)),
    depth: Math.max(...boxes.map((box) => box.depth)),
    after: 0,
    draw(pen, x, y) {
      let at = x;
      for (const box of boxes) {
        box.draw(pen, at, y);
        at += box.width + box.after;
      }
    },
  };
}

function find(node: Tree, name: string): Tree | undefined {
  if (node.classes?.includes(name)) return node;
  for (const child of node.children ?? []) {
    const found = find(child, name);
    if (found) return found;
  }
  return undefined;
}
