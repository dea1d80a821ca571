// One's own marks of a sample beside the staff's, criterion by criterion, with the staff's comments and the distance in words.
import { Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { compareMarks } from '#shared/feedback/calibration.ts';
import type { Content, Marked } from '#shared/feedback/content.ts';
import type { Criterion } from '#shared/feedback/criteria.ts';
import { sayApart, sayComparison } from './words.ts';

type Given = Marked & { readonly content: Content };
const given = ({ criteria, content }: Omit<Given, 'marks'>): Given => ({
  ...{ criteria, content },
  marks: content.marks,
});

interface Props {
  /** It has just taken the place of the form: whoever sent that is led to what came of it. */
  readonly isFresh: boolean;
  readonly own: Omit<Given, 'marks'>;
  readonly staff: Omit<Given, 'marks'>;
}

const Side = ({ who, criterion, mark, words }: Record<'who' | 'words', string> & SideMark) => (
  <div className="comparison-side">
    <dt>{who}</dt>
    <dd>
      {mark === undefined ? 'No mark' : `${String(mark)}: ${criterion.steps[mark - 1] ?? ''}`}
      {words.trim() !== '' && <p className="feedback-words">{words}</p>}
    </dd>
  </div>
);
interface SideMark {
  readonly criterion: Criterion;
  readonly mark: number | undefined;
}

export const Comparison = (props: Props) => {
  const [own, staff] = [given(props.own), given(props.staff)];
  const compared = compareMarks(own, staff);
  const outcome = useRef<HTMLParagraphElement>(null);
  const { isFresh } = props;
  useEffect(() => {
    if (isFresh) outcome.current?.focus();
  }, [isFresh]);
  return (
    <Stack gap="md">
      <Text ref={outcome} fw={600} tabIndex={-1} className="comparison-outcome">
        {sayComparison(compared)}
      </Text>
      {staff.criteria.map((criterion) => {
        const { key, title } = criterion;
        const both = compared.find((one) => one.criterion.key === key);
        return (
          <section key={key} aria-label={title} className="comparison">
            <div className="comparison-head">
              <Title order={4} fz="1rem">
                {title}
              </Title>
              <Text size="sm" data-apart={both?.apart === 0 ? undefined : ''} className="comparison-apart">
                {both ? sayApart(both) : 'Marked before this criterion was'}
              </Text>
            </div>
            <dl className="comparison-sides">
              {both && (
                <Side who="You" {...{ criterion, mark: both.own }} words={own.content.comments[key] ?? ''} />
              )}
              <Side
                who="Staff"
                {...{ criterion, mark: staff.marks[key] }}
                words={staff.content.comments[key] ?? ''}
              />
            </dl>
          </section>
        );
      })}
      <section aria-label="Overall" className="comparison">
        <Title order={4} fz="1rem">
          Overall
        </Title>
        <dl className="comparison-sides">
          {(
            [
              ['You', own],
              ['Staff', staff],
            ] as const
          ).map(([who, { content }]) => (
            <div key={who} className="comparison-side">
              <dt>{who}</dt>
              <dd className="serif feedback-words">{content.overall}</dd>
            </div>
          ))}
        </dl>
      </section>
    </Stack>
  );
};
