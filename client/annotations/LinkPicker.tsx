// Chooses what to link to: a thread of this paper, or a thread or passage of any paper of the course.
import { Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconMessageCircleShare, IconQuote } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { quoteFromTargets } from '#shared/annotations/anchor.ts';
import { plainMentions } from '#shared/annotations/mentions.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { listingOf } from './data.ts';
import { useFoundLinks, type FoundLink } from './find-links.ts';
import { KindIconMark } from './KindMark.tsx';
import { threadAddress } from './links.ts';
import { fold } from './mentioning.ts';
import { useReading } from './reading-context.ts';
import { WriterTool } from './WriterTools.tsx';

const shownAtMost = 30;

const lineOf = (thread: ThreadView): string =>
  quoteFromTargets(thread.anchor.targets) || plainMentions(thread.text);

const markdownOf = ({ address, words }: Pick<FoundLink, 'address' | 'words'>): string => {
  const name = words
    .slice(0, 60)
    .replace(/\s+/g, ' ')
    .replace(/[[\]\\]/g, '');
  return `[${name.trim() || 'thread'}](${address})`;
};

interface ListProps {
  readonly links: readonly FoundLink[];
  readonly place: (link: FoundLink) => ReactNode;
  readonly onChoose: (link: FoundLink) => void;
}

const Links = ({ links, place, onChoose }: ListProps) => (
  <ul>
    {links.slice(0, shownAtMost).map((link) => (
      <li key={link.address}>
        <UnstyledButton
          className="link-choice"
          onClick={() => {
            onChoose(link);
          }}
        >
          {link.kind === null ? (
            <IconQuote size={14} aria-label="Passage" />
          ) : (
            <KindIconMark kind={link.kind} size={14} />
          )}
          <span className="post-link-words post-link-quote">
            {link.words}
            {place(link)}
          </span>
        </UnstyledButton>
      </li>
    ))}
  </ul>
);

const Chooser = ({ onChoose }: { onChoose: (link: FoundLink) => void }) => {
  const { document } = useReading();
  const [words, setWords] = useState('');
  const { links, isLooking, problem } = useFoundLinks(words);
  const wanted = fold(words).split(/\s+/);
  const here = (listingOf(document.id)?.threads ?? [])
    .filter((thread) => {
      const text = fold(`${lineOf(thread)} ${thread.text} ${thread.authorName}`);
      return wanted.every((word) => text.includes(word));
    })
    .map((thread): FoundLink => ({
      ...{ documentId: document.id, documentTitle: document.title, kind: thread.kind, page: '' },
      address: threadAddress(document.id, thread.id),
      words: lineOf(thread),
    }));
  // Threads of this paper stand above already.
  const elsewhere = (links ?? []).filter(
    ({ kind, documentId }) => kind === null || documentId !== document.id,
  );
  const isNothing = here.length + elsewhere.length === 0 && !isLooking && !problem;
  return (
    <div className="link-picker">
      <TextInput
        size="xs"
        data-autofocus
        aria-label="Search the threads and papers of the course"
        placeholder="Search the threads and papers of the course"
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          // What is on its way may fit better than what an earlier word found.
          const first = here[0] ?? (isLooking ? undefined : elsewhere[0]);
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (first) onChoose(first);
        }}
      />
      <div className="link-lists">
        {here.length > 0 && (
          <section aria-label="Threads of this paper">
            <Links links={here} place={() => null} onChoose={onChoose} />
          </section>
        )}
        {elsewhere.length > 0 && (
          <section aria-label="In the course">
            <h4 className="quiet">In the course</h4>
            <Links
              links={elsewhere}
              place={({ documentTitle, page }) => (
                <span className="quiet link-place">
                  p. {page} of {documentTitle}
                </span>
              )}
              onChoose={onChoose}
            />
          </section>
        )}
      </div>
      <p className="quiet writer-unseen" role="status">
        {problem
          ? problem.message
          : isLooking
            ? 'Looking …'
            : isNothing
              ? 'Nothing fits. Any link into a paper can also be pasted.'
              : links === null && 'Type two letters to look in all papers of the course.'}
      </p>
    </div>
  );
};

export const LinkPicker = ({ onChoose }: { onChoose: (markdown: string) => void }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <span>
          <WriterTool
            label="Link a thread or passage"
            icon={IconMessageCircleShare}
            onClick={() => {
              setOpen(!isOpen);
            }}
          />
        </span>
      </Popover.Target>
      <Popover.Dropdown aria-label="Link a thread or passage" p={8}>
        <Chooser
          onChoose={(link) => {
            setOpen(false);
            onChoose(markdownOf(link));
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
};
