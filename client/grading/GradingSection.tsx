// Marks on the page of a meeting, for staff: how far they are, and the way to the queue.
import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Id } from '#shared/kernel/primitives.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { queueQuery, useGradingNews } from './data.ts';
import { sayProgress } from './queue.ts';

/** Nothing where nothing was submitted yet. */
export const GradingSection = ({ courseId, meetingId }: { courseId: Id; meetingId: Id }) => {
  const queue = useQuery(queueQuery(meetingId)).data;
  useGradingNews(courseId, meetingId);
  if (!queue || queue.reviews.length === 0) return null;
  const returned = queue.reviews.filter(({ state }) => state === 'returned').length;
  return (
    <Group className="card" p="lg" justify="space-between" gap="md">
      <Text fw={600} className="figures">
        {sayProgress(queue.reviews)}
        <Text span c="dimmed" fw={400}>
          {returned > 0 && `, ${String(returned)} returned`}
        </Text>
      </Text>
      <LinkButton to="/meetings/$meetingId/grading" params={{ meetingId }} variant="light">
        Mark the reviews
      </LinkButton>
    </Group>
  );
};
