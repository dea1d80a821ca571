// Beginning remarks and replying to them.
import { remarkLimits, type remarksRoutes } from '#shared/remarks/contract.ts';
import { mayRemark, mayReply } from '#shared/remarks/rules.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { Limit } from '#server/kernel/limits.ts';
import { checkPlace } from './check-place.ts';
import type { Looking } from './looking.ts';
import type { PostRecord, RemarkRecord, RemarksStore } from './store.ts';
import type { Look } from './views.ts';

export interface WritingParts {
  readonly store: RemarksStore;
  readonly looking: Looking;
  readonly posts: Limit;
  readonly clock: Clock;
}

/** Ids are made by clients, 120 random bits: two never meet by chance. */
const idTaken = () =>
  refuse('conflict', 'id_taken', 'This identifier is in use already. Try again with a new one.');

/** The part of the remarks feature that begins remarks and goes on with them. */
export const postingHandlers = ({
  store: { remarks },
  looking,
  posts,
  clock,
}: WritingParts): Pick<Handlers<typeof remarksRoutes>, 'postRemark' | 'replyToRemark'> => {
  const postBy = ({ reader, review }: Look, id: Id, text: string): PostRecord => ({
    _id: id,
    authorId: reader.member.personId,
    asStaff: isStaff(reader.member) && !reader.isAuthor,
    wasNamed: review.areNamesShown,
    text,
    postedAt: clock.now(),
    ...{ editedAt: null, deletedAt: null, deletedBy: null, revision: 1 },
  });

  return {
    postRemark: async ({ actor, params: { reviewId }, body }) => {
      const { id, text, place, audience, isHeld } = body;
      const look = await looking.lookAt(actor, reviewId);
      const { reader, review, counted } = look;
      ensure(mayRemark(reader, audience));
      await posts.take(actor.personId);
      if (isHeld && audience !== 'author')
        throw refuse('invalid', 'held_for_author', 'Only a remark for the author can be held back.');
      const repeated = await remarks.findById(id).lean();
      if (repeated) {
        if (repeated.authorId !== actor.personId || repeated.reviewId !== reviewId) throw idTaken();
        // The same request again is answered with the first result.
        return looking.viewOne(repeated, look);
      }
      const { readers } = checkPlace(place, counted);
      // A part for the staff is as good as none for classmates, also where they guess its name.
      const isPartForStaff = readers === 'staff';
      if (isPartForStaff && !reader.isAuthor && !isStaff(reader.member))
        throw refuse('unprocessable', 'no_such_part', 'The review has no such part.');
      const own = await remarks.countDocuments({ reviewId, authorId: actor.personId, deletedAt: null });
      if (own >= remarkLimits.perPersonAndReview)
        throw refuse(
          'conflict',
          'too_many_remarks',
          'You have as many remarks on this review as one person may. Delete some first; your text is still here.',
        );
      const post = postBy(look, id, text);
      const remark: RemarkRecord = {
        ...post,
        ...{ reviewId, meetingId: review.meetingId, courseId: review.courseId, isPartForStaff },
        ...{ reviewAuthorId: review.authorId, part: place.part, passage: place.passage },
        ...{ version: counted.number, audience, isHeld, goesWithMarks: isHeld },
        ...{ shownAt: post.postedAt, replies: [] },
      };
      try {
        await remarks.create(remark);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const earlier = await remarks.findById(id).lean();
        if (earlier?.authorId !== actor.personId || earlier.reviewId !== reviewId) throw idTaken();
        return looking.viewOne(earlier, look);
      }
      await looking.tell(remark, look);
      return looking.viewOne(remark, look);
    },

    replyToRemark: async ({ actor, params: { remarkId }, body: { id, text } }) => {
      const { remark, ...look } = await looking.remarkFor(actor, remarkId);
      ensure(mayReply(look.reader, { isDeleted: remark.deletedAt !== null }));
      await posts.take(actor.personId);
      const after = await remarks
        .findOneAndUpdate(
          {
            ...{ _id: remarkId, deletedAt: null, 'replies._id': { $ne: id } },
            // Whoever replied knew who would read it.
            ...{ audience: remark.audience, isHeld: remark.isHeld },
            [`replies.${String(remarkLimits.repliesPerRemark - 1)}`]: { $exists: false },
          },
          { $push: { replies: postBy(look, id, text) } },
          { returnDocument: 'after' },
        )
        .lean();
      if (after) {
        await looking.tell(after, look);
        return looking.viewOne(after, look);
      }
      const { remark: now, ...lookNow } = await looking.remarkFor(actor, remarkId);
      const earlier = now.replies.find((reply) => reply._id === id);
      if (earlier) {
        if (earlier.authorId !== actor.personId) throw idTaken();
        return looking.viewOne(now, lookNow);
      }
      ensure(mayReply(lookNow.reader, { isDeleted: now.deletedAt !== null }));
      throw now.isHeld === remark.isHeld
        ? refuse(
            'conflict',
            'remark_full',
            'This thread is full. Begin a new remark at the same passage; your text is still here.',
          )
        : refuse(
            'conflict',
            'handed_over_meanwhile',
            'Who reads this remark changed at this moment. Look who reads it now, and post your reply again.',
          );
    },
  };
};
