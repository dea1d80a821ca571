// The scrolling pages of one PDF: opens pdf.js in one effect and hands the viewer to whoever draws tools around it.
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { drawHighlights } from './highlights.ts';
import { nextHit } from './hit-index.ts';
import { Marking } from './Marking.tsx';
import { MiniMap } from './MiniMap.tsx';
import { takeEarlyPane } from './early-pane.ts';
import { PageSkeleton } from './PageSkeleton.tsx';
import { movePane, openPane } from './pane.ts';
import { watchSelection } from './watch-selection.ts';
import type { MouseEvent } from 'react';
import type { Target } from '#shared/annotations/anchor.ts';
import type { AreaMode } from './AreaButton.tsx';
import type { Capture } from './capture.ts';
import type { Counts } from './activity.ts';
import type { Highlight } from './highlights.ts';
import type { ViewerFault } from './load-document.ts';
import type { Viewer } from './viewer.ts';
import type { OnSelect } from './watch-selection.ts';
import type { Fit } from './zoom.ts';

export interface PdfPagesProps {
  url: string;
  /** The file's size where it is known: large files are fetched page by page. */
  bytes?: number;
  /** What the pages are to a screen reader, for instance the paper's title. */
  label: string;
  highlights: readonly Highlight[];
  /** The annotation to scroll to, mark and flash; a new object does so again. */
  focus?: { id: string } | null;
  initialScale?: number | Fit;
  /**
   * A passage or an area; null when it is gone. Not called when the selection moves out of the pages, for instance into a text field.
   * Absent where nothing can be marked.
   */
  onSelect?: OnSelect;
  /** A passage was chosen by keyboard, to be written about. Absent where nothing can be marked. */
  onMark?: (capture: Capture) => void;
  areaMode?: AreaMode;
  onAreaMode?: (mode: AreaMode) => void;
  /** The annotation whose extent is being changed: it gets handles. */
  extent?: { id: string } | null;
  /** What it is to cover from now on, not stored yet; null when it stays as it was. Both end the change: take `extent` away. */
  onExtent?: (targets: readonly Target[] | null) => void;
  /** `all` are those under the pointer, the topmost first; further clicks at one place go through them. */
  onHighlightClick: (id: string, all: readonly string[]) => void;
  /** What is marked on a page, in words: "12 notes, 3 questions". */
  sayCounts?: (counts: Counts) => string;
  /** The open document, and null when it is closed. */
  onViewer?: (viewer: Viewer | null) => void;
  onError: (fault: ViewerFault) => void;
}

interface Open {
  viewer: Viewer;
  container: HTMLElement;
  layer: ReturnType<typeof drawHighlights>;
}

const nothing = () => undefined;

export function PdfPages(props: PdfPagesProps) {
  const { label, highlights, focus } = props;
  const host = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const [painted, setPainted] = useState(false);
  const latest = useEffectEvent(() => props);

  const [container, setContainer] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const place = host.current;
    if (!place) return;
    const { url, bytes, initialScale } = latest();
    const early = takeEarlyPane(url);
    if (early) movePane(early, place);
    const pane = early ?? openPane({ place, url, bytes, initialScale });
    const { viewer } = pane;
    setContainer(pane.container);
    setPainted(viewer.isPainted());
    viewer.onPageRendered(() => {
      setPainted(true);
    });
    pane.follow({
      onReady: (signal) => {
        setOpen({ viewer, container: pane.container, layer: drawHighlights(viewer) });
        latest().onViewer?.(viewer);
        const onSelect: OnSelect = (...selected) => {
          latest().onSelect?.(...selected);
        };
        watchSelection(pane.container, viewer, onSelect, signal);
      },
      onError: (fault) => {
        latest().onError(fault);
      },
    });
    return () => {
      pane.end();
      setOpen(null);
      setContainer(null);
      latest().onViewer?.(null);
    };
  }, []);

  useEffect(() => {
    container?.setAttribute('aria-label', label);
    container?.setAttribute('aria-busy', String(!painted));
  }, [container, label, painted]);

  useEffect(() => open?.layer.set(highlights), [open, highlights]);

  const reveal = useEffectEvent((id: string) => {
    const target = highlights.find((highlight) => highlight.id === id)?.targets[0];
    if (target?.rects[0]) open?.viewer.reveal(target.page, target.rects[0]);
  });
  useEffect(() => {
    open?.layer.mark('focus', focus?.id ?? null);
    if (!open || !focus) return;
    reveal(focus.id);
    open.layer.flash(focus.id);
  }, [open, focus]);

  // One element gets the cursor: a class on the pages would style every word of them anew.
  const pointed = useRef<HTMLElement | null>(null);
  const point = (target: EventTarget | null) => {
    if (pointed.current === target) return;
    pointed.current?.style.removeProperty('cursor');
    pointed.current = target instanceof HTMLElement ? target : null;
    pointed.current?.style.setProperty('cursor', 'pointer');
  };

  const hitBy = ({ target, clientX, clientY }: MouseEvent) =>
    target instanceof Element && target.closest('a')
      ? []
      : (open?.layer.hit({ x: clientX, y: clientY }) ?? []);

  return (
    <>
      {/* The cards beside the page are the keyboard's way to a highlight; here only the pointer is served. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        ref={host}
        className="reader-host"
        onClick={(event) => {
          const all = document.getSelection()?.isCollapsed === false ? [] : hitBy(event);
          const id = nextHit(all, focus?.id ?? null);
          if (id !== null) props.onHighlightClick(id, all);
        }}
        onMouseMove={(event) => {
          const id = event.buttons === 0 ? (hitBy(event)[0] ?? null) : null;
          open?.layer.mark('hover', id);
          point(id === null ? null : event.target);
        }}
      />
      {open && <MiniMap {...open} highlights={highlights} sayCounts={props.sayCounts} />}
      {open && props.onSelect && (
        <Marking
          {...open}
          highlights={highlights}
          areaMode={props.areaMode ?? 'off'}
          onAreaMode={props.onAreaMode ?? nothing}
          onSelect={props.onSelect}
          onMark={props.onMark}
          extent={props.extent ?? null}
          onExtent={props.onExtent ?? nothing}
        />
      )}
      {!painted && <PageSkeleton />}
    </>
  );
}
