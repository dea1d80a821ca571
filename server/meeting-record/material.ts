// What a file of a record is written from, and how moments and stays read in it.
import type { MeetingRecord, StayView } from '#shared/meeting-record/contract.ts';
import type { MeetingView } from '#shared/papers/contract.ts';

export interface Material {
  readonly record: MeetingRecord;
  readonly course: string;
  readonly meeting: MeetingView;
  /** The course's, in which all times of the file are. */
  readonly timeZone: string;
}

/** How a person was checked in. */
export const byWord = (by: StayView['by']): string =>
  by === null ? '' : { code: 'by the code', self: 'by themselves', staff: 'by the staff' }[by];

/** Date and time in a zone, as `2026-09-07 10:05`. */
export const momentIn = (timeZone: string, instant: string): string => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
};
