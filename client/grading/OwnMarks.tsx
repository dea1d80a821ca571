// The marks of one's own review once they are returned: points with the calculation, each criterion, the comments.
import { Stack, Text, Title } from '@mantine/core';
import type { ReturnedMarks } from '#shared/grading/contract.ts';
import { pointsAtMost } from '#shared/grading/marks.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { Markdown } from '#client/kit/Markdown.tsx';
import { Moment } from '#client/kit/Moment.tsx';
import { CalculationSteps, sayPoints } from './CalculationSteps.tsx';
import { useOwnMarks } from './data.ts';
import './grading.css';

interface Shown {
  readonly timeZone: string;
  /** Where something else is the point of the page. */
  readonly isFolded?: boolean;
}

const Words = ({ text }: { text: string }) => (
  <div className="prose grading-comment">
    <Markdown text={text} />
  </div>
);

/** What was given, to read. */
export const GivenMarking = ({ criteria, marking }: Pick<ReturnedMarks, 'criteria' | 'marking'>) => (
  <Stack gap="md">
    {marking.overall.trim() !== '' && <Words text={marking.overall} />}
    <dl className="grading-given">
      {criteria
        .filter(({ key }) => marking.marks[key] !== undefined || (marking.comments[key] ?? '') !== '')
        .map(({ key, title, steps }) => {
          const step = marking.marks[key];
          return (
            <div key={key}>
              <dt>{title}</dt>
              <dd>
                {step !== undefined && `${String(step)} of ${String(steps.length)}: ${steps[step - 1] ?? ''}`}
                {(marking.comments[key] ?? '') !== '' && <Words text={marking.comments[key] ?? ''} />}
              </dd>
            </div>
          );
        })}
    </dl>
  </Stack>
);

const Returned = ({ marks, timeZone, isFolded }: Shown & { marks: ReturnedMarks }) => {
  const { version, countedVersion, returnedAt, criteria, marking, calculation } = marks;
  return (
    <Stack className="card" p="lg" gap="md" component="section" aria-label="Marks of your review">
      <div>
        <Title order={3} fz="1.15rem">
          Your marks: {sayPoints(calculation.points)} of {pointsAtMost} points
        </Title>
        <Text size="sm" c="dimmed">
          For version {version} of your review, returned <Moment at={returnedAt} zone={timeZone} />
          {version !== countedVersion && `. Version ${String(countedVersion)} counts now; the staff see that`}
        </Text>
      </div>
      <details className="grading-details">
        <summary>How the points come about</summary>
        <CalculationSteps {...calculation} />
      </details>
      {isFolded === true ? (
        <details className="grading-details">
          <summary>What was said</summary>
          <GivenMarking criteria={criteria} marking={marking} />
        </details>
      ) : (
        <GivenMarking criteria={criteria} marking={marking} />
      )}
    </Stack>
  );
};

interface Props extends Shown {
  readonly personId: Id | undefined;
  readonly meetingId: Id;
}

/** Nothing before the marks are returned. */
export const OwnMarks = ({ personId, meetingId, ...shown }: Props) => {
  const { data } = useOwnMarks(personId, meetingId);
  return data ? <Returned marks={data} {...shown} /> : null;
};
