// What one gave a talk oneself, to read once nothing can be changed any more.
import { Text } from '@mantine/core';
import type { OwnTalkFeedback } from '#shared/talk-feedback/contract.ts';
import type { TalkCriterion } from '#shared/talk-feedback/rubric.ts';
import './talk-feedback.css';

interface Props {
  readonly own: OwnTalkFeedback;
  readonly criteria: readonly TalkCriterion[];
}

export const GivenByMe = ({ own: { content, isGiven, hiddenBecause }, criteria }: Props) => {
  if (!isGiven) return <Text c="dimmed">You gave no feedback on this talk.</Text>;
  return (
    <>
      <dl className="talk-given">
        {criteria.map(({ key, title, steps }) => {
          const step = content.marks[key];
          return (
            <div key={key}>
              <dt>{title}</dt>
              <dd>{step === undefined ? 'No mark' : `${String(step)}: ${steps[step - 1] ?? ''}`}</dd>
            </div>
          );
        })}
      </dl>
      {content.comment.trim() !== '' && <p className="serif talk-words">{content.comment}</p>}
      {hiddenBecause !== null && (
        <Text size="sm" c="dimmed">
          The staff keep the comment from the presenters: {hiddenBecause}
        </Text>
      )}
    </>
  );
};
