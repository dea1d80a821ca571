// The reader's frame: tools above, rail at the left, the paper in the middle, and room at the right for what is said about it.
import { useState } from 'react';
import { AreaButton, type AreaMode } from './AreaButton.tsx';
import { useFindAsked } from './arrival.ts';
import { FindBar } from './FindBar.tsx';
import { resumeReading } from './keep-place.ts';
import { isPlainKey, onReaderKey } from './keys.ts';
import { useDarkPaper } from './paper/use-dark-paper.ts';
import { PdfView } from './PdfView.tsx';
import { Peek } from './peek/Peek.tsx';
import { PrintDialog } from './print/PrintDialog.tsx';
import { Rail } from './Rail.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useReadableCopy } from './use-readable-copy.ts';
import { useKeptPlace } from './use-kept-place.ts';
import { useLayout, useTaste } from './use-taste.ts';
import type { ReactNode } from 'react';
import type { PdfViewProps } from './PdfView.tsx';
import type { PlaceOwner } from './kept-places.ts';
import type { Viewer } from './viewer.ts';

interface ReaderProps extends Omit<PdfViewProps, 'areaMode' | 'onAreaMode'> {
  title?: ReactNode;
  /** Further tools, at the right end of the bar. */
  tools?: ReactNode;
  /** Beside the pages, for instance the threads. */
  aside?: ReactNode;
  /** Whose place is kept on this device; absent where none is. */
  placeOf?: PlaceOwner;
  /** Begins where the kept place is; otherwise at the beginning, for instance because something else is to be shown. */
  resume?: boolean;
}

export function Reader({ title, tools, aside, placeOf, resume = true, onViewer, ...view }: ReaderProps) {
  const [viewer, setViewer] = useState<Viewer | null>(null);
  useLayout(viewer);
  useKeptPlace(viewer, placeOf);
  useReadableCopy(viewer);
  const dark = useDarkPaper(viewer);
  const { fit } = useTaste();
  const [railOpen, setRailOpen] = useState(false);
  const { asked, setAsked, arrival } = useFindAsked();
  const [areaMode, setAreaMode] = useState<AreaMode>('off');
  const [printing, setPrinting] = useState(false);
  const print = () => {
    setPrinting(true);
  };
  const find = () => {
    setAsked(asked + 1);
  };
  const closeFind = () => {
    setAsked(0);
  };
  const foldRail = () => {
    setRailOpen(false);
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys that bubble up from the pages and tools inside
    <div
      className={dark ? 'reader is-dark-paper' : 'reader'}
      onKeyDown={(event) => {
        if (!viewer) return;
        if (onReaderKey(event, viewer, { find, print })) event.preventDefault();
        else if (view.onSelect && isPlainKey(event, 'a')) setAreaMode(areaMode === 'off' ? 'keys' : 'off');
      }}
    >
      <Toolbar
        viewer={viewer}
        title={title}
        railOpen={railOpen}
        onRail={() => {
          setRailOpen(!railOpen);
        }}
        findOpen={asked > 0}
        onFind={asked > 0 ? closeFind : find}
        url={view.url}
        onPrint={print}
      >
        {view.onSelect && <AreaButton mode={areaMode} disabled={!viewer} onMode={setAreaMode} />}
        {tools}
      </Toolbar>
      {viewer && railOpen && (
        <Rail
          viewer={viewer}
          onClose={foldRail}
          onGo={() => {
            if (window.matchMedia('(width < 48em)').matches) foldRail();
          }}
        />
      )}
      <div className="reader-middle">
        {viewer && asked > 0 && (
          <FindBar
            key={arrival ? `${String(arrival.page)} ${arrival.find}` : ''}
            {...{ viewer, asked, arrival }}
            onClose={closeFind}
          />
        )}
        <PdfView
          initialScale={fit}
          {...view}
          areaMode={areaMode}
          onAreaMode={setAreaMode}
          onViewer={(opened) => {
            setViewer(opened);
            if (opened && placeOf && resume) resumeReading(opened, placeOf);
            onViewer?.(opened);
          }}
        />
        {viewer && <Peek viewer={viewer} dark={dark} />}
        {viewer && printing && (
          <PrintDialog
            viewer={viewer}
            url={view.url}
            onClose={() => {
              setPrinting(false);
            }}
          />
        )}
      </div>
      {aside}
    </div>
  );
}
