// What a class leaves behind: who was there, the rounds that took place, what their groups wrote.
import type { Id } from '#shared/kernel/primitives.ts';
import type { Notes } from './notes.ts';
import type { PresenceRecord, RoundRecord, RoundsStore } from './store.ts';

/** A class; rounds that were drawn and did not begin are no part of it. */
export interface PastClass {
  readonly meetingId: Id;
  readonly presence: readonly PresenceRecord[];
  readonly rounds: readonly RoundRecord[];
}

/** No rights are checked: the caller asks its own rule. */
export interface PastClasses {
  /** Nobody and nothing where the class was never opened. */
  pastClass(meetingId: Id): Promise<PastClass>;
  /** Every class of a course in which somebody was, in no order. */
  pastClasses(courseId: Id): Promise<PastClass[]>;
  /** One text per question, by the group's `notesId`; groups that wrote nothing are not in it. */
  writtenIn(roundIds: readonly Id[]): Promise<Map<Id, readonly string[]>>;
}

const fields = { presence: 1, rounds: 1 } as const;

/** Opens the past of the classes. */
export const openPastClasses = ({ lives }: RoundsStore, notes: Notes): PastClasses => {
  const tookPlace = (live: { _id: Id } & Omit<PastClass, 'meetingId'>): PastClass => ({
    meetingId: live._id,
    presence: live.presence,
    rounds: live.rounds.filter(({ phase }) => phase !== 'drawn'),
  });
  return {
    pastClass: async (meetingId) => {
      const live = await lives.findById(meetingId, fields).lean();
      return live ? tookPlace(live) : { meetingId, presence: [], rounds: [] };
    },
    pastClasses: async (courseId) =>
      (await lives.find({ courseId, 'presence.0': { $exists: true } }, fields).lean()).map(tookPlace),
    writtenIn: async (roundIds) =>
      new Map((await notes.listOfRounds(roundIds)).map(({ _id, texts }) => [_id, texts])),
  };
};
