// Threads that need a place after the PDF was replaced: what was marked, what is proposed, and the ways to settle it.
import { Button, Collapse, Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconDots, IconFileText, IconMapPinQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { quoteFromTargets } from '#shared/annotations/anchor.ts';
import { plainMentions } from '#shared/annotations/mentions.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { LongList } from '#client/kit/LongList.tsx';
import { Changes } from './Changes.tsx';
import { hueOf } from './kind-hue.ts';
import { KindMark } from './KindMark.tsx';
import { proposalFor, type Placing } from './placing.ts';
import { useReading } from './reading-context.ts';
import './placements.css';

/** Below, the server's guess is called one. */
const likelyFrom = 0.6;

const sayLikeness = (confidence: number) =>
  `${confidence >= likelyFrom ? 'Probably here' : 'Perhaps here'}, ${String(Math.round(confidence * 100))} % alike`;

interface RowProps {
  readonly thread: ThreadView;
  readonly placing: Placing;
  readonly onShow: (thread: ThreadView) => void;
}

const Row = ({ thread, placing, onShow }: RowProps) => {
  const { document } = useReading();
  const [busy, setBusy] = useState(false);
  const proposal = proposalFor(thread, document.fileHash);
  const before = quoteFromTargets(thread.anchor.targets);
  const page = thread.anchor.targets[0]?.pageLabel ?? String((thread.anchor.targets[0]?.page ?? 0) + 1);
  const isChoosing = placing.choosing?.id === thread.id;
  const settle = async (act: (thread: ThreadView) => Promise<void>) => {
    setBusy(true);
    await act(thread);
    setBusy(false);
  };
  return (
    <div className="placement" style={hueOf(thread.kind)}>
      <div className="thread-line">
        <KindMark kind={thread.kind} readingQuestion={thread.readingQuestion} />
        <span className="quiet figures thread-place">was on p. {page}</span>
      </div>
      {proposal && before !== '' ? (
        <Changes before={before} after={quoteFromTargets(proposal.targets)} />
      ) : (
        <p className="placement-quote serif">{before === '' ? 'A part of the page' : before}</p>
      )}
      <p className="quiet thread-note">
        {thread.deletedAt === null
          ? `${thread.authorName}: ${plainMentions(thread.text).slice(0, 90)}`
          : 'This was deleted; its replies stay.'}
      </p>
      <p className="thread-note" role="status">
        {isChoosing
          ? 'Select the passage in the paper, or mark an area.'
          : proposal
            ? sayLikeness(thread.placement?.confidence ?? 0)
            : 'Nothing like it was found in this version.'}
      </p>
      <div className="placement-acts">
        {isChoosing ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              placing.choose(null);
            }}
          >
            Cancel
          </Button>
        ) : (
          <>
            {proposal && (
              <>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => {
                    onShow(thread);
                  }}
                >
                  Show proposal
                </Button>
                <Button size="compact-sm" loading={busy} onClick={() => void settle(placing.accept)}>
                  Accept
                </Button>
              </>
            )}
            {!proposal && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  placing.choose(thread);
                }}
              >
                Mark the place
              </Button>
            )}
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <UnstyledButton className="placement-more" aria-label="Other places for this note">
                  <IconDots size={18} stroke={1.6} />
                </UnstyledButton>
              </Menu.Target>
              <Menu.Dropdown>
                {proposal && (
                  <Menu.Item
                    leftSection={<IconMapPinQuestion size={16} stroke={1.6} />}
                    onClick={() => {
                      placing.choose(thread);
                    }}
                  >
                    Mark the place myself
                  </Menu.Item>
                )}
                <Menu.Item
                  leftSection={<IconFileText size={16} stroke={1.6} />}
                  onClick={() => void settle(placing.keepOnPage)}
                >
                  Keep as a note on the page
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        )}
      </div>
    </div>
  );
};

interface Props {
  readonly placing: Placing;
  /** Brings a thread's proposal into view. */
  readonly onShow: (thread: ThreadView) => void;
}

/** Nothing where every thread has its place. */
export const Placements = ({ placing, onShow }: Props) => {
  const [opened, setOpened] = useState(false);
  const count = placing.waiting.length;
  if (count === 0) return null;
  return (
    <section className="placements" aria-label="Notes from an earlier version of the PDF">
      <UnstyledButton
        className="placements-head"
        aria-expanded={opened}
        onClick={() => {
          setOpened(!opened);
        }}
      >
        <IconMapPinQuestion size={18} stroke={1.6} aria-hidden />
        <span>{count === 1 ? '1 note needs a place' : `${String(count)} notes need a place`}</span>
        <IconChevronDown className="placements-fold" size={16} stroke={1.6} aria-hidden />
      </UnstyledButton>
      <Collapse expanded={opened}>
        <p className="quiet thread-note placements-why">
          The PDF was replaced, and these passages were not surely found in the new one.
        </p>
        <LongList
          items={placing.waiting}
          label="Notes that need a place"
          keyOf={({ id }) => id}
          rowHeight={220}
          gap={8}
          className="placements-list"
        >
          {(thread) => <Row thread={thread} placing={placing} onShow={onShow} />}
        </LongList>
      </Collapse>
    </section>
  );
};
