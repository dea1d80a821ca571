// Small pictures of all pages; each is drawn when it comes near the rail's window and let go when it leaves.
import { useEffect, useRef } from 'react';
import { useViewerState } from './use-viewer.ts';
import type { Viewer } from './viewer.ts';

const width = 132;

export function Thumbnails({ viewer, onGo }: { viewer: Viewer; onGo: () => void }) {
  const { page, pageCount } = useViewerState(viewer);
  return (
    <ol className="reader-thumbnails">
      {Array.from({ length: pageCount }, (_, index) => (
        <Thumbnail key={index} viewer={viewer} index={index} current={index + 1 === page} onGo={onGo} />
      ))}
    </ol>
  );
}

interface ThumbnailProps {
  viewer: Viewer;
  index: number;
  current: boolean;
  onGo: () => void;
}

function Thumbnail({ viewer, index, current, onGo }: ThumbnailProps) {
  const sheet = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const page = viewer.page(index);

  useEffect(() => {
    const element = sheet.current;
    return element ? drawWhileNear(element, (signal) => viewer.thumbnail(index, width, signal)) : undefined;
  }, [viewer, index]);
  useEffect(() => {
    if (current) button.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  return (
    <li>
      <button
        ref={button}
        type="button"
        className="reader-thumbnail"
        aria-label={`Page ${page?.label ?? String(index + 1)}`}
        aria-current={current ? 'page' : undefined}
        onClick={() => {
          viewer.goToPage(index + 1);
          onGo();
        }}
      >
        <span
          ref={sheet}
          style={{ aspectRatio: page ? `${String(page.width)} / ${String(page.height)}` : '17 / 22' }}
        />
        {page?.label ?? index + 1}
      </button>
    </li>
  );
}

function drawWhileNear(
  element: HTMLElement,
  draw: (signal: AbortSignal) => Promise<HTMLCanvasElement | null>,
): () => void {
  let away = new AbortController();
  const observer = new IntersectionObserver(
    ([entry]) => {
      away.abort();
      element.replaceChildren();
      if (!entry?.isIntersecting) return;
      const near = new AbortController();
      away = near;
      void draw(near.signal).then((canvas) => {
        if (canvas && !near.signal.aborted) element.replaceChildren(canvas);
      });
    },
    { rootMargin: '300px' },
  );
  observer.observe(element);
  return () => {
    away.abort();
    observer.disconnect();
  };
}
