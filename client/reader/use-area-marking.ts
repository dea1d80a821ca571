// Marking an area from the first touch to the passage that is reported, by hand or by keyboard.
import { useEffect, useEffectEvent, useRef } from 'react';
import { adjustableArea } from './area-box.ts';
import { watchAreaDrags } from './area-drag.ts';
import { areaTarget, describeArea, middleOfView } from './area-geometry.ts';
import { captureArea } from './capture.ts';
import { keepOnPage, placeOnPage } from './page-overlay.ts';
import type { AreaTarget, Target } from '#shared/annotations/anchor.ts';
import type { AreaMode } from './AreaButton.tsx';
import type { Box } from './box.ts';
import type { Highlight } from './highlights.ts';
import type { PageHandle } from './page-handle.ts';
import type { Viewer } from './viewer.ts';
import type { OnSelect } from './watch-selection.ts';

export interface AreaMarking {
  viewer: Viewer;
  container: HTMLElement;
  highlights: readonly Highlight[];
  mode: AreaMode;
  onMode: (mode: AreaMode) => void;
  onSelect: OnSelect;
  say: (sentence: string) => void;
}

/** Returns how to take the rectangle that lies ready. */
export function useAreaMarking(marking: AreaMarking): () => void {
  const { viewer, container, highlights, mode } = marking;
  const latest = useEffectEvent(() => marking);
  const shown = useRef<{ kept: AbortController; target: AreaTarget } | null>(null);
  const ready = useRef<(() => void) | null>(null);

  const forget = () => {
    shown.current?.kept.abort();
    shown.current = null;
  };
  const finish = useEffectEvent((page: PageHandle, box: Box) => {
    forget();
    const kept = new AbortController();
    const target = areaTarget(page, box);
    shown.current = { kept, target };
    const element = document.createElement('div');
    element.className = 'reader-area on-paper';
    placeOnPage(element, box, page);
    keepOnPage(viewer, page.index, element, kept.signal);
    marking.onMode('off');
    marking.onSelect(captureArea(target), element.getBoundingClientRect());
    marking.say(`An area of page ${page.label ?? String(page.index + 1)} is marked.`);
  });
  const dismiss = useEffectEvent(() => {
    if (!shown.current) return;
    forget();
    marking.onSelect(null, null);
  });

  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    watchAreaDrags({
      container,
      viewer,
      isOn: () => latest().mode !== 'off',
      onStart: () => {
        dismiss();
        latest().onSelect(null, null);
        if (latest().mode === 'keys') latest().onMode('pointer');
      },
      onDrawn: (page, box) => {
        finish(page, box);
      },
      signal,
    });
    container.addEventListener(
      'pointerdown',
      () => {
        dismiss();
      },
      { signal },
    );
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        dismiss();
        if (latest().mode !== 'off') latest().onMode('off');
      },
      { signal },
    );
    return () => {
      ended.abort();
      forget();
    };
  }, [viewer, container]);

  useEffect(() => {
    if (mode !== 'pointer') return;
    container.classList.add('is-marking-area');
    const ended = new AbortController();
    const toKeys = (event: KeyboardEvent | FocusEvent) => {
      const wished =
        event instanceof KeyboardEvent ? event.key.startsWith('Arrow') : container.matches(':focus-visible');
      if (event.target === container && wished) {
        event.preventDefault();
        latest().onMode('keys');
      }
    };
    container.addEventListener('keydown', toKeys, { signal: ended.signal });
    container.addEventListener('focus', toKeys, { signal: ended.signal });
    return () => {
      ended.abort();
      container.classList.remove('is-marking-area');
    };
  }, [container, mode]);

  useEffect(() => {
    const page = mode === 'keys' ? viewer.page(viewer.state().page - 1) : null;
    if (!page) return;
    const ended = new AbortController();
    container.classList.add('is-marking-area');
    const box = middleOfView(seenOf(page, container));
    const area = adjustableArea({
      viewer,
      page,
      box,
      onAccept: (taken) => {
        finish(page, taken);
        container.focus({ preventScroll: true });
      },
      onCancel: () => {
        latest().onMode('off');
        container.focus({ preventScroll: true });
      },
      say: latest().say,
      signal: ended.signal,
    });
    ready.current = () => {
      finish(page, area.box());
    };
    area.focus();
    latest().say(
      `A rectangle lies on page ${page.label ?? String(page.index + 1)}: ${describeArea(box, page)}. ` +
        'Arrow keys move it, Shift and arrow keys resize it, Enter takes it, Escape leaves.',
    );
    return () => {
      ended.abort();
      container.classList.remove('is-marking-area');
      ready.current = null;
    };
  }, [viewer, container, mode]);

  // Once it is drawn as what it has become, a draft for instance, the mark has done its work.
  useEffect(() => {
    const target = shown.current?.target;
    if (target && highlights.some(({ targets: [first] }) => first && isSameArea(first, target))) forget();
  }, [highlights]);

  return () => ready.current?.();
}

const isSameArea = (a: Target, b: Target) =>
  a.page === b.page && a.rects.length === 1 && String(a.rects[0]) === String(b.rects[0]);

function seenOf(page: PageHandle, container: HTMLElement): Box {
  const pane = container.getBoundingClientRect();
  const paper = page.element.getBoundingClientRect();
  return page.clientToShown({
    left: Math.max(pane.left, paper.left),
    top: Math.max(pane.top, paper.top),
    right: Math.min(pane.right, paper.right),
    bottom: Math.min(pane.bottom, paper.bottom),
  });
}
