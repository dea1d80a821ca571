// Above the threads beside the text: those without a place in this version of the PDF, counted, as cards when opened.
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { useCardFacts } from './card-facts.ts';
import { ThreadList } from './ThreadList.tsx';
import './placements.css';

interface Props {
  /** In the order in which they stood. */
  readonly threads: readonly ThreadView[];
  readonly openId: Id | undefined;
  readonly onToggle: (thread: ThreadView) => void;
}

/** Nothing where every thread has its place. */
export const FromEarlier = ({ threads, openId, onToggle }: Props) => {
  const { isUnread } = useCardFacts();
  const [opened, setOpened] = useState(false);
  const openHere = threads.find(({ id }) => id === openId)?.id;
  const [lastOpen, setLastOpen] = useState<Id | undefined>(undefined);
  // A link, a key or the search leads to one of them: it must be seen.
  if (openHere !== lastOpen) {
    setLastOpen(openHere);
    if (openHere !== undefined) setOpened(true);
  }
  if (threads.length === 0) return null;
  const unread = threads.filter(isUnread).length;
  return (
    <section className="placements" aria-label="Threads from an earlier version of the PDF">
      <h3 className="placements-heading">
        <UnstyledButton
          className="placements-head"
          aria-expanded={opened}
          onClick={() => {
            setOpened(!opened);
          }}
        >
          <IconHistory size={18} stroke={1.6} aria-hidden />
          <span>
            From an earlier version ({threads.length}
            {unread > 0 && `, ${String(unread)} unread`})
          </span>
          <IconChevronDown className="placements-fold" size={16} stroke={1.6} aria-hidden />
        </UnstyledButton>
      </h3>
      {opened && (
        <div className="placements-cards">
          <ThreadList threads={threads} openId={openId} onToggle={onToggle} />
        </div>
      )}
    </section>
  );
};
