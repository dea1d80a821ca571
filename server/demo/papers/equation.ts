// Sets a numbered display formula as a row.
import { widthOf } from './fonts.ts';
import { setMaths } from './maths.ts';
import type { Row } from './rows.ts';

/** A display formula, centred, its number at the right margin; made smaller when it is wider than the column. */
export function setEquation(tex: string, number: number, size: number, column: number): Row {
  const label = `(${number})`;
  const labelWidth = widthOf('roman', size, label);
  let [math] = setMaths(tex, size, true);
  const room = column - labelWidth - 8;
  if (math && math.width > room) [math] = setMaths(tex, (size * room) / math.width, true);
  const { width = 0, height = 0, depth = 0 } = math ?? {};
  return {
    kind: 'row',
    height: height + depth + 2,
    notes: [],
    glued: false,
    draw(pen, x, top) {
      const y = top - height - 1;
      const centre = Math.min((column - width) / 2, room - width);
      math?.draw(pen, x + Math.max(0, centre), y);
      pen.text('roman', size, label, x + column - labelWidth, y);
    },
  };
}
