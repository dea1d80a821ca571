// The room of those who mark a meeting's reviews: who is on which.
import { gradersPresence } from '#shared/grading/contract.ts';
import { mayGrade } from '#shared/grading/rules.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { reason } from '#shared/kernel/rules.ts';
import { presenceRule, type RoomGuard } from '#server/kernel/feature.ts';
import type { PapersPublic } from '#server/papers/public.ts';

export const gradersRoom = (papers: PapersPublic): RoomGuard => ({
  kind: gradersPresence.room,
  mayEnter: async ({ actor }, meetingId) => {
    try {
      return mayGrade((await papers.meetingFor(actor, meetingId)).member);
    } catch (error) {
      if (error instanceof Refusal) return reason(error.body.reason, error.message);
      throw error;
    }
  },
  presence: presenceRule(gradersPresence, () =>
    Promise.resolve(({ reviewId }: { reviewId: string }) => ({ shown: { reviewId }, counts: [] })),
  ),
});
