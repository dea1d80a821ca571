// When the sample course meets: twice a week, so that two meetings are over and the next one is on the coming weekday.
import { TZDate } from '@date-fns/tz';
import { addDays, format, getDay } from 'date-fns';

export const timeZone = 'America/New_York';

const minuteMs = 60_000;
const friday = 5;

export interface SampleTerm {
  /** For instance `Fall 2026`. */
  readonly term: string;
  /** Starts of the four meetings: two over, the next, one more. */
  readonly starts: readonly [Date, Date, Date, Date];
}

/** Meetings begin at 10:00 New York time, on Mondays and Wednesdays, Tuesdays and Thursdays, or Wednesdays and Fridays. */
export const planSampleTerm = (now: Date): SampleTerm => {
  const today = new TZDate(now.getTime(), timeZone);
  let next = addDays(new TZDate(today.getFullYear(), today.getMonth(), today.getDate(), 10, 0, timeZone), 1);
  while (getDay(next) === 0 || getDay(next) > friday) next = addDays(next, 1);
  // Monday and Tuesday are the first of their week's two days.
  const [lastBut, after] = getDay(next) <= 2 ? [-5, 2] : [-2, 5];
  const season = next.getMonth() < 5 ? 'Spring' : next.getMonth() < 7 ? 'Summer' : 'Fall';
  const on = (days: number) => new Date(addDays(next, days).getTime());
  return {
    term: `${season} ${String(next.getFullYear())}`,
    starts: [on(-7), on(lastBut), on(0), on(after)],
  };
};

/** For a title slide: `Tuesday, 8 September 2026`. */
export const dayInWords = (instant: Date): string =>
  format(new TZDate(instant.getTime(), timeZone), 'EEEE, d MMMM yyyy');

export const minutesAfter = (instant: Date, minutes: number): Date =>
  new Date(instant.getTime() + minutes * minuteMs);

export const hoursAfter = (instant: Date, hours: number): Date => minutesAfter(instant, hours * 60);
