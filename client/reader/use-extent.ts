// Changing the extent of one annotation, be it a passage or an area: shows it as it would be, reports it when it is kept.
import { useEffect, useEffectEvent, useRef } from 'react';
import { isTextTarget, type Target } from '#shared/annotations/anchor.ts';
import { adjustableArea } from './area-box.ts';
import { areaTarget } from './area-geometry.ts';
import { editTextExtent } from './text-extent.ts';
import type { drawHighlights, Highlight } from './highlights.ts';
import type { Viewer } from './viewer.ts';

export interface ExtentChange {
  viewer: Viewer;
  container: HTMLElement;
  layer: ReturnType<typeof drawHighlights>;
  /** The one that is being changed. */
  highlight: Highlight | null;
  onExtent: (targets: readonly Target[] | null) => void;
  say: (sentence: string) => void;
}

/** Returns how to keep what is shown, and how to leave it as it was. */
export function useExtent(change: ExtentChange): { accept: () => void; cancel: () => void } {
  const { viewer, container, layer, highlight } = change;
  const latest = useEffectEvent(() => change);
  const now = useRef<readonly Target[]>([]);
  const id = highlight?.id ?? null;

  const accept = useEffectEvent(() => {
    container.focus({ preventScroll: true });
    change.onExtent(now.current);
  });
  const cancel = useEffectEvent(() => {
    container.focus({ preventScroll: true });
    change.onExtent(null);
  });

  useEffect(() => {
    const edited = latest().highlight;
    const first = edited?.targets[0];
    const page = first && viewer.page(first.page);
    if (id === null || !edited || !first || !page) return;
    const ended = new AbortController();
    const { signal } = ended;
    now.current = edited.targets;
    const show = (targets: readonly Target[]) => {
      now.current = targets;
      layer.preview({ ...edited, targets, mine: true, quiet: false });
    };
    const how = {
      viewer,
      onAccept: () => {
        accept();
      },
      onCancel: () => {
        cancel();
      },
      say: latest().say,
      signal,
    };
    layer.mark('focus', id);
    const [rect] = first.rects;
    if (rect) viewer.reveal(first.page, rect);
    const handles = isTextTarget(first)
      ? editTextExtent({ ...how, container, targets: edited.targets, onChange: show })
      : rect &&
        adjustableArea({
          ...how,
          page,
          box: page.pdfToShown(rect),
          onChange: (box) => {
            show([areaTarget(page, box)]);
          },
        });
    handles?.focus();
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        cancel();
      },
      { signal },
    );
    return () => {
      ended.abort();
      layer.preview(null);
    };
  }, [viewer, container, layer, id]);

  return {
    accept: () => {
      change.onExtent(now.current);
    },
    cancel: () => {
      change.onExtent(null);
    },
  };
}
