// Turns what a clock on the wall of the classroom shows into an instant, and back.
import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';

/** `2026-11-23` and `15:00` in a zone, as in HTML's date and time fields. */
export interface WallTime {
  readonly date: string;
  readonly time: string;
}

/** The instant in ISO 8601 UTC; null while the fields are incomplete. A time that the clocks skip is moved on by the gap. */
export const instantOf = ({ date, time }: WallTime, zone: string): string | null => {
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)?.slice(1).map(Number);
  const clock = /^(\d\d):(\d\d)/.exec(time)?.slice(1).map(Number);
  if (!day || !clock) return null;
  const [year = 0, month = 1, dayOfMonth = 1] = day;
  const [hours = 0, minutes = 0] = clock;
  return new Date(new TZDate(year, month - 1, dayOfMonth, hours, minutes, zone).getTime()).toISOString();
};

/** The inverse of {@link instantOf}. */
export const wallTimeOf = (instant: string, zone: string): WallTime => {
  const there = new TZDate(new Date(instant).getTime(), zone);
  return { date: format(there, 'yyyy-MM-dd'), time: format(there, 'HH:mm') };
};
