// Stored talks as the members of the course see them.
import type { Id } from '#shared/kernel/primitives.ts';
import type { Talk } from '#shared/presentations/contract.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { MeetingForMember, PapersPublic } from '#server/papers/public.ts';
import { dueAtOf, type Reading } from './reading.ts';
import type { TalkRecord } from './store.ts';

export const formerMember = 'A former member';

/** Shows a paper's talk to an actor who may see the meeting; `talk` null: nobody was assigned yet. */
export const talkViewer =
  (papers: PapersPublic, accounts: AccountsPublic, reading: Reading) =>
  async (actor: Actor, meeting: MeetingForMember, paperId: Id, talk: TalkRecord | null): Promise<Talk> => {
    const presenterIds = talk?.presenterIds ?? [];
    const names = await accounts.namesOf([...presenterIds, talk?.slides?.uploadedBy ?? '']);
    const presenters = presenterIds.map((id) => ({ id, name: names.get(id) ?? formerMember }));
    const mayRead = talk !== null && reading.mayRead(meeting.member, talk, meeting);
    const deck = mayRead ? (await papers.documentFor(actor, talk.deckId)).document : null;
    return {
      paperId,
      meetingId: meeting.meetingId,
      presenters,
      slides:
        deck && talk?.slides
          ? {
              document: { ...deck, pageCount: deck.pages.length },
              uploadedAt: talk.slides.uploadedAt.toISOString(),
              uploadedBy: names.get(talk.slides.uploadedBy) ?? formerMember,
              late: talk.slides.late,
            }
          : null,
      slidesDueAt: dueAtOf(talk, meeting).toISOString(),
      publication: mayRead ? (talk.publication ?? 'by_course') : null,
      isPublished: mayRead ? reading.isOpen(talk, meeting) : null,
      revision: talk?.revision ?? 0,
    };
  };
