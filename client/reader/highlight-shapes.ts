// What one annotation looks like on one page: the outline of its tint, and small marks for staff's and for unread ones.
import { isTextTarget } from '#shared/annotations/anchor.ts';
import { totalArea } from './hit-index.ts';
import type { Target } from '#shared/annotations/anchor.ts';
import type { Box } from './box.ts';
import type { PageHandle } from './page-handle.ts';

export interface Highlight {
  id: string;
  /** Chooses the hue: the custom property `--kind-<kind>`. */
  kind: string;
  targets: readonly Target[];
  /** One's own are drawn with more weight. */
  mine?: boolean;
  /** By the course staff: a bar stands before it. */
  staff?: boolean;
  /** Not seen yet: a dot stands at its beginning. */
  unread?: boolean;
  /** Resolved or filtered away: still there, hardly seen. */
  quiet?: boolean;
}

/** The pages it is drawn on, from 0; an annotation has one target per page. */
export const pagesOf = ({ targets }: Highlight): number[] => targets.map(({ page }) => page);

export interface Shape {
  id: string;
  /** Points of the page as shown. */
  boxes: Box[];
  area: number;
  hue: string;
  /** Classes that all marks of one look share, apart from their hue. */
  look: string;
  /** Outlines as SVG path data: of the tint, of the staff's bar and of the dot; the last two empty where there is none. */
  tint: string;
  bar: string;
  dot: string;
}

export function shapeOf(highlight: Highlight, page: PageHandle): Shape {
  const boxes = highlight.targets
    .filter((target) => target.page === page.index)
    .flatMap(({ rects }) => rects.map((rect) => page.pdfToShown(rect)));
  const { id, kind, mine = false, staff = false, unread = false, quiet = false } = highlight;
  // A figure is framed rather than covered.
  const isArea = !highlight.targets.some(isTextTarget);
  const first = boxes[0];
  return {
    ...{ id, boxes, area: totalArea(boxes) },
    hue: `var(--kind-${kind}, var(--kind-plain))`,
    look: [isArea && 'is-area', mine && 'is-mine', quiet && 'is-quiet'].filter(Boolean).join(' '),
    tint: boxes.map(outline).join(''),
    bar: first && staff && !quiet ? outline(barAt(first)) : '',
    dot: first && unread ? circle(first.left, first.top, 2.6) : '',
  };
}

/** Where two ways of drawing differ; the same objects may be made anew for every change of the list. */
export const isSameHighlight = (a: Highlight, b: Highlight | undefined) =>
  a === b ||
  (b !== undefined &&
    a.id === b.id &&
    a.kind === b.kind &&
    a.targets === b.targets &&
    a.mine === b.mine &&
    a.staff === b.staff &&
    a.unread === b.unread &&
    a.quiet === b.quiet);

const circle = (x: number, y: number, r: number) => {
  const [from, side] = [`M${shorten(x - r)} ${shorten(y)}`, String(r)];
  return `${from}a${side} ${side} 0 1 0 ${shorten(2 * r)} 0a${side} ${side} 0 1 0 ${shorten(-2 * r)} 0`;
};

const barAt = ({ left, top, bottom }: Box): Box => ({ left: left - 4, top, right: left - 2, bottom });

const outline = ({ left, top, right, bottom }: Box) =>
  `M${[left, top].map(shorten).join(' ')}H${shorten(right)}V${shorten(bottom)}H${shorten(left)}Z`;

const shorten = (n: number) => String(Math.round(n * 100) / 100);
