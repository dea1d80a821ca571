// On the page of a meeting: the talk that is on, and for presenters the way to their slides.
import { Group, Text } from '@mantine/core';
import { IconBroadcast, IconPresentation } from '@tabler/icons-react';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { useSelf } from '#client/kernel/session.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { useTalks } from '#client/presentations/data.ts';
import { useShowNow } from './data.ts';

export const TalksOn = ({ meeting, course }: { meeting: MeetingView; course: Course }) => {
  const selfId = useSelf()?.id;
  const { data: now } = useShowNow(meeting.id);
  const { data: talks } = useTalks(meeting.id);
  const mine = (talks ?? []).filter(
    ({ slides, presenters }) => slides && (isStaff(course) || presenters.some(({ id }) => id === selfId)),
  );
  const on = now?.show ?? null;
  if (!on && mine.length === 0) return null;
  const titleOf = (paperId: string) => meeting.papers.find(({ id }) => id === paperId)?.title ?? '';
  return (
    <div className="card no-print">
      {on && (
        <Group justify="space-between" gap="sm">
          <Text fw={600} style={{ flex: '1 1 14rem', minWidth: 0 }}>
            <IconBroadcast size={18} style={{ verticalAlign: '-3px', marginRight: 6 }} aria-hidden />
            On now: {now?.title}
          </Text>
          <LinkButton
            to="/meetings/$meetingId/talks/$paperId/follow"
            params={{ meetingId: meeting.id, paperId: on.paperId }}
          >
            Follow the talk
          </LinkButton>
        </Group>
      )}
      {mine.length > 0 && (
        <Group gap="xs" mt={on ? 'sm' : 0}>
          {mine.map(({ paperId }) => (
            <LinkButton
              key={paperId}
              to="/meetings/$meetingId/talks/$paperId/present"
              params={{ meetingId: meeting.id, paperId }}
              variant="light"
              maw="100%"
              leftSection={<IconPresentation size={18} />}
            >
              {`Present “${titleOf(paperId)}”`}
            </LinkButton>
          ))}
        </Group>
      )}
    </div>
  );
};
