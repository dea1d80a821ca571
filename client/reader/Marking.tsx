// Everything on the pages that is made by hand or key: areas, passages by keyboard, and the extent of what is marked already; with the words that go with it.
import { useState } from 'react';
import type { Target } from '#shared/annotations/anchor.ts';
import { MarkingBar } from './MarkingBar.tsx';
import { useAreaMarking } from './use-area-marking.ts';
import { useExtent } from './use-extent.ts';
import { useKeyPassage } from './use-key-passage.ts';
import type { AreaMode } from './AreaButton.tsx';
import type { Capture } from './capture.ts';
import type { drawHighlights, Highlight } from './highlights.ts';
import type { Viewer } from './viewer.ts';
import type { OnSelect } from './watch-selection.ts';

interface MarkingProps {
  viewer: Viewer;
  container: HTMLElement;
  layer: ReturnType<typeof drawHighlights>;
  highlights: readonly Highlight[];
  areaMode: AreaMode;
  onAreaMode: (mode: AreaMode) => void;
  onSelect: OnSelect;
  onMark: ((capture: Capture) => void) | undefined;
  /** The highlight whose extent is being changed. */
  extent: { id: string } | null;
  onExtent: (targets: readonly Target[] | null) => void;
}

export function Marking({
  highlights,
  areaMode,
  onAreaMode,
  onSelect,
  onMark,
  extent,
  onExtent,
  ...open
}: MarkingProps) {
  const [said, say] = useState('');
  const acceptArea = useAreaMarking({
    ...open,
    highlights,
    mode: areaMode,
    onMode: onAreaMode,
    onSelect,
    say,
  });
  const highlight = (extent && highlights.find(({ id }) => id === extent.id)) ?? null;
  const change = useExtent({ ...open, highlight, onExtent, say });

  const keys = useKeyPassage({ ...open, onMark, say });

  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      {keys.isOn && (
        <MarkingBar label="Passage" accept="Write" onAccept={keys.accept} onCancel={keys.cancel}>
          Arrow keys go by sentence and word, with Shift they stretch the passage, Enter writes about it.
        </MarkingBar>
      )}
      {highlight && (
        <MarkingBar label="Extent" accept="Keep" onAccept={change.accept} onCancel={change.cancel}>
          {highlight.targets.some((target) => 'quote' in target)
            ? 'Drag the two ends of the passage, or move them with the arrow keys.'
            : 'Drag the area or its corners, or move them with the arrow keys.'}
        </MarkingBar>
      )}
      {areaMode !== 'off' && (
        <MarkingBar
          label="Area"
          accept="Mark this area"
          onAccept={areaMode === 'keys' ? acceptArea : undefined}
          onCancel={() => {
            onAreaMode('off');
          }}
        >
          {areaMode === 'keys'
            ? 'Arrow keys move the rectangle, Shift and arrow keys resize it.'
            : 'Drag over a figure or any part of the page.'}
        </MarkingBar>
      )}
    </>
  );
}
