// Draws annotations over the rendered pages, one SVG path each, and tells by geometry which one a point hits.
import { areaOf, contains } from './box.ts';
import type { Target } from '#shared/annotations/anchor.ts';
import type { Box, Point } from './box.ts';
import type { PageHandle } from './page-handle.ts';
import type { Viewer } from './viewer.ts';

export interface Highlight {
  id: string;
  /** Chooses the hue: the custom property `--kind-<kind>`. */
  kind: string;
  targets: readonly Target[];
  /** One's own are drawn with more weight. */
  mine?: boolean;
  /** Resolved or filtered away: still there, hardly seen. */
  quiet?: boolean;
}

interface Drawn {
  highlight: Highlight;
  path: SVGPathElement;
  boxes: Box[];
  area: number;
}

const svgNamespace = 'http://www.w3.org/2000/svg';
const layerClass = 'reader-highlights';

export function drawHighlights(viewer: Viewer) {
  let byPage = new Map<number, Highlight[]>();
  const drawn = new Map<number, Drawn[]>();
  const marks: Record<'focus' | 'hover', string | null> = { focus: null, hover: null };

  function draw(page: PageHandle) {
    page.layer?.querySelector(`.${layerClass}`)?.remove();
    const shapes = (byPage.get(page.index) ?? []).map((highlight) => shapeOf(highlight, page));
    drawn.set(page.index, shapes);
    if (!page.layer || shapes.length === 0) return;
    const svg = document.createElementNS(svgNamespace, 'svg');
    svg.classList.add(layerClass);
    svg.setAttribute('viewBox', `0 0 ${String(page.width)} ${String(page.height)}`);
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('aria-hidden', 'true');
    // Small ones last, so that they stay visible inside of large ones.
    svg.append(...shapes.toSorted((a, b) => b.area - a.area).map(({ path }) => path));
    page.layer.append(svg);
    shapes.forEach(mark);
  }

  function mark({ highlight: { id }, path }: Drawn) {
    path.classList.toggle('is-focused', id === marks.focus);
    path.classList.toggle('is-hovered', id === marks.hover);
  }

  const everyShape = () => [...drawn.values()].flat();
  viewer.onPageRendered(draw);

  return {
    set(highlights: readonly Highlight[]) {
      byPage = groupByPage(highlights);
      drawn.clear();
      viewer.renderedPages().forEach(draw);
    },
    /** Marks one annotation, or none, as the one that is looked at. */
    mark(how: 'focus' | 'hover', id: string | null) {
      if (marks[how] === id) return;
      marks[how] = id;
      everyShape().forEach(mark);
    },
    /** Draws the eye to it once. */
    flash(id: string) {
      for (const { highlight, path } of everyShape()) {
        if (highlight.id !== id) continue;
        path.classList.remove('is-flashing');
        path.getBoundingClientRect(); // so that the animation starts anew
        path.classList.add('is-flashing');
      }
    },
    /** The topmost, which is the smallest, at a point of the window; null where there is none. */
    hit(point: Point): string | null {
      for (const page of viewer.renderedPages()) {
        if (!contains(page.element.getBoundingClientRect(), point)) continue;
        const { left: x, top: y } = page.clientToShown({
          left: point.x,
          top: point.y,
          right: point.x,
          bottom: point.y,
        });
        const under = (drawn.get(page.index) ?? []).filter(({ boxes }) =>
          boxes.some((box) => contains(box, { x, y })),
        );
        return (
          under.reduce<Drawn | null>((top, each) => (top && top.area < each.area ? top : each), null)
            ?.highlight.id ?? null
        );
      }
      return null;
    },
  };
}

function groupByPage(highlights: readonly Highlight[]): Map<number, Highlight[]> {
  const pages = new Map<number, Highlight[]>();
  for (const highlight of highlights) {
    for (const { page } of highlight.targets) {
      const here = pages.get(page);
      if (here) here.push(highlight);
      else pages.set(page, [highlight]);
    }
  }
  return pages;
}

function shapeOf(highlight: Highlight, page: PageHandle): Drawn {
  const boxes = highlight.targets
    .filter((target) => target.page === page.index)
    .flatMap(({ rects }) => rects.map((rect) => page.pdfToShown(rect)));
  const path = document.createElementNS(svgNamespace, 'path');
  path.setAttribute('d', boxes.map(outline).join(''));
  path.dataset['id'] = highlight.id;
  path.style.setProperty('--hue', `var(--kind-${highlight.kind}, var(--kind-plain))`);
  path.classList.toggle('is-mine', highlight.mine ?? false);
  path.classList.toggle('is-quiet', highlight.quiet ?? false);
  return { highlight, path, boxes, area: boxes.reduce((sum, box) => sum + areaOf(box), 0) };
}

const outline = ({ left, top, right, bottom }: Box) =>
  `M${[left, top].map(shorten).join(' ')}H${shorten(right)}V${shorten(bottom)}H${shorten(left)}Z`;

const shorten = (n: number) => String(Math.round(n * 100) / 100);
