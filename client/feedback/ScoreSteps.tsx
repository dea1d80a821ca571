// A score for giving feedback with every step and its numbers, so that it can be worked out again by hand.
import { Alert, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FeedbackScore } from '#shared/feedback/contract.ts';

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });
const say = (value: number | null) => (value === null ? 'none' : numbers.format(value));

const Shrunk = ({ part, word }: { part: FeedbackScore['parts']['usefulness']; word: string }) =>
  part.result === null ? (
    <>There is nothing to go by yet, so this part is left out.</>
  ) : (
    <>
      {part.count} {word}, mean {say(part.own)}; the class’s mean is {say(part.ofClass)}. Drawn to the class:
      ({part.count} × {say(part.own)} + 3 × {say(part.ofClass)}) ÷ ({part.count} + 3) = {say(part.result)}.
    </>
  );

/** `children`: what staff can do about it. */
export const ScoreSteps = ({ score, children }: { score: FeedbackScore; children?: ReactNode }) => {
  const { completion, usefulness, agreement } = score.parts;
  const counted = [completion, usefulness, agreement].filter(({ result }) => result !== null);
  return (
    <Stack className="card" p="lg" gap="sm" component="section" aria-label={`Score of ${score.person.name}`}>
      <Title order={2} fz="1.2rem">
        {score.person.name}: {say(score.override?.points ?? score.points)} of 100
      </Title>
      {score.override && (
        <Alert variant="light" color="yellow">
          Set by the staff: {score.override.reason}. Worked out, it would be {say(score.points)}.
        </Alert>
      )}
      <ol className="feedback-steps">
        <li>
          <b>Completion.</b> {score.submitted} of {score.asked} submitted: {say(completion.result)}.
        </li>
        <li>
          <b>Usefulness,</b> as authors rated it; 1 of 5 is 0, 5 of 5 is 1.{' '}
          <Shrunk part={usefulness} word={usefulness.count === 1 ? 'rating' : 'ratings'} />
        </li>
        <li>
          <b>Agreement</b> with the staff’s marks, else with the middle of the others’ marks.{' '}
          <Shrunk part={agreement} word="feedbacks without the lowest" />
        </li>
        <li>
          <b>Points.</b> 100 × (
          {counted.map(({ weight, result }) => `${say(weight)} × ${say(result)}`).join(' + ')}) ={' '}
          {say(score.points)}.
        </li>
      </ol>
      {score.feedbacks.some(({ agreement: one }) => one !== null) && (
        <Text size="sm" c="dimmed">
          Agreement of each feedback:{' '}
          {score.feedbacks
            .flatMap(({ agreement: one, reference, isDropped }) =>
              one === null
                ? []
                : [
                    `${say(one)} with ${reference === 'staff' ? 'the staff' : 'the others'}${isDropped ? ' (lowest, left out)' : ''}`,
                  ],
            )
            .join('; ')}
          .
        </Text>
      )}
      {children}
    </Stack>
  );
};
