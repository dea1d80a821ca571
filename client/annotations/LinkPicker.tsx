// Chooses one of this document's threads to link to; links to others are pasted.
import { Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconMessageCircleShare } from '@tabler/icons-react';
import { useState } from 'react';
import { quoteFromTargets } from '#shared/annotations/anchor.ts';
import { plainMentions } from '#shared/annotations/mentions.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { listingOf } from './data.ts';
import { KindIconMark } from './KindMark.tsx';
import { threadAddress } from './links.ts';
import { fold } from './mentioning.ts';
import { useReading } from './reading-context.ts';
import { WriterTool } from './WriterTools.tsx';

const shownAtMost = 30;

const lineOf = (thread: ThreadView): string =>
  quoteFromTargets(thread.anchor.targets) || plainMentions(thread.text);

export const LinkPicker = ({ onChoose }: { onChoose: (markdown: string) => void }) => {
  const { document } = useReading();
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const wanted = fold(words).split(/\s+/);
  const found = isOpen
    ? (listingOf(document.id)?.threads ?? []).filter((thread) => {
        const text = fold(`${lineOf(thread)} ${thread.text} ${thread.authorName}`);
        return wanted.every((word) => text.includes(word));
      })
    : [];
  const choose = (thread: ThreadView) => {
    const name = lineOf(thread)
      .slice(0, 60)
      .replace(/\s+/g, ' ')
      .replace(/[[\]\\]/g, '');
    setOpen(false);
    onChoose(`[${name.trim() || 'thread'}](${threadAddress(document.id, thread.id)})`);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <span>
          <WriterTool
            label="Link a thread"
            icon={IconMessageCircleShare}
            onClick={() => {
              setOpen(!isOpen);
            }}
          />
        </span>
      </Popover.Target>
      <Popover.Dropdown aria-label="Link a thread" p={8}>
        <div className="link-picker">
          <TextInput
            size="xs"
            data-autofocus
            aria-label="Search the threads of this paper"
            placeholder="Search the threads of this paper"
            value={words}
            onChange={(event) => {
              setWords(event.currentTarget.value);
            }}
            onKeyDown={(event) => {
              const [first] = found;
              if (event.key !== 'Enter' || !first) return;
              event.preventDefault();
              choose(first);
            }}
          />
          <ul>
            {found.slice(0, shownAtMost).map((thread) => (
              <li key={thread.id}>
                <UnstyledButton
                  className="link-choice"
                  onClick={() => {
                    choose(thread);
                  }}
                >
                  <KindIconMark kind={thread.kind} size={14} />
                  <span className="post-link-words post-link-quote">{lineOf(thread)}</span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
          <p className="quiet writer-unseen">
            {found.length === 0 ? 'No thread fits. ' : ''}Threads of other papers: copy their link and paste
            it.
          </p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
};
