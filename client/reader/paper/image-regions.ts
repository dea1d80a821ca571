// Where on a page its pictures and drawn figures stand, followed through what the page draws.
import type { Rect } from '#shared/annotations/anchor.ts';
import { drawnPath } from './drawn-path.ts';
import { figureStrokes, vectorRegions, type Drawn } from './vector-regions.ts';

/** The names of pdf.js's drawing operations that matter here, with their numbers. */
export type DrawingOps = Record<
  | 'save'
  | 'restore'
  | 'transform'
  | 'clip'
  | 'eoClip'
  | 'constructPath'
  | 'endPath'
  | 'setFillRGBColor'
  | 'shadingFill'
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
  fill: string | null;
}

/** Letter size, where it is not told; and the share of the page that no figure takes. */
const usualPage: Bounds = [0, 0, 612, 792];
const mostOfPage = 0.6;
/** Paths of a page that are looked at. */
const pathsAtMost = 50_000;

const everything: Bounds = [-Infinity, -Infinity, Infinity, Infinity];
const unit: Bounds = [0, 0, 1, 1];

/** Upright bounds in the page's user space, each cut to what its clipping leaves; overlapping ones are joined. */
export function imageRegions({ fnArray, argsArray }: Drawing, ops: DrawingOps, page = usualPage): Rect[] {
  const found: Bounds[] = [];
  const stack: State[] = [];
  let state: State = { matrix: [1, 0, 0, 1, 0, 0], clip: everything, fill: null };
  let clips = false;
  const drawn: Drawn[] = [];
  // A figure that was drawn elsewhere comes as a form, with its labels: all of it belongs to the figure.
  const forms: { readonly from: number; readonly clip: Bounds }[] = [];
  const figures: Bounds[] = [];

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
  const draw = (data: unknown, within: unknown) => {
    if (!isNumbers(within, 4) || drawn.length >= pathsAtMost) return;
    const bounds = common(state.clip, mapped(within as unknown as Bounds, state.matrix));
    if (bounds[2] < bounds[0] || bounds[3] < bounds[1]) return;
    const steps = isNumbers(data) ? data : [];
    drawn.push(drawnPath(steps, state.matrix, bounds, state.fill));
  };
  const endForm = () => {
    const form = forms.pop();
    if (!form || areaOf(form.clip) > mostOfPage * areaOf(page)) return;
    const inside = drawn.slice(form.from);
    const strokes = inside.reduce((sum, one) => sum + one.strokes, 0);
    const [x1, y1, x2, y2] = form.clip;
    if (strokes >= figureStrokes && x2 - x1 >= 40 && y2 - y1 >= 40) figures.push(form.clip);
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
      case ops.endGroup:
        pop();
        break;
      case ops.paintFormXObjectEnd:
        endForm();
        pop();
        break;
      case ops.setFillRGBColor:
        state = { ...state, fill: typeof args[0] === 'string' ? args[0] : null };
        break;
      case ops.shadingFill:
        if (Number.isFinite(areaOf(state.clip))) drawn.push({ bounds: state.clip, strokes: 1, isBar: false });
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
        if (args[0] !== ops.endPath) draw((args[1] as unknown[] | undefined)?.[0], args[2]);
        break;
      case ops.paintFormXObjectBegin:
        stack.push(state);
        turn(args[0]);
        cut(args[1]);
        forms.push({ from: drawn.length, clip: state.clip });
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
  const vectors = [...figures, ...vectorRegions(drawn, page)].filter(
    (bounds) => areaOf(bounds) < mostOfPage * areaOf(page),
  );
  const isDrawnText =
    vectors.reduce((sum, bounds) => sum + areaOf(bounds), 0) > 2 * mostOfPage * areaOf(page);
  return joined(isDrawnText ? found : [...found, ...vectors]);
}

const areaOf = ([x1, y1, x2, y2]: Bounds) => Math.max(0, x2 - x1) * Math.max(0, y2 - y1);

const isNumbers = (value: unknown, length?: number): value is ArrayLike<number> =>
  (Array.isArray(value) || ArrayBuffer.isView(value)) &&
  (length === undefined || (value as ArrayLike<unknown> & object).length === length);

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
