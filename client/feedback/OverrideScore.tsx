// Staff set the points of a student by hand, with a reason that the student reads, or take that back.
import { Button, Group, NumberInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { feedbackRoutes, type FeedbackScore } from '#shared/feedback/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { feedbackScoresQuery } from './data.ts';

export const OverrideScore = ({ courseId, score }: { courseId: Id; score: FeedbackScore }) => {
  const [points, setPoints] = useState<string | number>(score.override?.points ?? '');
  const [why, setWhy] = useState(score.override?.reason ?? '');
  const set = useMutation({
    mutationFn: (override: FeedbackScore['override']) =>
      call(feedbackRoutes.overrideScore, {
        params: { courseId, personId: score.person.id },
        body: { override },
      }),
    onSuccess: (scores) => {
      queryClient.setQueryData(feedbackScoresQuery(courseId).queryKey, scores);
    },
  });
  return (
    <>
      <Group align="flex-end" gap="sm" className="no-print">
        <NumberInput label="Points by hand" min={0} max={100} w="8rem" value={points} onChange={setPoints} />
        <TextInput
          label="Reason"
          description="The student reads it."
          maxLength={300}
          style={{ flex: '1 1 12rem' }}
          value={why}
          onChange={({ currentTarget: { value } }) => {
            setWhy(value);
          }}
        />
        <Button
          variant="light"
          disabled={typeof points !== 'number' || why.trim() === ''}
          loading={set.isPending}
          onClick={() => {
            set.mutate({ points: Number(points), reason: why });
          }}
        >
          Set
        </Button>
        {score.override && (
          <Button
            variant="default"
            onClick={() => {
              set.mutate(null);
            }}
          >
            Take back
          </Button>
        )}
      </Group>
      <FormProblem error={set.error} />
    </>
  );
};
