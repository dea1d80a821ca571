// Giving feedback on a talk, also with one thumb while it runs: a step per criterion, one comment; it saves itself.
import { Alert, Text, Textarea } from '@mantine/core';
import { useMemo } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { saysSomething, talkCommentAtMost, type TalkContent } from '#shared/talk-feedback/content.ts';
import type { OwnTalkFeedback, TalkDesk } from '#shared/talk-feedback/contract.ts';
import { FieldClashes } from '#client/drafts/FieldClashes.tsx';
import { useAutosave, type Autosave } from '#client/drafts/use-autosave.ts';
import { Moment } from '#client/kit/Moment.tsx';
import { ownTarget, savedOwn } from './send-own.ts';
import { TalkScale, withStep } from './TalkScale.tsx';
import './talk-feedback.css';

const sayProgress = ({ progress, problem, value }: Autosave<TalkContent>): string => {
  if (progress === 'saving') return 'Saving';
  if (progress === 'clash') return 'Not saved yet: choose above';
  if (progress !== 'saved') return problem ?? '';
  return saysSomething(value) ? 'Saved. Change it as often as you like.' : 'Saves itself as you go.';
};

interface Props {
  readonly personId: Id;
  readonly desk: TalkDesk;
  readonly own: OwnTalkFeedback;
  readonly timeZone: string;
}

export const GiveTalkFeedback = ({ personId, desk, own, timeZone }: Props) => {
  const { meetingId, paperId, criteria, closesAt } = desk;
  const target = useMemo(() => ownTarget(personId, { meetingId, paperId }), [personId, meetingId, paperId]);
  const saved = useMemo(() => savedOwn(own), [own]);
  const state = useAutosave(target, saved);
  const { value, change, progress } = state;
  const marked = criteria.filter(({ key }) => value.marks[key] !== undefined).length;
  const isCalm = progress === 'saved' || progress === 'saving';
  const titleOf = (field: string) =>
    criteria.find(({ key }) => field === `mark:${key}`)?.title ??
    (field === 'comment' ? 'Comment' : 'A criterion that is gone');
  return (
    <div className="talk-giving">
      <FieldClashes state={state} who="Elsewhere" title="Changed in two places" nameOf={titleOf} />
      {own.hiddenBecause !== null && (
        <Alert variant="default" title="The presenters do not see your comment">
          The staff keep it back: {own.hiddenBecause}
        </Alert>
      )}
      <div className="talk-criteria">
        {criteria.map((criterion) => (
          <TalkScale
            key={criterion.key}
            criterion={criterion}
            step={value.marks[criterion.key]}
            onStep={(step) => {
              change((content) => withStep(content, criterion.key, step));
            }}
          />
        ))}
      </div>
      <Textarea
        label="Comment"
        description="What stays with you, and what one thing would make it better?"
        autosize
        minRows={3}
        maxRows={12}
        size="md"
        value={value.comment}
        error={
          value.comment.length > talkCommentAtMost
            ? `${String(value.comment.length - talkCommentAtMost)} characters too long; it is kept here.`
            : null
        }
        onChange={({ currentTarget: { value: comment } }) => {
          change((content) => ({ ...content, comment }));
        }}
      />
      <Text size="sm" c="dimmed">
        What stands here on <Moment at={closesAt} zone={timeZone} /> goes to the presenters, together with
        that of others and without your name, if at least three of you give some. The staff see who wrote it.
      </Text>
      <div className="talk-bar no-print">
        <span className="figures">
          {marked} of {criteria.length}
        </span>
        <span aria-live={isCalm ? 'off' : 'polite'} style={isCalm ? undefined : { color: 'var(--warn)' }}>
          {sayProgress(state)}
        </span>
      </div>
    </div>
  );
};
