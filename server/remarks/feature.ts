// Puts together what the remarks domain answers: reading, writing, reacting, and that an author has looked.
import { remarksRoutes } from '#shared/remarks/contract.ts';
import { ensure, reason } from '#shared/kernel/rules.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { createLimit } from '#server/kernel/limits.ts';
import { changingHandlers } from './changing.ts';
import { createLooking, type RemarksParts } from './looking.ts';
import { postingHandlers } from './posting.ts';
import { reactingHandlers } from './reacting.ts';

const ownReviewOnly = reason('own_review_only', 'Only the author of a review marks its remarks as seen.');

/** Answers for {@link remarksRoutes}. */
export const createRemarksFeature = (parts: RemarksParts & { readonly clock: Clock }): Feature => {
  const looking = createLooking(parts);
  const writing = { ...parts, looking, posts: createLimit(120, 60, 'remarks and reactions in a short time') };
  return feature(remarksRoutes, {
    ...postingHandlers(writing),
    ...changingHandlers(writing),
    ...reactingHandlers(writing),

    listRemarks: async ({ actor, params: { reviewId } }) =>
      looking.list(await looking.lookAt(actor, reviewId)),

    countRemarks: ({ actor, params: { meetingId } }) => looking.count(actor, meetingId),

    seeRemarks: async ({ actor, params: { reviewId } }) => {
      const { reader } = await looking.lookAt(actor, reviewId);
      ensure(reader.isAuthor || ownReviewOnly);
      const seenAt = parts.clock.now();
      await parts.store.visits.updateOne({ _id: reviewId }, { $max: { seenAt } }, { upsert: true });
      return undefined;
    },
  });
};
