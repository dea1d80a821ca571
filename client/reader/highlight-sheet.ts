// The drawing of all that is marked on one page: few groups by look, because every mark with a style of its own is paid for while scrolling.
import { gatherBy } from '#shared/kernel/gather.ts';
import type { Shape } from './highlight-shapes.ts';
import type { PageHandle } from './page-handle.ts';

export interface Sheet {
  svg: SVGSVGElement;
  /** `focus` outlines one and `hover` tints it more; both may be the same one, or none. */
  mark(marks: Readonly<Record<'focus' | 'hover', string | null>>): void;
  /** Draws the eye to it once. */
  flash(id: string): void;
}

export const sheetClass = 'reader-highlights';

export function drawSheet(shapes: readonly Shape[], { width, height }: PageHandle): Sheet {
  const svg = svgElement('svg', {
    class: `${sheetClass} on-paper`,
    viewBox: `0 0 ${String(width)} ${String(height)}`,
    preserveAspectRatio: 'none',
    'aria-hidden': 'true',
  });
  const [tints, signs] = [svgElement('g', { class: 'is-tint' }), svgElement('g', { class: 'is-sign' })];
  const paths = new Map<string, SVGPathElement>();
  // Small ones last, so that they stay visible inside of large ones of their look.
  const ordered = shapes.toSorted((a, b) => b.area - a.area);
  for (const alike of gatherBy(ordered, ({ look, hue }) => `${look} ${hue}`).values()) {
    const [{ hue, look } = { hue: '', look: '' }] = alike;
    const group = svgElement('g', look === '' ? {} : { class: look });
    group.style.setProperty('--hue', hue);
    for (const { id, tint } of alike) {
      const path = svgElement('path', { d: tint, 'data-id': id });
      paths.set(id, path);
      group.append(path);
    }
    tints.append(group);
    // Nobody asks for the signs of a single one, so that all of a look are one path.
    const d = alike.map(({ bar, dot }) => bar + dot).join('');
    if (d === '') continue;
    const sign = svgElement('path', { d });
    sign.style.setProperty('--hue', hue);
    signs.append(sign);
  }
  const ring = svgElement('path', { class: 'is-ring' });
  svg.append(tints, signs);
  let marked: SVGPathElement[] = [];

  return {
    svg,
    mark({ focus, hover }) {
      for (const path of marked) path.classList.remove('is-focused', 'is-hovered');
      const [focused, hovered] = [paths.get(focus ?? ''), paths.get(hover ?? '')];
      focused?.classList.add('is-focused');
      hovered?.classList.add('is-hovered');
      marked = [focused, hovered].filter((path) => path !== undefined);
      const shape = focused && shapes.find(({ id }) => id === focus);
      if (!shape) {
        ring.remove();
        return;
      }
      ring.setAttribute('d', shape.tint);
      ring.style.setProperty('--hue', shape.hue);
      if (!ring.isConnected) signs.append(ring);
    },
    flash(id) {
      const path = paths.get(id);
      path?.classList.remove('is-flashing');
      path?.getBoundingClientRect(); // so that the animation starts anew
      path?.classList.add('is-flashing');
    },
  };
}

function svgElement<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
