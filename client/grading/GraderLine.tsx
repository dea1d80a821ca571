// Who marks the open review, and to take it or give it back; the way to saved replies where there are no keys.
import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { gradingRoutes, type QueuedReview } from '#shared/grading/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { sayRefused } from '#client/kit/say.ts';
import { queueQuery } from './data.ts';

interface Props {
  readonly review: QueuedReview;
  readonly personId: Id;
  readonly meetingId: Id;
  readonly graderName: (id: Id) => string;
  readonly onReplies: () => void;
}

export const GraderLine = ({ review, personId, meetingId, graderName, onReplies }: Props) => {
  const { reviewId, graderId } = review;
  const assign = useMutation({
    mutationFn: (id: Id | null) =>
      call(gradingRoutes.assignGrader, { params: { reviewId }, body: { graderId: id } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queueQuery(meetingId).queryKey }),
    onError: sayRefused,
  });
  const isMine = graderId === personId;
  const who =
    graderId === null ? 'Given to nobody' : isMine ? 'Given to you' : `Given to ${graderName(graderId)}`;
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {who}
      </Text>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={onReplies}>
          Saved replies
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          loading={assign.isPending}
          onClick={() => {
            assign.mutate(isMine ? null : personId);
          }}
        >
          {isMine ? 'Give it back' : 'Take it'}
        </Button>
      </Group>
    </Group>
  );
};
