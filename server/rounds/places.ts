// Which group notes belong to and who may write them now: known in memory, and read anew when the class has another revision.
import type { Id } from '#shared/kernel/primitives.ts';
import type { Phase } from '#shared/rounds/rules.ts';
import { createBatch } from '#server/kernel/db/batch.ts';
import type { LiveRecord, RoundsStore } from './store.ts';

/** The group that notes belong to, as its class is now. */
export interface NotesPlace {
  readonly notesId: Id;
  readonly courseId: Id;
  readonly meetingId: Id;
  readonly roundId: Id;
  readonly group: number;
  /** How many questions there are: as many texts, named `q0`, `q1`, … */
  readonly questions: number;
  readonly members: readonly Id[];
  readonly phase: Phase;
}

export interface Places {
  /** Null when no class has such notes. */
  find(notesId: Id): Promise<NotesPlace | null>;
  /** Reads a class anew if it was changed, by whatever process. */
  refresh(meetingId: Id): Promise<void>;
  /** From memory, as of the last refresh or change here: asked in the very moment in which something is written. */
  now(notesId: Id): NotesPlace | undefined;
  /** A class has changed: what is known of it is this from now on. */
  know(live: LiveRecord): void;
}

/** Classes whose notes are looked up without asking the database; whoever is used longest ago is asked for again. */
const classesAtMost = 60;

const placesOf = (live: LiveRecord): NotesPlace[] =>
  live.rounds.flatMap((round) =>
    round.groups.map(({ notesId, number, members }) => ({
      ...{ notesId, members, courseId: live.courseId, meetingId: live._id, roundId: round.id },
      ...{ group: number, phase: round.phase, questions: round.questions.length },
    })),
  );

/** `know` must hear of every change, after it is on disk and before it is answered. */
export const openPlaces = ({ lives }: Pick<RoundsStore, 'lives'>): Places => {
  const classes = new Map<Id, { readonly revision: number; readonly places: readonly NotesPlace[] }>();
  const byNotes = new Map<Id, NotesPlace>();
  const forget = (meetingId: Id) => {
    for (const { notesId } of classes.get(meetingId)?.places ?? []) byNotes.delete(notesId);
    classes.delete(meetingId);
  };
  const know = (live: LiveRecord) => {
    // What was read before a change may arrive after it.
    if ((classes.get(live._id)?.revision ?? 0) > live.revision) return;
    forget(live._id);
    const places = placesOf(live);
    classes.set(live._id, { revision: live.revision, places });
    for (const place of places) byNotes.set(place.notesId, place);
    for (const meetingId of classes.keys()) {
      if (classes.size <= classesAtMost) break;
      forget(meetingId);
    }
  };
  const revisionOf = createBatch(async (meetingIds) => {
    const found = await lives.find({ _id: { $in: meetingIds } }, { revision: 1 }).lean();
    return new Map(found.map(({ _id, revision }) => [_id, revision]));
  });
  const refresh = async (meetingId: Id) => {
    const known = classes.get(meetingId)?.revision;
    const revision = await revisionOf(meetingId);
    if (revision === null || revision === known) return;
    const live = await lives.findById(meetingId).lean();
    if (live) know(live);
  };
  return {
    know,
    refresh,
    now: (notesId) => byNotes.get(notesId),
    find: async (notesId) => {
      const known = byNotes.get(notesId);
      if (known) {
        await refresh(known.meetingId);
        const now = byNotes.get(notesId);
        if (now) return now;
      }
      const live = await lives.findOne({ 'rounds.groups.notesId': notesId }).lean();
      if (live) know(live);
      return byNotes.get(notesId) ?? null;
    },
  };
};
