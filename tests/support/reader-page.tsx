// The page that the reader alone is tried on: what its parent would do stands on `window.reader`. Bundled by reader-bench.ts.
import { MantineProvider } from '@mantine/core';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Target } from '#shared/annotations/anchor.ts';
import type { Capture } from '#client/reader/capture.ts';
import type { Highlight } from '#client/reader/highlights.ts';
import { Reader } from '#client/reader/Reader.tsx';
import type { Viewer } from '#client/reader/viewer.ts';
import '@mantine/core/styles.css';
import '#client/kit/tokens.css';

/** What a test sees and sets; everything is as the latest event left it. */
export interface ReaderPage {
  viewer: Viewer | null;
  capture: Capture | null;
  marked: Capture | null;
  clicks: { id: string; all: readonly string[] }[];
  extents: (readonly Target[] | null)[];
  set(change: Partial<Shown>): void;
}

interface Shown {
  highlights: readonly Highlight[];
  focus: { id: string } | null;
  extent: { id: string } | null;
}

const page: ReaderPage = {
  viewer: null,
  capture: null,
  marked: null,
  clicks: [],
  extents: [],
  set: () => undefined,
};
Object.assign(window, { reader: page });

const asked = new URLSearchParams(location.search);
/** `?person=…` keeps the place of that person. */
const personId = asked.get('person');

function Shell({ url }: { url: string }) {
  const [shown, setShown] = useState<Shown>({ highlights: [], focus: null, extent: null });
  useEffect(() => {
    page.set = (change) => {
      setShown((before) => ({ ...before, ...change }));
    };
  }, []);
  return (
    <MantineProvider>
      <div style={{ height: '100vh' }}>
        <Reader
          url={url}
          label="The paper"
          {...(personId !== null && { placeOf: { personId, documentId: url } })}
          {...shown}
          onViewer={(viewer) => {
            page.viewer = viewer;
          }}
          onSelect={(capture) => {
            page.capture = capture;
          }}
          onMark={(capture) => {
            page.marked = capture;
          }}
          onHighlightClick={(id, all) => {
            page.clicks.push({ id, all });
          }}
          onExtent={(targets) => {
            page.extents.push(targets);
            setShown((before) => ({ ...before, extent: null }));
          }}
        />
      </div>
    </MantineProvider>
  );
}

const root = document.querySelector('main');
if (root) createRoot(root).render(<Shell url={asked.get('file') ?? ''} />);
