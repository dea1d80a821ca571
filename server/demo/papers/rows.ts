// What the typesetter stacks into columns: rows, gaps and floating figures. All sizes in points; a row is drawn from its top edge.
import type { Pen } from './pen.ts';

export interface Row {
  kind: 'row';
  height: number;
  /** Footnotes whose marks stand in this row; they go to the foot of the same column. */
  notes: Row[][];
  /** No column break may follow. */
  glued: boolean;
  draw(pen: Pen, x: number, top: number): void;
}
/** White space that vanishes at a column's top and may grow by `stretch` to fill a column. */
export interface Gap {
  kind: 'gap';
  size: number;
  stretch: number;
}
/** A figure or table that moves to the top of a column or, when wide, of a page. */
export interface Floating {
  kind: 'float';
  wide: boolean;
  height: number;
  draw(pen: Pen, x: number, top: number): void;
}
export type Stacked = Row | Gap | Floating;

export const gap = (size: number, stretch = 0): Gap => ({ kind: 'gap', size, stretch });
export const heightOf = (stack: readonly (Row | Gap)[]) =>
  stack.reduce((sum, one) => sum + (one.kind === 'gap' ? one.size : one.height), 0);

/** Draws rows and gaps below each other; returns where they end. */
export function drawStack(stack: readonly (Row | Gap)[], pen: Pen, x: number, top: number): number {
  let y = top;
  for (const one of stack) {
    if (one.kind === 'row') one.draw(pen, x, y);
    y -= one.kind === 'gap' ? one.size : one.height;
  }
  return y;
}
