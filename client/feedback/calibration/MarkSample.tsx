// A sample as a student meets it: first to mark it, then their marks beside the staff's.
import { Alert, Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { emptyContent } from '#shared/feedback/content.ts';
import { samplesRoutes, type OwnSample } from '#shared/feedback/samples.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { sayRefused } from '#client/kit/say.ts';
import { CriteriaForm } from '#client/feedback/CriteriaForm.tsx';
import { Sheet } from '#client/feedback/Sheet.tsx';
import { Comparison } from './Comparison.tsx';
import { putOwnSample } from './data.ts';
import { SampleText } from './SampleText.tsx';
import './calibration.css';

interface Props {
  readonly courseId: Id;
  readonly personId: Id;
  readonly sample: OwnSample;
}

const News = ({ courseId, sample: { id, marksRevision } }: Omit<Props, 'personId'>) => {
  const see = useMutation({
    mutationFn: () =>
      call(samplesRoutes.seeSample, { params: { courseId, sampleId: id }, body: { marksRevision } }),
    onSuccess: (changed) => {
      putOwnSample(courseId, changed);
    },
    onError: sayRefused,
  });
  return (
    <Alert variant="light" color="yellow" mb="md">
      <Group justify="space-between" gap="sm">
        The staff have changed what they gave since you looked.
        <Button
          size="compact-md"
          variant="default"
          loading={see.isPending}
          onClick={() => {
            see.mutate();
          }}
        >
          I have seen it
        </Button>
      </Group>
    </Alert>
  );
};

export const MarkSample = ({ courseId, personId, sample }: Props) => {
  const { id, title, criteria, own, staff, isNews } = sample;
  const [isFresh, setFresh] = useState(false);
  return (
    <Sheet
      label={`Sample: ${title}`}
      reviewLabel={`Text of the sample: ${title}`}
      review={<SampleText {...sample} />}
    >
      {own && staff ? (
        <>
          {isNews && <News courseId={courseId} sample={sample} />}
          <Comparison isFresh={isFresh} own={own} staff={staff} />
        </>
      ) : (
        <CriteriaForm
          {...{ criteria, personId }}
          place={`sample:${id}`}
          saved={{ content: emptyContent, revision: 0 }}
          overallHelp="What is good, and what one thing would make it better? As you would tell the author."
          verb="Compare with the staff"
          isUnsent
          send={async ({ content }) => {
            const params = { courseId, sampleId: id };
            const marked = await call(samplesRoutes.markSample, { params, body: { content } });
            setFresh(true);
            putOwnSample(courseId, marked);
          }}
        />
      )}
    </Sheet>
  );
};
