// Where a new thread is written: the passage, the kind, the text.
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { quoteFromTargets } from '#shared/annotations/anchor.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { DraftClash } from '#client/drafts/DraftClash.tsx';
import { DraftWords } from '#client/drafts/DraftWords.tsx';
import { useAudience } from './audience.ts';
import { AnonymousChoice, AudiencePicker } from './AudiencePicker.tsx';
import type { Composing } from './composing.ts';
import { hueOf } from './kind-hue.ts';
import { KindPicker } from './KindPicker.tsx';
import { useReading } from './reading-context.ts';
import { Writer } from './Writer.tsx';

/** Above so many characters a passage is thought to be an accident. */
const largeFrom = 3000;

/** Lines that lead back to the drafts that were put aside. */
export const DraftLines = ({ composing }: { composing: Composing }) => {
  const aside = composing.drafts.filter(({ id }) => id !== composing.draft?.id);
  if (aside.length === 0) return null;
  return (
    <div className="draft-lines" role="group" aria-label="Your drafts">
      {aside.map(({ id, kind, text }) => (
        <UnstyledButton
          key={id}
          className="draft-line"
          style={hueOf(kind)}
          onClick={() => {
            composing.open(id);
          }}
        >
          <IconPencil size={16} aria-hidden />
          <span>Continue your draft: {text}</span>
        </UnstyledButton>
      ))}
    </div>
  );
};

interface Props {
  readonly composing: Composing;
  /** The reading group for this document, if there is one. */
  readonly groupId?: Id | null;
}

export const Composer = ({ composing, groupId = null }: Props) => {
  const { document, questions, member } = useReading();
  const { draft } = composing;
  const { audience, remember } = useAudience(document.id, groupId);
  if (!draft) return null;
  const { visibility = audience, anonymous = false } = draft;
  const quote = quoteFromTargets(draft.anchor.targets);
  return (
    <section className="composer" aria-label="New thread" style={hueOf(draft.kind)}>
      <blockquote className="thread-quote serif">{quote === '' ? 'A part of the page' : quote}</blockquote>
      {quote.length > largeFrom && (
        <p className="thread-note">
          This marks {quote.length.toLocaleString('en')} characters. Select again if that is not what you
          meant.
        </p>
      )}
      {composing.isFromEarlier && (
        <p className="thread-note" role="status">
          You marked this in an earlier version of the PDF. Post it, and it moves to its place in this one if
          that is surely found. Or select the passage anew and choose “Put the draft here”.
        </p>
      )}
      <div className="thread-line">
        <KindPicker value={draft} onChoose={composing.change} />
        <Tooltip label="Throw the draft away">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Throw the draft away"
            onClick={composing.discard}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      {draft.readingQuestion !== null && <p className="thread-note">{questions[draft.readingQuestion]}</p>}
      <DraftClash
        draft={draft}
        state={composing.state}
        textOf={({ text }) => text}
        withText={(one, text) => ({ ...one, text })}
      />
      <Writer
        key={draft.id}
        label="What do you want to say about it?"
        value={draft.text}
        verb="Post"
        busy={composing.isPosting}
        problem={composing.problem}
        thread={{ authorId: member.personId, visibility }}
        note={
          <>
            <DraftWords state={composing.state} />
            <div className="composer-audience">
              <AudiencePicker
                value={visibility}
                hasGroup={groupId !== null}
                onChoose={(next) => {
                  remember(next);
                  composing.change({ visibility: next });
                }}
              />
              {(visibility === 'class' || visibility === 'group') && (
                <AnonymousChoice
                  value={anonymous}
                  onChange={(next) => {
                    composing.change({ anonymous: next });
                  }}
                />
              )}
            </div>
          </>
        }
        onChange={(text) => {
          composing.change({ text });
        }}
        onLeave={composing.leave}
        onSubmit={() => {
          composing.post({ visibility, anonymous });
        }}
      />
    </section>
  );
};
