// On the feedback page of a meeting: samples that come before the reviews of classmates, and those the staff have marked anew.
import { Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { useOwnSamples } from './data.ts';
import { MarkSample } from './MarkSample.tsx';

interface Props {
  readonly courseId: Id;
  readonly personId: Id;
  /** Nothing else is to be done here yet: samples are shown whole. Otherwise they are mentioned only. */
  readonly isFirst: boolean;
  /** Whether there are reviews that come only afterwards. */
  readonly isHeldUp: boolean;
}

/** Nothing where there is nothing to mark and nothing new. What was marked while the page is open stays to be compared. */
export const SamplesFirst = ({ courseId, personId, isFirst, isHeldUp }: Props) => {
  const { data: samples = [] } = useOwnSamples(courseId);
  const [met, setMet] = useState<readonly Id[]>([]);
  const fresh = samples.filter(
    ({ id, own, isNews }) => !met.includes(id) && (isNews || (isFirst && own === null)),
  );
  if (fresh.length > 0) setMet([...met, ...fresh.map(({ id }) => id)]);
  const shown = samples.filter(({ id }) => met.includes(id));
  const waiting = samples.filter(({ id, own }) => own === null && !met.includes(id)).length;
  return (
    <>
      {shown.length > 0 && (
        <Stack component="section" aria-label="Samples">
          <div>
            <Title order={2} fz="1.3rem">
              {shown.every(({ own }) => own !== null)
                ? 'Samples'
                : shown.length === 1
                  ? 'First a sample'
                  : 'First the samples'}
            </Title>
            <Text c="dimmed" maw="44rem">
              Mark it as you would mark a classmate’s review. Then you see what the staff gave, and why. It
              counts for nothing, and nobody but you and the staff sees it.
              {isHeldUp && ' The reviews of your classmates come right after.'}
            </Text>
          </div>
          {shown.map((sample) => (
            <MarkSample key={sample.id} {...{ courseId, personId, sample }} />
          ))}
        </Stack>
      )}
      {waiting > 0 && (
        <Text className="quiet-links">
          To practise, there {waiting === 1 ? 'is a sample review' : `are ${String(waiting)} sample reviews`}{' '}
          that the staff have marked too.{' '}
          <Link to="/courses/$courseId/feedback-samples" params={{ courseId }}>
            Mark {waiting === 1 ? 'it' : 'them'} and compare
          </Link>
        </Text>
      )}
    </>
  );
};
