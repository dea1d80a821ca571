// The talks of a sign-up with the meeting of each, as lines to choose from.
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { Signup } from '#shared/signup/contract.ts';

export interface SlotLine {
  readonly paperId: Id;
  readonly meetingId: Id;
  readonly title: string;
  readonly meetingNumber: number;
  readonly topic: string;
  readonly startsAt: string;
  readonly max: number;
  readonly hasBegun: boolean;
}

/** In the order of the term. */
export const slotLines = (signup: Signup, meetings: readonly MeetingView[]): SlotLine[] => {
  const meetingOf = new Map(meetings.map((meeting) => [meeting.id, meeting]));
  return signup.slots.flatMap(({ paperId, meetingId, title, max, hasBegun }) => {
    const meeting = meetingOf.get(meetingId);
    if (!meeting) return [];
    const { number: meetingNumber, topic, startsAt } = meeting;
    return [{ paperId, meetingId, title, max, hasBegun, meetingNumber, topic, startsAt }];
  });
};
