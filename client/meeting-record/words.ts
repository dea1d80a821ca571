// How stays, roles and votes read.
import type { StayView } from '#shared/meeting-record/contract.ts';
import { timeOfDay } from '#shared/kernel/moments.ts';

export const votesText = (votes: number): string => (votes === 1 ? '1 vote' : `${String(votes)} votes`);

/** How somebody was checked in; empty where it is not known. */
export const byText = (by: StayView['by']): string =>
  by === null ? '' : { code: 'by the code', self: 'by themselves', staff: 'by the staff' }[by];

/** `10:02 to 11:20`, or `from 10:02 on` where nobody said that they left. */
export const stayText = ({ cameAt, leftAt }: StayView, zone: string): string =>
  leftAt === null
    ? `from ${timeOfDay(cameAt, zone)} on`
    : `${timeOfDay(cameAt, zone)} to ${timeOfDay(leftAt, zone)}`;
