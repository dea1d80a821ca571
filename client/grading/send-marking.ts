// Carries what was typed about a review to the server; until it is there it is a draft, on this device and the person's others.
import { z } from 'zod';
import { gradingRoutes } from '#shared/grading/contract.ts';
import { areSameMarkings } from '#shared/grading/marks.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { draftAt, keepDraft } from '#client/drafts/use-draft.ts';
import { call } from '#client/kernel/call.ts';
import { currentOf } from '#client/kit/merging.ts';
import type { ReviewMarks } from '#shared/grading/contract.ts';
import { putMarks, refreshSoon } from './data.ts';

// Without the limits of the contract: what is too long is kept as well.
const looseMarking = z.object({
  marks: z.record(z.string(), z.number()),
  comments: z.record(z.string(), z.string()),
  overall: z.string(),
  note: z.string(),
  points: z.number().nullable(),
});

/** What is not on the server yet, made from `base` in `revision`; `version` is the review's that is marked. */
export const markingDraftSchema = z.object({
  reviewId: z.string(),
  marking: looseMarking,
  base: looseMarking,
  revision: z.number(),
  version: z.number(),
});
export type MarkingDraft = z.infer<typeof markingDraftSchema>;

/** Those of a meeting lie below this place. */
export const markingsPlace = (meetingId: Id): string => `grading:${meetingId}`;
export const markingPlace = (meetingId: Id, reviewId: Id): string =>
  `${markingsPlace(meetingId)}:${reviewId}`;

/** By place. */
const underWay = new Map<string, Promise<void>>();

const send = async (personId: Id, meetingId: Id, place: string, draft: MarkingDraft): Promise<void> => {
  const { reviewId, marking, version, revision } = draft;
  try {
    const saved = await call(gradingRoutes.saveMarks, {
      params: { reviewId },
      body: { marking, version, revision },
    });
    putMarks(saved);
    refreshSoon(meetingId);
    const now = draftAt(personId, place, markingDraftSchema);
    if (!now) return;
    const isSaved = areSameMarkings(now.marking, marking) && now.version === version;
    // What was typed meanwhile goes on from what the server has now.
    keepDraft(personId, place, isSaved ? null : { ...now, base: saved.marking, revision: saved.revision });
  } catch (error) {
    const current = error instanceof Error ? (currentOf(error) as ReviewMarks | undefined) : undefined;
    if (!current) throw error;
    // Somebody else was first: whoever has the review open puts both together.
    putMarks(current);
  }
};

/** Sends the draft of a review, one at a time; nothing where there is none. Throws what the server refused. */
export const sendMarking = async (personId: Id, meetingId: Id, reviewId: Id): Promise<void> => {
  const place = markingPlace(meetingId, reviewId);
  const before = underWay.get(place);
  if (before) {
    await before;
    return;
  }
  const draft = draftAt(personId, place, markingDraftSchema);
  if (!draft) return;
  const sending = send(personId, meetingId, place, draft).finally(() => underWay.delete(place));
  underWay.set(place, sending);
  await sending;
};
