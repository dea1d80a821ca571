// What one annotation looks like on one page: a tinted path, and small marks for staff's and for unread ones.
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

export interface Shape {
  id: string;
  /** Points of the page as shown. */
  boxes: Box[];
  area: number;
  /** The tint, and what stands out of it: an outline while it is looked at, the bar and the dot. */
  tint: SVGPathElement;
  signs: SVGGElement;
}

export function shapeOf(highlight: Highlight, page: PageHandle): Shape {
  const boxes = highlight.targets
    .filter((target) => target.page === page.index)
    .flatMap(({ rects }) => rects.map((rect) => page.pdfToShown(rect)));
  const { id, kind, mine = false, staff = false, unread = false, quiet = false } = highlight;
  const d = boxes.map(outline).join('');
  const tint = svgElement('path', { d });
  const signs = svgElement('g', {});
  const first = boxes[0];
  if (first && staff && !quiet) signs.append(svgElement('path', { d: outline(barAt(first)) }));
  if (first && unread) {
    const [cx, cy] = [shorten(first.left), shorten(first.top)];
    signs.append(svgElement('circle', { cx, cy, r: '2.6' }));
  }
  for (const element of [tint, signs]) {
    element.dataset['id'] = id;
    element.style.setProperty('--hue', `var(--kind-${kind}, var(--kind-plain))`);
  }
  tint.classList.toggle('is-mine', mine);
  tint.classList.toggle('is-quiet', quiet);
  // A figure is framed rather than covered.
  tint.classList.toggle('is-area', !highlight.targets.some(isTextTarget));
  return { id, boxes, area: totalArea(boxes), tint, signs };
}

/** `focus` outlines it; both tint it more. The outline is made only then: pages may hold hundreds. */
export function markShape({ tint, signs }: Shape, focused: boolean, hovered: boolean): void {
  tint.classList.toggle('is-focused', focused);
  tint.classList.toggle('is-hovered', hovered);
  const ring = signs.querySelector('.is-ring');
  if (focused && !ring)
    signs.append(svgElement('path', { d: tint.getAttribute('d') ?? '', class: 'is-ring' }));
  else if (!focused) ring?.remove();
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

export function svgElement<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

const barAt = ({ left, top, bottom }: Box): Box => ({ left: left - 4, top, right: left - 2, bottom });

const outline = ({ left, top, right, bottom }: Box) =>
  `M${[left, top].map(shorten).join(' ')}H${shorten(right)}V${shorten(bottom)}H${shorten(left)}Z`;

const shorten = (n: number) => String(Math.round(n * 100) / 100);
