// The talks of the term with the meeting of each.
import type { MeetingView } from '#shared/papers/contract.ts';
import type { Term } from '#shared/signup/contract.ts';

export type TalkLine = Term['talks'][number] & { readonly startsAt: string };

/** In the order of the term; talks whose meeting is not known here yet are left out until it is. */
export const talkLines = ({ talks }: Term, meetings: readonly MeetingView[]): TalkLine[] => {
  const startOf = new Map(meetings.map(({ id, startsAt }) => [id, startsAt]));
  return talks.flatMap((talk) => {
    const startsAt = startOf.get(talk.meetingId);
    return startsAt === undefined ? [] : [{ ...talk, startsAt }];
  });
};
