// Where on a page its pictures stand, followed through what the page draws; vector drawings do not count.
import type { Rect } from '#shared/annotations/anchor.ts';

/** The names of pdf.js's drawing operations that matter here, with their numbers. */
export type DrawingOps = Record<
  | 'save'
  | 'restore'
  | 'transform'
  | 'clip'
  | 'eoClip'
  | 'constructPath'
  | 'paintFormXObjectBegin'
  | 'paintFormXObjectEnd'
  | 'beginGroup'
  | 'endGroup'
  | 'paintImageXObject'
  | 'paintInlineImageXObject'
  | 'paintImageXObjectRepeat'
  | 'paintInlineImageXObjectGroup',
  number
>;

/** What pdf.js draws on a page: operations and, in step with them, their arguments. */
export interface Drawing {
  fnArray: readonly number[];
  argsArray: readonly (readonly unknown[] | null)[];
}

type Matrix = readonly [number, number, number, number, number, number];
type Bounds = Rect;

interface State {
  matrix: Matrix;
  clip: Bounds;
}

const everything: Bounds = [-Infinity, -Infinity, Infinity, Infinity];
const unit: Bounds = [0, 0, 1, 1];

/** Upright bounds in the page's user space, each cut to what its clipping leaves; overlapping ones are joined. */
export function imageRegions({ fnArray, argsArray }: Drawing, ops: DrawingOps): Rect[] {
  const found: Bounds[] = [];
  const stack: State[] = [];
  let state: State = { matrix: [1, 0, 0, 1, 0, 0], clip: everything };
  let clips = false;

  const turn = (by: unknown) => {
    if (isNumbers(by, 6)) state = { ...state, matrix: multiplied(state.matrix, by as unknown as Matrix) };
  };
  const cut = (by: unknown) => {
    if (isNumbers(by, 4)) {
      const bounds = mapped(by as unknown as Bounds, state.matrix);
      state = { ...state, clip: common(state.clip, bounds) };
    }
  };
  const paint = (matrix: Matrix) => {
    const bounds = common(state.clip, mapped(unit, matrix));
    if (bounds[2] - bounds[0] > 1 && bounds[3] - bounds[1] > 1) found.push(bounds);
  };
  const pop = () => {
    state = stack.pop() ?? state;
  };

  fnArray.forEach((operation, index) => {
    const args = argsArray[index] ?? [];
    switch (operation) {
      case ops.save:
        stack.push(state);
        break;
      case ops.restore:
      case ops.paintFormXObjectEnd:
      case ops.endGroup:
        pop();
        break;
      case ops.transform:
        turn(Array.from(args));
        break;
      case ops.clip:
      case ops.eoClip:
        clips = true;
        break;
      case ops.constructPath:
        if (clips) cut(args[2]);
        clips = false;
        break;
      case ops.paintFormXObjectBegin:
        stack.push(state);
        turn(args[0]);
        cut(args[1]);
        break;
      case ops.beginGroup: {
        stack.push(state);
        const group = args[0] as { matrix?: unknown; bbox?: unknown } | undefined;
        turn(group?.matrix);
        cut(group?.bbox);
        break;
      }
      case ops.paintImageXObject:
      case ops.paintInlineImageXObject:
        paint(state.matrix);
        break;
      case ops.paintImageXObjectRepeat: {
        const [, scaleX, scaleY, positions] = args as [unknown, number, number, ArrayLike<number>];
        for (let at = 0; at + 1 < positions.length; at += 2) {
          const [x = 0, y = 0] = [positions[at], positions[at + 1]];
          paint(multiplied(state.matrix, [scaleX, 0, 0, scaleY, x, y]));
        }
        break;
      }
      case ops.paintInlineImageXObjectGroup:
        for (const { transform } of args[1] as { transform: Matrix }[])
          paint(multiplied(state.matrix, transform));
        break;
    }
  });
  return joined(found);
}

const isNumbers = (value: unknown, length: number): value is ArrayLike<number> =>
  (Array.isArray(value) || ArrayBuffer.isView(value)) &&
  (value as ArrayLike<unknown> & object).length === length;

const multiplied = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
];

function mapped([x1, y1, x2, y2]: Bounds, [a, b, c, d, e, f]: Matrix): Bounds {
  const xs = [x1, x2].flatMap((x) => [y1, y2].map((y) => a * x + c * y + e));
  const ys = [x1, x2].flatMap((x) => [y1, y2].map((y) => b * x + d * y + f));
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

const common = (a: Bounds, b: Bounds): Bounds => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
];

/** Pictures are often stored in strips; joined, no two of the results overlap. */
function joined(bounds: readonly Bounds[]): Bounds[] {
  const apart: Bounds[] = [];
  for (const each of bounds) {
    let whole = each;
    for (let index = apart.findIndex((other) => touch(other, whole)); index >= 0;) {
      const [other = whole] = apart.splice(index, 1);
      whole = [
        Math.min(whole[0], other[0]),
        Math.min(whole[1], other[1]),
        Math.max(whole[2], other[2]),
        Math.max(whole[3], other[3]),
      ];
      index = apart.findIndex((another) => touch(another, whole));
    }
    apart.push(whole);
  }
  return apart;
}

const touch = (a: Bounds, b: Bounds) =>
  a[0] <= b[2] + 1 && b[0] <= a[2] + 1 && a[1] <= b[3] + 1 && b[1] <= a[3] + 1;
