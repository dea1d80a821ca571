// Says who sees the slides of a talk, and lets its presenters and the staff publish them or take them back.
import { Button, Group, Text } from '@mantine/core';
import { IconEyeOff, IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { Member } from '#shared/courses/roles.ts';
import { presentationsRoutes, type Talk } from '#shared/presentations/contract.ts';
import { mayPublishSlides, mayWithdrawSlides } from '#shared/presentations/publishing.ts';
import { call } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { Moment, useNow } from '#client/kit/Moment.tsx';
import { putTalk } from './data.ts';

interface Props {
  readonly talk: Talk;
  readonly title: string;
  readonly member: Member;
  readonly startsAt: string;
  readonly timeZone: string;
  readonly opensAtDeadline: boolean;
}

export const PublishSlides = ({ talk, title, member, startsAt, timeZone, opensAtDeadline }: Props) => {
  const now = useNow();
  const { meetingId, paperId } = talk;
  const set = useMutation({
    mutationFn: (verb: 'publishSlides' | 'withdrawSlides') =>
      call(presentationsRoutes[verb], { params: { meetingId, paperId } }),
    onSuccess: putTalk,
  });
  const facts = {
    presenterIds: talk.presenters.map(({ id }) => id),
    hasSlides: talk.slides !== null,
    startsAt: new Date(startsAt),
  };
  if (mayPublishSlides(member, facts) !== true || talk.isPublished === null) return null;
  const mayWithdraw = mayWithdrawSlides(member, facts, now) === true;
  const waits = talk.publication === 'by_course' && opensAtDeadline;
  return (
    <>
      <Group gap="xs" mt="xs" className="no-print">
        <Text size="sm" c="dimmed" role="status" className="publish-state">
          {talk.isPublished ? (
            'The class sees these slides.'
          ) : waits ? (
            <>
              Only the presenters and the staff see these slides. The class sees them from{' '}
              <Moment at={talk.slidesDueAt} zone={timeZone} />.
            </>
          ) : (
            'Only the presenters and the staff see these slides until they are published.'
          )}
        </Text>
        {!talk.isPublished && (
          <Button
            variant="light"
            leftSection={<IconSend size={16} />}
            loading={set.isPending}
            aria-label={`Publish the slides of “${title}”`}
            onClick={() => {
              set.mutate('publishSlides');
            }}
          >
            Publish
          </Button>
        )}
        {mayWithdraw && (talk.isPublished || waits) && (
          <Button
            variant="subtle"
            leftSection={<IconEyeOff size={16} />}
            loading={set.isPending}
            aria-label={
              talk.isPublished ? `Take back the slides of “${title}”` : `Keep back the slides of “${title}”`
            }
            onClick={() => {
              set.mutate('withdrawSlides');
            }}
          >
            {talk.isPublished ? 'Take back' : 'Keep back'}
          </Button>
        )}
      </Group>
      <FormProblem error={set.error} />
    </>
  );
};
