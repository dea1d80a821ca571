// The coming two weeks as a strip of small cards that scrolls sideways where it must.
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { day, timeOfDay } from '#shared/kernel/moments.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { phaseOf } from './phase.ts';
import './papers.css';

const fortnightMs = 14 * 24 * 3_600_000;

/** The meetings that are not over and start within two weeks, by date. */
export const inFortnight = (meetings: readonly MeetingView[], now: Date): MeetingView[] =>
  meetings
    .filter(
      (meeting) =>
        phaseOf(meeting, now) !== 'over' &&
        new Date(meeting.startsAt).getTime() < now.getTime() + fortnightMs,
    )
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt));

const countOf = (papers: number) =>
  papers === 0 ? 'No papers yet' : papers === 1 ? '1 paper' : `${String(papers)} papers`;

interface Props {
  readonly meetings: readonly MeetingView[];
  readonly courses: readonly { readonly id: string; readonly title: string; readonly timeZone: string }[];
}

export const Fortnight = ({ meetings, courses }: Props) => (
  <ul className="fortnight">
    {meetings.map((meeting) => {
      const course = courses.find(({ id }) => id === meeting.courseId);
      const zone = course?.timeZone ?? 'UTC';
      return (
        <li key={meeting.id}>
          <Link to="/meetings/$meetingId" params={{ meetingId: meeting.id }} className="card fortnight-card">
            <Text size="sm" c="dimmed" className="figures">
              {day(meeting.startsAt, zone)}, {timeOfDay(meeting.startsAt, zone)}
            </Text>
            <Text fw={600} lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
              {meeting.topic}
            </Text>
            <Text size="sm" c="dimmed" lineClamp={1}>
              {courses.length > 1 ? course?.title : countOf(meeting.papers.length)}
            </Text>
          </Link>
        </li>
      );
    })}
  </ul>
);
