// Shares the reviews that are not marked yet out among some of the staff.
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { gradingRoutes, type GradingQueue } from '#shared/grading/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { DialogButton } from '#client/kit/DialogButton.tsx';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { sayDone } from '#client/kit/say.ts';
import { queueQuery } from './data.ts';
import { isDone } from './queue.ts';

interface Props {
  readonly meetingId: Id;
  readonly queue: GradingQueue;
}

const Form = ({ meetingId, queue, onDone }: Props & { onDone: () => void }) => {
  const [chosen, setChosen] = useState<string[]>(queue.graders.map(({ id }) => id));
  const left = queue.reviews.filter((review) => !isDone(review)).length;
  const split = useMutation({
    mutationFn: () => call(gradingRoutes.splitQueue, { params: { meetingId }, body: { graderIds: chosen } }),
    onSuccess: (saved) => {
      queryClient.setQueryData(queueQuery(meetingId).queryKey, saved);
      sayDone('Shared out. “Mine” shows each their part.');
      onDone();
    },
  });
  return (
    <Stack>
      <Text>
        {left === 1 ? '1 review is' : `${String(left)} reviews are`} not marked yet. Each of the chosen gets
        an even part, drawn at random; nobody gets their own. What is marked stays where it is.
      </Text>
      <Checkbox.Group label="Who marks" value={chosen} onChange={setChosen}>
        <Stack gap="xs" mt="xs">
          {queue.graders.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
        </Stack>
      </Checkbox.Group>
      <FormProblem error={split.error} />
      <Group justify="flex-end">
        <Button
          disabled={chosen.length === 0 || left === 0}
          loading={split.isPending}
          onClick={() => {
            split.mutate();
          }}
        >
          Share out
        </Button>
      </Group>
    </Stack>
  );
};

export const ShareOut = (props: Props) => (
  <DialogButton variant="default" label="Share out" title="Share the reviews out">
    {(close) => <Form {...props} onDone={close} />}
  </DialogButton>
);
