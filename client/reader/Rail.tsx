// The narrow rail at the left: outline and pages; folds away.
import { CloseButton, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Outline } from './Outline.tsx';
import { Thumbnails } from './Thumbnails.tsx';
import type { Viewer } from './viewer.ts';

type Tab = 'outline' | 'pages';

const tabs: { value: Tab; label: string }[] = [
  { value: 'outline', label: 'Outline' },
  { value: 'pages', label: 'Pages' },
];

/** `onGo` follows every jump: on a phone the rail lies over the page and should fold. */
export function Rail({ viewer, onClose, onGo }: { viewer: Viewer; onClose: () => void; onGo: () => void }) {
  const [tab, setTab] = useState<Tab>('outline');
  return (
    <nav className="reader-rail" aria-label="Outline and pages">
      <div className="reader-rail-head">
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="Show"
          data={tabs}
          value={tab}
          onChange={(value) => {
            setTab(value);
          }}
        />
        <CloseButton
          className="reader-tool"
          size={32}
          aria-label="Fold outline and pages"
          onClick={onClose}
        />
      </div>
      <div className="reader-rail-body">
        {tab === 'outline' ? (
          <Outline viewer={viewer} onGo={onGo} />
        ) : (
          <Thumbnails viewer={viewer} onGo={onGo} />
        )}
      </div>
    </nav>
  );
}
