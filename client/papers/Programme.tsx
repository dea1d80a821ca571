// The meetings of a term as a list, one line each, with where each stands.
import { Badge, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { MeetingView } from '#shared/papers/contract.ts';
import { dayAndTime } from '#shared/kernel/moments.ts';
import { Ago, useNow } from '#client/kit/Moment.tsx';
import { phaseOf } from './phase.ts';
import './papers.css';

const State = ({ meeting, writesReviews }: { meeting: MeetingView; writesReviews: boolean }) => {
  const now = useNow();
  const phase = phaseOf(meeting, now);
  if (phase === 'live')
    return (
      <Badge tt="none" size="lg">
        Now
      </Badge>
    );
  if (phase === 'over')
    return (
      <Text span size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        <IconCheck size={14} aria-hidden="true" style={{ verticalAlign: '-2px' }} /> Over
      </Text>
    );
  const isDue = new Date(meeting.reviewsDueAt) < now;
  return (
    <Text span size="sm" style={{ whiteSpace: 'nowrap' }}>
      {writesReviews && meeting.papers.length > 0 ? (
        <>
          {isDue ? 'Reviews were due ' : 'Review due '}
          <Ago at={meeting.reviewsDueAt} />
        </>
      ) : (
        <Ago at={meeting.startsAt} />
      )}
    </Text>
  );
};

interface Props {
  readonly meetings: readonly MeetingView[];
  readonly timeZone: string;
  /** Students are told when their review is due. */
  readonly writesReviews: boolean;
}

export const Programme = ({ meetings, timeZone, writesReviews }: Props) => {
  const now = useNow();
  return (
    <ol className="programme card">
      {meetings.map((meeting) => (
        <li key={meeting.id}>
          <Link
            to="/meetings/$meetingId"
            params={{ meetingId: meeting.id }}
            className="programme-row"
            data-phase={phaseOf(meeting, now)}
          >
            <span className="programme-number">{meeting.number}</span>
            <time className="programme-when" dateTime={meeting.startsAt}>
              {dayAndTime(meeting.startsAt, timeZone)}
            </time>
            <span className="programme-what">
              <Text span fw={600} className="programme-topic" style={{ overflowWrap: 'anywhere' }}>
                {meeting.topic}
              </Text>
              {meeting.papers.map((paper) => (
                <Text key={paper.id} span size="sm" c="dimmed" lineClamp={1} className="serif">
                  {paper.title}
                </Text>
              ))}
              {meeting.papers.length === 0 && (
                <Text span size="sm" c="dimmed" display="block">
                  No papers yet
                </Text>
              )}
            </span>
            <span className="programme-state">
              <State meeting={meeting} writesReviews={writesReviews} />
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
};
