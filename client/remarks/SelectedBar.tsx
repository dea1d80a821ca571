// A small bar at a selected passage: remark on it, or react to the sentence it begins in; on a phone at the lower edge, by CSS.
import { UnstyledButton } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Place } from '#shared/remarks/place.ts';
import type { Reacted } from '#shared/remarks/reactions.ts';
import { ReactionButtons } from './ReactionButtons.tsx';
import type { Selected } from './use-readable.ts';

interface Props {
  readonly selected: Selected;
  /** False: more is selected than one remark can hold. */
  readonly fits: boolean;
  readonly sentence: Place | null;
  readonly reacted: Reacted | undefined;
  readonly onRemark: () => void;
  readonly onDone: () => void;
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export const SelectedBar = ({ selected, fits, sentence, reacted, onRemark, onDone }: Props) => {
  const latest = useRef({ onRemark, onDone, fits });
  useEffect(() => {
    latest.current = { onRemark, onDone, fits };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'm' && latest.current.fits) {
        event.preventDefault();
        latest.current.onRemark();
      }
      if (event.key === 'Escape') latest.current.onDone();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  return (
    <div
      className="remark-bar no-print"
      role="toolbar"
      aria-label="The selected passage"
      style={{ top: selected.bottom + 8, '--at': `${String(Math.round(selected.left))}px` } as object}
    >
      {fits ? (
        <UnstyledButton
          className="remark-bar-main"
          title="Remark (m)"
          onMouseDown={(event) => {
            event.preventDefault();
          }}
          onClick={onRemark}
        >
          <IconMessagePlus size={17} stroke={1.8} aria-hidden />
          Remark
        </UnstyledButton>
      ) : (
        <span className="quiet">That is more than one remark can hold. Select less.</span>
      )}
      {sentence && (
        <ReactionButtons place={sentence} reacted={reacted} label="React to this sentence" onReact={onDone} />
      )}
    </div>
  );
};
