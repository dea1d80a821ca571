// What other domains may ask about talks, and how they change who presents.
import type { Id } from '#shared/kernel/primitives.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { MeetingForMember, PapersPublic } from '#server/papers/public.ts';
import type { SetPublication } from './publishing.ts';
import type { IsShown, Reading } from './reading.ts';
import type { TellTalk } from './rights.ts';
import type { TalkRecord } from './store.ts';
import type { Talks } from './talks.ts';

/** A talk as other domains need it; `hasSlides` says whether `deckId` is a document already. */
export interface TalkFacts {
  readonly paperId: Id;
  readonly courseId: Id;
  readonly meetingId: Id;
  readonly presenterIds: readonly Id[];
  readonly deckId: Id;
  readonly hasSlides: boolean;
}

/** A talk with what its viewer may see of its deck; `deck` null: nothing, or not theirs to read. */
export interface TalkForMember {
  readonly meeting: MeetingForMember;
  readonly talk: TalkFacts | null;
  readonly deck: DocumentView | null;
  /** Whether the whole class may read the deck now. */
  readonly isPublished: boolean;
}

export interface PresentationsPublic {
  /** The talk of a paper in a meeting of a course that the actor is in; `not_found` for anybody else. `talk` null: nobody was assigned, nothing uploaded. */
  talkFor(
    actor: Actor | null,
    meetingId: Id,
    paperId: Id,
  ): Promise<{ meeting: MeetingForMember; talk: TalkFacts | null }>;
  /** Like {@link PresentationsPublic.talkFor}, with the deck as far as the actor may read it. */
  deckFor(actor: Actor | null, meetingId: Id, paperId: Id): Promise<TalkForMember>;
  /** Lets the class read a deck, in the name of `by`; repeating it changes nothing. The caller has asked its own rule. */
  publish(paperId: Id, by: Id): Promise<void>;
  /** Whom to ask which file of a deck is being shown: the class may have it for as long, though a newer one came. */
  askForShown(ask: IsShown): void;
  /** All talks of a course that were ever assigned or uploaded, also of papers that were taken out; without any check of rights. */
  talksOf(courseId: Id): Promise<TalkFacts[]>;
  /** Who presents in a meeting, without any check of rights. */
  presentersOf(meetingId: Id): Promise<Id[]>;
  /**
   * Says who presents each of these papers of one course, as it stands now; repeating it changes nothing. The caller has asked its
   * own rule. Each talk is one atomic change, so a crash may leave some of them done: repeat it.
   */
  assign(
    courseId: Id,
    seats: readonly { readonly meetingId: Id; readonly paperId: Id; readonly presenterIds: readonly Id[] }[],
  ): Promise<void>;
  /**
   * Puts `to` in the place of `from` on a talk (null: adds, or takes out), as one atomic change. False, with nothing done, unless
   * `from` presents it and `to` does not. The caller has asked its own rule.
   */
  replacePresenter(
    courseId: Id,
    paperId: Id,
    change: { readonly from: Id | null; readonly to: Id | null },
  ): Promise<boolean>;
}

interface Parts {
  readonly talks: Talks;
  readonly papers: PapersPublic;
  readonly reading: Reading;
  readonly tell: TellTalk;
  readonly setPublication: SetPublication;
}

const factsOf = ({ _id, courseId, meetingId, presenterIds, deckId, slides }: TalkRecord): TalkFacts => ({
  paperId: _id,
  ...{ courseId, meetingId, presenterIds, deckId },
  hasSlides: slides !== null,
});

/** The only door to this domain. */
export const openPresentations = ({
  talks,
  papers,
  reading,
  tell,
  setPublication,
}: Parts): PresentationsPublic => ({
  deckFor: async (actor, meetingId, paperId) => {
    const meeting = await papers.meetingFor(actor, meetingId);
    if (!meeting.paperIds.includes(paperId)) throw noSuch('paper in this meeting');
    const talk = await talks.records.findById(paperId).lean();
    const mayRead = talk !== null && reading.mayRead(meeting.member, talk, meeting);
    return {
      ...{ meeting, talk: talk && factsOf(talk) },
      deck: mayRead ? (await papers.documentFor(actor, talk.deckId)).document : null,
      isPublished: talk !== null && reading.isOpen(talk, meeting),
    };
  },
  publish: async (paperId, by) => {
    await setPublication(paperId, 'published', by);
  },
  askForShown: reading.askForShown,
  talkFor: async (actor, meetingId, paperId) => {
    const meeting = await papers.meetingFor(actor, meetingId);
    if (!meeting.paperIds.includes(paperId)) throw noSuch('paper in this meeting');
    const talk = await talks.records.findById(paperId).lean();
    return { meeting, talk: talk && factsOf(talk) };
  },
  talksOf: async (courseId) => (await talks.records.find({ courseId }).lean()).map(factsOf),
  presentersOf: async (meetingId) =>
    (await talks.records.find({ meetingId }, { presenterIds: 1 }).lean()).flatMap(
      ({ presenterIds }) => presenterIds,
    ),
  assign: async (courseId, seats) => {
    for (const { meetingId, paperId, presenterIds } of seats) {
      const { deckId } = await talks.ensure({ courseId, meetingId, paperId });
      const { modifiedCount } = await talks.records.updateOne(
        { _id: paperId, courseId, presenterIds: { $ne: [...presenterIds] } },
        { $set: { presenterIds: [...presenterIds] }, $inc: { revision: 1 } },
      );
      if (modifiedCount > 0) tell({ courseId, meetingId, deckId });
    }
  },
  replacePresenter: async (courseId, paperId, { from, to }) => {
    // Tried again where somebody else changed the talk in between.
    for (;;) {
      const talk = await talks.records.findOne({ _id: paperId, courseId }).lean();
      if (!talk) return false;
      const { presenterIds, revision } = talk;
      if ((from !== null && !presenterIds.includes(from)) || (to !== null && presenterIds.includes(to)))
        return false;
      const changed = presenterIds.flatMap((id) => (id === from ? (to ?? []) : id));
      if (from === null && to !== null) changed.push(to);
      const { modifiedCount } = await talks.records.updateOne(
        { _id: paperId, revision },
        { $set: { presenterIds: changed }, $inc: { revision: 1 } },
      );
      if (modifiedCount === 0) continue;
      tell(talk);
      return true;
    }
  },
});
