// The samples of a course for its staff: made, marked, switched on, and how the class marks them.
import { Stack } from '@mantine/core';
import type { Course } from '#shared/courses/contract.ts';
import { samplesAtMost } from '#shared/feedback/calibration.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { DialogButton } from '#client/kit/DialogButton.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { AddSample } from './AddSample.tsx';
import { useSamples } from './data.ts';
import { StaffSample } from './StaffSample.tsx';
import './calibration.css';

export const StaffSamples = ({ course, personId }: { course: Course; personId: Id }) => {
  const query = useSamples(course.id);
  const add = (
    <DialogButton label="Add a sample" title="Add a sample" size="lg" isForm>
      {(close) => <AddSample {...{ course, personId }} onDone={close} />}
    </DialogButton>
  );
  return (
    <Query query={query}>
      {({ samples, criteria }) =>
        samples.length === 0 ? (
          <EmptyState title="No samples yet" action={add}>
            Put up one or two reviews that you have marked yourselves. Students mark them before they give
            their first feedback, and see how their marks compare with yours.
          </EmptyState>
        ) : (
          <Stack gap="2.5rem">
            {samples.map((sample) => (
              <StaffSample key={sample.id} courseId={course.id} {...{ personId, sample, criteria }} />
            ))}
            {samples.length < samplesAtMost && <div>{add}</div>}
          </Stack>
        )
      }
    </Query>
  );
};
