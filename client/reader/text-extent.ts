// Changes a passage that is marked already: its two ends follow a hand or the keyboard from character to character, across pages too.
import { condense, toOrdinaryRange } from '#shared/annotations/page-text.ts';
import { isTextTarget } from '#shared/annotations/anchor.ts';
import { pagePointAt } from './pointer-trail.ts';
import { caretBox, endHandle } from './end-handle.ts';
import { offsetNear, runAt } from './positions.ts';
import { passageOn } from './passage.ts';
import { pageTexts } from './page-texts.ts';
import { stepFrom } from './text-steps.ts';
import type { Target } from '#shared/annotations/anchor.ts';
import type { EndHandle, Side } from './end-handle.ts';
import type { Unit } from './text-steps.ts';
import type { Viewer } from './viewer.ts';

interface Place {
  page: number;
  offset: number;
}

export interface ExtentOptions {
  container: HTMLElement;
  viewer: Viewer;
  /** As it is stored. */
  targets: readonly Target[];
  /** After each step; what has not changed is not told. */
  onChange: (targets: readonly Target[]) => void;
  onAccept: () => void;
  onCancel: () => void;
  say: (sentence: string) => void;
  signal: AbortSignal;
}

export function editTextExtent(options: ExtentOptions): { focus(): void } {
  const { container, viewer, targets, signal } = options;
  const textOf = pageTexts(viewer);
  const places: Record<Side, Place | null> = { start: null, end: null };
  const handleFor = (side: Side) =>
    endHandle({
      ...options,
      side,
      onHold: (event) => {
        drag(side, event);
      },
      onStep: (unit, direction) => {
        step(side, unit, direction);
      },
    });
  const handles: Record<Side, EndHandle> = {
    start: handleFor('start'),
    end: handleFor('end'),
  };

  function find(side: Side) {
    const target = side === 'start' ? targets.find(isTextTarget) : targets.findLast(isTextTarget);
    const content = target && textOf(target.page);
    const range = content && toOrdinaryRange(condense(content.text), target.position);
    if (range) places[side] = { page: target.page, offset: range[side] };
  }

  function show() {
    for (const side of ['start', 'end'] as const) {
      if (!places[side]) find(side);
      const place = places[side];
      const content = place && textOf(place.page);
      if (content) handles[side].put(content, place.offset);
    }
  }

  function move(side: Side, to: Place) {
    const next = { ...places, [side]: to };
    const { start, end } = next;
    if (!start || !end || !isBefore(start, end)) return;
    const now = places[side];
    if (now?.page === to.page && now.offset === to.offset) return;
    const between = targetsBetween(start, end);
    if (between.length === 0) return;
    places[side] = to;
    show();
    options.onChange(between);
  }

  /** A page whose text is not there keeps what is stored of it. */
  function targetsBetween(start: Place, end: Place): Target[] {
    const found: Target[] = [];
    for (let index = start.page; index <= end.page; index++) {
      const content = textOf(index);
      const target = content
        ? passageOn(
            content,
            index === start.page ? start.offset : null,
            index === end.page ? end.offset : null,
          )?.target
        : targets.find(({ page }) => page === index);
      if (target) found.push(target);
    }
    return found;
  }

  function step(side: Side, unit: Unit, direction: 1 | -1) {
    let place = places[side];
    while (place) {
      const content = textOf(place.page);
      if (!content) return;
      const offset = stepFrom(content.text, place.offset, { unit, side, direction });
      if (offset === null) {
        const page: number = place.page + direction;
        const next = textOf(page);
        if (!next) return;
        place = { page, offset: direction === 1 ? -1 : next.text.length + 1 };
        continue;
      }
      place = { page: place.page, offset };
      // The stamp in the margin of a preprint is no part of any passage.
      if (!runAt(content, side === 'start' ? offset : offset - 1)?.turned) break;
    }
    if (!place) return;
    move(side, place);
    tell(side);
  }

  function tell(side: Side) {
    const place = places[side];
    const content = place && textOf(place.page);
    if (!content) return;
    const { text } = content;
    const around =
      side === 'start'
        ? text.slice(place.offset, place.offset + 40)
        : text.slice(Math.max(0, place.offset - 40), place.offset);
    options.say(`${side === 'start' ? 'Begins' : 'Ends'} with: ${around.replace(/\s+/gu, ' ').trim()}`);
    const box = caretBox(content, place.offset, side);
    if (box) viewer.reveal(place.page, content.page.shownToPdf(content.frame.toShown(box)));
  }

  function drag(side: Side, event: PointerEvent) {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    // The handle may go to another page on its way, so the pages keep the pointer.
    container.setPointerCapture(event.pointerId);
    const dragging = new AbortController();
    const ended = AbortSignal.any([signal, dragging.signal]);
    // The hand holds the knob, which stands above or below the line that is meant.
    const bar = handles[side].bar.getBoundingClientRect();
    const [dx, dy] = [bar.x + bar.width / 2 - event.clientX, bar.y + bar.height / 2 - event.clientY];
    let frame = 0;
    const follow = ({ clientX, clientY }: PointerEvent) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const point = pagePointAt(viewer.renderedPages(), { x: clientX + dx, y: clientY + dy });
        const content = point && textOf(point.page);
        if (content)
          move(side, { page: point.page, offset: offsetNear(content, content.frame.point(point)) });
      });
    };
    const stop = () => {
      dragging.abort();
      tell(side);
    };
    container.addEventListener('pointermove', follow, { signal: ended });
    container.addEventListener('pointerup', stop, { signal: ended });
    container.addEventListener('pointercancel', stop, { signal: ended });
  }

  show();
  const stop = viewer.onTextRendered(show);
  signal.addEventListener('abort', stop);
  return {
    focus: () => {
      (handles.end.knob.isConnected ? handles.end.knob : handles.start.knob).focus({ preventScroll: true });
    },
  };
}

const isBefore = (a: Place, b: Place) => a.page < b.page || (a.page === b.page && a.offset < b.offset);
