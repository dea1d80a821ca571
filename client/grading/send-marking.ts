// How the marks of a review are saved by themselves: where their draft is kept, and how it is carried to the server.
import { z } from 'zod';
import { gradingRoutes, type ReviewMarks } from '#shared/grading/contract.ts';
import { areSameMarkings, type Marking } from '#shared/grading/marks.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { autosaveDraftSchema, type Saved, type Target, type Way } from '#client/drafts/autosave.ts';
import { call } from '#client/kernel/call.ts';
import { currentOf } from '#client/kit/merging.ts';
import { putMarks, refreshSoon } from './data.ts';
import { flattenMarking, withField } from './merge-markings.ts';

/** `version` is the one of the review that is marked. */
export interface Given {
  readonly marking: Marking;
  readonly version: number;
}

// Without the limits of the contract: what is too long is kept as well.
const looseMarking = z.object({
  marks: z.record(z.string(), z.number()),
  comments: z.record(z.string(), z.string()),
  overall: z.string(),
  note: z.string(),
  points: z.number().nullable(),
});
export const markingDraftSchema = autosaveDraftSchema<Given>(
  z.object({ marking: looseMarking, version: z.number() }),
);

const way: Way<Given> = {
  schema: markingDraftSchema,
  areSame: (one, other) => one.version === other.version && areSameMarkings(one.marking, other.marking),
  flatten: ({ marking }) => flattenMarking(marking),
  withField: (given, field, to) => ({ ...given, marking: withField(given.marking, field, to) }),
};

/** Those of a meeting lie below this place. */
export const markingsPlace = (meetingId: Id): string => `grading:${meetingId}`;

/** What the server has, as far as the page knows. */
export const savedOf = ({ marking, version, revision }: ReviewMarks): Saved<Given> => ({
  value: { marking, version },
  revision,
});

export const markingTarget = (personId: Id, meetingId: Id, reviewId: Id): Target<Given> => ({
  ...{ personId, id: reviewId, way },
  place: `${markingsPlace(meetingId)}:${reviewId}`,
  send: async ({ marking, version }, revision) => {
    const saved = await call(gradingRoutes.saveMarks, {
      params: { reviewId },
      body: { marking, version, revision },
    });
    putMarks(saved);
    refreshSoon(meetingId);
    return savedOf(saved);
  },
  meet: (error) => {
    const current = currentOf(error) as ReviewMarks | undefined;
    if (current) putMarks(current);
    return current !== undefined;
  },
});
