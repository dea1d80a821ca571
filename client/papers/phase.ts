// Where a meeting stands in time, and which one comes next.
import type { MeetingView } from '#shared/papers/contract.ts';

type Timed = Pick<MeetingView, 'startsAt' | 'durationMinutes'>;
const minuteMs = 60_000;

/** The live page opens this many minutes before the start. */
const minutesBefore = 30;

const endOf = ({ startsAt, durationMinutes }: Timed): number =>
  new Date(startsAt).getTime() + durationMinutes * minuteMs;

/** `live` from 30 minutes before the start until the end. */
export const phaseOf = (meeting: Timed, now: Date): 'coming' | 'live' | 'over' => {
  if (now.getTime() > endOf(meeting)) return 'over';
  return now.getTime() < new Date(meeting.startsAt).getTime() - minutesBefore * minuteMs ? 'coming' : 'live';
};

/** The first meeting that is not over, by date; undefined when all are. */
export const nextMeeting = <T extends Timed>(meetings: readonly T[], now: Date): T | undefined =>
  meetings
    .filter((meeting) => phaseOf(meeting, now) !== 'over')
    .reduce<T | undefined>(
      (first, meeting) => (first === undefined || meeting.startsAt < first.startsAt ? meeting : first),
      undefined,
    );
