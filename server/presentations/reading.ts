// Who may read which deck, asked by every door through papers (`documentFor`, search) and by the talk's own pages.
import type { Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { isPublished, mayReadSlides } from '#shared/presentations/publishing.ts';
import { maySeeDesk } from '#shared/presentations/rules.ts';
import { byId, createBatch } from '#server/kernel/db/batch.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { MeetingSchedule, PapersPublic } from '#server/papers/public.ts';
import type { TalkRecord } from './store.ts';
import type { Talks } from './talks.ts';

interface Parts {
  readonly talks: Talks;
  readonly papers: PapersPublic;
  readonly clock: Clock;
}

/** When slides of a talk are due: as the staff extended it, or as the meeting says. */
export const dueAtOf = (talk: Pick<TalkRecord, 'extendedUntil'> | null, schedule: MeetingSchedule): Date =>
  talk?.extendedUntil ?? schedule.deadlines.slidesDueAt;

/** Whether a show of the talk on this paper is on that began with this file. */
export type IsShown = (paperId: Id, fileHash: string) => Promise<boolean>;

export interface Reading {
  /** Whether the class may read the deck now; false where there are no slides. */
  isOpen(talk: TalkRecord, schedule: MeetingSchedule): boolean;
  mayRead(member: Member, talk: TalkRecord, schedule: MeetingSchedule): boolean;
  /** Whom to ask what is being shown; nothing is until then. */
  askForShown(ask: IsShown): void;
}

/** From here on papers ask for decks here. */
export const createReading = ({ talks, papers, clock }: Parts): Reading => {
  const talkWith = createBatch(async (ids) => byId(await talks.records.find({ _id: { $in: ids } }).lean()));

  const isOpen: Reading['isOpen'] = (talk, schedule) =>
    talk.slides !== null &&
    isPublished(
      {
        publication: talk.publication ?? 'by_course',
        slidesDueAt: dueAtOf(talk, schedule),
        publishSlides: schedule.settings.publishSlides,
      },
      clock.now(),
    );
  const mayRead: Reading['mayRead'] = (member, talk, schedule) =>
    mayReadSlides(member, {
      presenterIds: talk.presenterIds,
      hasSlides: talk.slides !== null,
      isPublished: isOpen(talk, schedule),
    });

  let isShown: IsShown = () => Promise.resolve(false);
  const talkOf = async ({ documentId, paperId }: { documentId: Id; paperId: Id | null }) => {
    const talk = paperId === null ? null : await talkWith(paperId);
    return talk?.deckId === documentId ? talk : null;
  };

  papers.askForDecks({
    readable: async (members, decks) => {
      const memberIn = new Map(members.map((member) => [member.courseId, member]));
      const asked = decks.map(async (deck) => {
        const member = memberIn.get(deck.courseId);
        const talk = await talkOf(deck);
        if (!member || !talk) return [];
        return mayRead(member, talk, await papers.scheduleOf(talk.meetingId)) ? [deck.documentId] : [];
      });
      return new Set((await Promise.all(asked)).flat());
    },
    // Like the list of versions; whoever follows a talk needs the file with which it began, whatever came since.
    mayReadFormer: async (member, deck, fileHash) => {
      const talk = await talkOf(deck);
      if (!talk) return false;
      return maySeeDesk(member, talk.presenterIds) === true || isShown(talk._id, fileHash);
    },
  });
  return {
    isOpen,
    mayRead,
    askForShown: (ask) => {
      isShown = ask;
    },
  };
};
