// All samples of a course for a student: those to mark, and those marked with what the staff gave.
import { Stack } from '@mantine/core';
import type { Id } from '#shared/kernel/primitives.ts';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { useOwnSamples } from './data.ts';
import { MarkSample } from './MarkSample.tsx';

export const OwnSamples = ({ courseId, personId }: { courseId: Id; personId: Id }) => {
  const query = useOwnSamples(courseId);
  return (
    <Query query={query}>
      {(samples) =>
        samples.length === 0 ? (
          <EmptyState title="No samples">The staff have put up no review to practise on.</EmptyState>
        ) : (
          <Stack gap="xl">
            {samples.map((sample) => (
              <MarkSample key={sample.id} {...{ courseId, personId, sample }} />
            ))}
          </Stack>
        )
      }
    </Query>
  );
};
