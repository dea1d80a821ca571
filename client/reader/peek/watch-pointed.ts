// Waits until the pointer rests on, the focus comes to, or a key asks for something to peek at, and says when it is left again.
import { isPlainKey } from '#client/reader/keys.ts';
import { linkOf, mentionIn, mentionUnder } from './pointed.ts';
import type { Pointed } from './pointed.ts';

/** Milliseconds of rest before a peek opens, and of absence before it closes: the way from the words to the peek takes some. */
const restFor = 300;
const graceFor = 250;

/** `anchor` is where the words stand in the window. */
export interface Wanted {
  pointed: Pointed;
  anchor: DOMRect;
  /** A finger does not rest on anything before it goes there; the key asks about the words that are selected. */
  by: 'pointer' | 'finger' | 'focus' | 'key';
}

/** Looks at what the selected words point to; once more goes there. */
const peekKey = 'l';

export interface PeekWatch {
  /** The pointer came to the peek itself, which keeps it open, or left it. */
  hold(over: boolean): void;
}

interface Listener {
  /** Null when the peek is to close. */
  want(wanted: Wanted | null): void;
  /** Asked by key about words that point to nothing. */
  wantNothing(): void;
  /** The key again: there. */
  go(): void;
}

/** `container` is the pane of the pages. */
export function watchPointed(container: HTMLElement, listener: Listener, signal: AbortSignal): PeekWatch {
  let rest: ReturnType<typeof setTimeout> | undefined;
  let grace: ReturnType<typeof setTimeout> | undefined;
  let shown: Wanted | null = null;

  function show(wanted: Wanted | null) {
    clearTimeout(rest);
    clearTimeout(grace);
    grace = undefined;
    put(wanted);
  }
  // Leaving one thing to peek at, the pointer may rest on the next already.
  function put(wanted: Wanted | null) {
    if (wanted === shown) return;
    shown = wanted;
    listener.want(wanted);
  }
  const close = () => {
    show(null);
  };
  const leave = () => {
    grace ??= setTimeout(() => {
      grace = undefined;
      put(null);
    }, graceFor);
  };

  container.addEventListener(
    'pointermove',
    ({ pointerType, buttons, target, clientX: x, clientY: y }) => {
      if (pointerType === 'touch') return;
      clearTimeout(rest);
      if (shown && isOn(shown.anchor, x, y)) {
        clearTimeout(grace);
        grace = undefined;
        return;
      }
      if (shown) leave();
      if (buttons !== 0) return;
      rest = setTimeout(() => {
        if (document.getSelection()?.isCollapsed === false) return;
        const pointed = linkOf(target) ?? mentionUnder(x, y);
        if (pointed) show({ pointed, anchor: anchorOf(pointed, x, y), by: 'pointer' });
      }, restFor);
    },
    { signal },
  );
  // Before the link itself, which would go there.
  container.addEventListener(
    'click',
    (event) => {
      const { target, clientX: x, clientY: y } = event;
      if (!(event instanceof PointerEvent) || event.pointerType !== 'touch') return;
      const pointed = linkOf(target) ?? mentionUnder(x, y);
      if (!pointed) return;
      event.preventDefault();
      if ('link' in pointed) event.stopPropagation();
      show({ pointed, anchor: anchorOf(pointed, x, y), by: 'finger' });
    },
    { signal, capture: true },
  );
  container.addEventListener(
    'pointerleave',
    ({ pointerType }) => {
      clearTimeout(rest);
      // A finger that is lifted leaves nothing.
      if (shown && pointerType !== 'touch') leave();
    },
    { signal },
  );
  container.addEventListener(
    'focusin',
    ({ target }) => {
      const pointed = target instanceof Element && target.matches(':focus-visible') ? linkOf(target) : null;
      clearTimeout(rest);
      if (!pointed) close();
      else
        rest = setTimeout(() => {
          show({ pointed, anchor: anchorOf(pointed, 0, 0), by: 'focus' });
        }, restFor);
    },
    { signal },
  );
  container.addEventListener('focusout', close, { signal });
  container.addEventListener('pointerdown', close, { signal });
  container.addEventListener('scroll', close, { signal, passive: true });
  document.addEventListener(
    'keydown',
    (event) => {
      if (!isPlainKey(event, peekKey)) return;
      const selection = document.getSelection();
      const range = selection && !selection.isCollapsed ? selection.getRangeAt(0) : null;
      if (!range || !container.contains(range.startContainer)) return;
      event.preventDefault();
      if (shown?.by === 'key') {
        listener.go();
        return;
      }
      const pointed = mentionIn(range);
      if (pointed) show({ pointed, anchor: anchorOf(pointed, 0, 0), by: 'key' });
      else listener.wantNothing();
    },
    { signal },
  );
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !shown) return;
      event.stopPropagation();
      close();
    },
    { signal, capture: true },
  );
  signal.addEventListener('abort', () => {
    clearTimeout(rest);
    clearTimeout(grace);
  });

  return {
    hold(over) {
      clearTimeout(grace);
      grace = undefined;
      if (!over) leave();
    },
  };
}

/** Of a mention over a line end, the part that the pointer is on. */
function anchorOf(pointed: Pointed, x: number, y: number): DOMRect {
  if ('link' in pointed) return pointed.link.getBoundingClientRect();
  const boxes = Array.from(pointed.range.getClientRects());
  return boxes.find((box) => isOn(box, x, y)) ?? pointed.range.getBoundingClientRect();
}

const isOn = (box: DOMRect, x: number, y: number) =>
  x >= box.left - 4 && x <= box.right + 4 && y >= box.top - 2 && y <= box.bottom + 2;
