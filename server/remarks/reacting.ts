// Reactions to a sentence of a review or to all of it: given and taken back, one per person and word.
import type { remarksRoutes } from '#shared/remarks/contract.ts';
import { mayReact } from '#shared/remarks/rules.ts';
import type { Place } from '#shared/remarks/place.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { checkPlace } from './check-place.ts';
import { tellRemark, type Looking, type RemarksParts } from './looking.ts';
import type { WritingParts } from './posting.ts';
import { reactedKey } from './store.ts';
import type { Look } from './views.ts';

interface Parts extends WritingParts, Pick<RemarksParts, 'bus' | 'courses'> {}

/** Sentences of one review that can have reactions: more than any review has. */
const placesAtMost = 1000;

/** The part of the remarks feature that is about reactions. */
export const reactingHandlers = ({
  store: { reacted },
  looking,
  posts,
  bus,
  courses,
}: Parts): Pick<Handlers<typeof remarksRoutes>, 'react'> => {
  /** The record of a place, made where there is none; refused where the version that counts has no such place. */
  const makeRecord = async (
    { reader, review, counted }: Awaited<ReturnType<Looking['lookAt']>>,
    _id: string,
    place: Place | null,
  ) => {
    const { reviewId, meetingId, courseId } = review;
    const isPartForStaff = place !== null && checkPlace(place, counted).readers === 'staff';
    if (isPartForStaff && !isStaff(reader.member))
      throw refuse('unprocessable', 'no_such_part', 'The review has no such part.');
    if ((await reacted.countDocuments({ reviewId })) >= placesAtMost)
      throw refuse('conflict', 'too_many_reactions', 'This review has as many reactions as it can hold.');
    const record = { _id, reviewId, meetingId, courseId, isPartForStaff, place, people: {} };
    await reacted.create(record).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
  };

  const tell = ({ review }: Look, reviewAuthorId: Id, isPartForStaff: boolean) => {
    const { reviewId, meetingId, courseId } = review;
    const shown = { audience: 'readers', isHeld: false, isPartForStaff } as const;
    return tellRemark({ bus, courses }, { reviewId, meetingId, courseId, reviewAuthorId, ...shown });
  };

  return {
    react: async ({ actor, params: { reviewId }, body: { place, reaction, isOn } }) => {
      const look = await looking.lookAt(actor, reviewId);
      ensure(mayReact(look.reader));
      await posts.take(actor.personId);
      const _id = reactedKey(reviewId, place);
      // What stands at a passage that is gone can still be taken back.
      if (isOn && !(await reacted.exists({ _id }))) await makeRecord(look, _id, place);
      const path = `people.${reaction}`;
      const after = await reacted
        .findOneAndUpdate(
          { _id },
          isOn ? { $addToSet: { [path]: actor.personId } } : { $pull: { [path]: actor.personId } },
          { returnDocument: 'after' },
        )
        .lean();
      if (after) await tell(look, look.review.authorId, after.isPartForStaff);
      return (await looking.list(look)).reacted;
    },
  };
};
