// Tells papers when others may read a deck than before: so that rooms are asked again.
import { coursesEvents } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { papersEvents } from '#shared/papers/contract.ts';
import { presentationsEvents } from '#shared/presentations/contract.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { TalkRecord } from './store.ts';
import type { Talks } from './talks.ts';

interface Parts {
  readonly talks: Talks;
  readonly papers: PapersPublic;
  readonly bus: Bus;
}

/** Somebody else presents, or the deck was published or taken back: the course refetches, the deck's rooms are asked again. */
export type TellTalk = (
  talk: Pick<TalkRecord, 'courseId' | 'meetingId'> & { deckId?: Id | undefined },
) => void;

export const createTellTalk =
  ({ papers, bus }: Omit<Parts, 'talks'>): TellTalk =>
  ({ courseId, meetingId, deckId }) => {
    if (deckId !== undefined) papers.tellRightsChanged({ documentId: deckId, courseId, meetingId });
    bus.publish(presentationsEvents.talksChanged, courseId, { meetingId });
  };

/** What the deadline alone has opened may be closed by another date or another setting; dropped members are put out elsewhere. */
export const watchDeadlines = ({ talks, papers, bus }: Parts): void => {
  const ask = async (filter: { courseId: Id; meetingId?: Id }) => {
    const open = await talks.records
      .find({ ...filter, slides: { $ne: null } }, { deckId: 1, courseId: 1, meetingId: 1 })
      .lean();
    for (const { deckId, courseId, meetingId } of open)
      papers.tellRightsChanged({ documentId: deckId, courseId, meetingId });
  };
  bus.on(papersEvents.meetingsChanged, (courseId, { meetingId }) => ask({ courseId, meetingId }));
  bus.on(coursesEvents.courseChanged, (courseId) => ask({ courseId }));
};
