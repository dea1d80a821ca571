// One of the two ends of a passage as something to hold: a knob for the hand and the keyboard, and a bar at the very character.
import { boxesOf, runAt } from './positions.ts';
import { keepOnPage, placeOnPage } from './page-overlay.ts';
import type { Box } from './box.ts';
import type { PageText } from './page-text.ts';
import type { Unit } from './text-steps.ts';
import type { Viewer } from './viewer.ts';

export type Side = 'start' | 'end';

interface EndHandleOptions {
  viewer: Viewer;
  side: Side;
  onHold: (event: PointerEvent) => void;
  onStep: (unit: Unit, direction: 1 | -1) => void;
  onAccept: () => void;
  onCancel: () => void;
  signal: AbortSignal;
}

export interface EndHandle {
  knob: HTMLButtonElement;
  bar: HTMLElement;
  /** Puts it where an offset of a page's text stands; the keyboard's focus goes along from page to page. */
  put(content: PageText, offset: number): void;
}

const names: Record<Side, string> = { start: 'Start of the passage', end: 'End of the passage' };

export function endHandle({ viewer, side, signal, ...options }: EndHandleOptions): EndHandle {
  const knob = document.createElement('button');
  knob.type = 'button';
  knob.className = `reader-end is-${side} on-paper`;
  knob.setAttribute('aria-label', names[side]);
  knob.setAttribute('aria-description', 'Arrow keys move it, with Ctrl by words, with Shift by lines');
  const bar = document.createElement('div');
  bar.className = 'reader-end-bar on-paper';
  let on: { page: number; kept: AbortController } | null = null;
  knob.addEventListener('pointerdown', (event) => {
    options.onHold(event);
    knob.focus({ preventScroll: true });
  });
  knob.addEventListener('mousedown', (event) => {
    event.preventDefault();
    event.stopPropagation();
  });
  knob.addEventListener('click', (event) => {
    event.stopPropagation();
  });
  knob.addEventListener('keydown', (event) => {
    onKey(event);
  });
  function onKey(event: KeyboardEvent) {
    if (event.key === 'Enter' || event.key === 'Escape') {
      if (event.key === 'Enter') options.onAccept();
      else options.onCancel();
    } else {
      const vertical = event.key === 'ArrowUp' || event.key === 'ArrowDown';
      const unit = event.shiftKey || vertical ? 'line' : event.ctrlKey || event.altKey ? 'word' : 'character';
      if (event.key === 'ArrowRight' || event.key === 'ArrowDown') options.onStep(unit, 1);
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') options.onStep(unit, -1);
      else return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    knob,
    bar,
    put(content: PageText, offset: number) {
      const { page, frame } = content;
      const box = caretBox(content, offset, side);
      if (!box) return;
      if (on?.page !== page.index) {
        const focused = document.activeElement === knob;
        on?.kept.abort();
        on = { page: page.index, kept: new AbortController() };
        const ended = AbortSignal.any([signal, on.kept.signal]);
        keepOnPage(viewer, page.index, bar, ended);
        keepOnPage(viewer, page.index, knob, ended);
        if (focused) knob.focus({ preventScroll: true });
      }
      placeOnPage(bar, frame.toShown(box), page);
      const at = { left: box.left, right: box.left, top: side === 'start' ? box.top : box.bottom };
      const point = frame.toShown({ ...at, bottom: at.top });
      knob.style.left = `${String((point.left / page.width) * 100)}%`;
      knob.style.top = `${String((point.top / page.height) * 100)}%`;
    },
  };
}

/** A box without width at the edge of the character that the end stands by. */
export function caretBox(content: PageText, offset: number, side: Side): Box | null {
  const at = side === 'start' ? offset : Math.max(0, offset - 1);
  const run = runAt(content, at);
  const boxes = run ? boxesOf(content, run, Math.max(at, run.start), Math.max(at, run.start) + 1) : [];
  const box = side === 'start' ? boxes[0] : boxes.at(-1);
  if (!box) return null;
  const x = side === 'start' ? box.left : box.right;
  return { ...box, left: x, right: x };
}
