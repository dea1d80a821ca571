// The staff's marks of one's own talk once they are returned: points with the calculation, each criterion, the comments.
import { Stack, Text, Title } from '@mantine/core';
import type { Id } from '#shared/kernel/primitives.ts';
import { sayPoints } from '#client/grading/CalculationSteps.tsx';
import { GivenMarking } from '#client/grading/OwnMarks.tsx';
import { Markdown } from '#client/kit/Markdown.tsx';
import { Moment } from '#client/kit/Moment.tsx';
import type { TalkRef } from './data.ts';
import { useOwnTalkMarks } from './grading-data.ts';
import { TalkCalculation } from './TalkCalculation.tsx';

interface Props {
  readonly personId: Id;
  readonly talk: TalkRef;
  readonly timeZone: string;
}

/** Nothing before the marks are returned. */
export const OwnTalkMarks = ({ personId, talk, timeZone }: Props) => {
  const { data } = useOwnTalkMarks(personId, talk);
  if (!data) return null;
  const { returnedAt, criteria, marking, comment, calculation } = data;
  return (
    <Stack className="card" p="lg" gap="md" component="section" aria-label="Marks of your talk">
      <div>
        <Title order={2} fz="1.3rem">
          Your marks: {sayPoints(calculation.points)} of {calculation.outOf} points
        </Title>
        <Text size="sm" c="dimmed">
          From the staff, returned <Moment at={returnedAt} zone={timeZone} />
        </Text>
      </div>
      <details className="grading-details">
        <summary>How the points come about</summary>
        <TalkCalculation {...calculation} />
      </details>
      {comment.trim() !== '' && (
        <section aria-label="For you alone">
          <Text size="sm" c="dimmed">
            For you alone
          </Text>
          <div className="prose grading-comment">
            <Markdown text={comment} />
          </div>
        </section>
      )}
      <GivenMarking criteria={criteria} marking={marking} />
    </Stack>
  );
};
