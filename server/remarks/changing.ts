// Changing what one said about a review, deleting it and bringing it back, holding it back from the author.
import type { UpdateQuery } from 'mongoose';
import { remarkLimits, type remarksRoutes } from '#shared/remarks/contract.ts';
import { mayDeletePost, mayEditPost, mayHoldRemark, mayRestorePost } from '#shared/remarks/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { WritingParts } from './posting.ts';
import type { PostRecord, RemarkRecord, RemarksStore } from './store.ts';

type Verb = 'editRemark' | 'deleteRemark' | 'restoreRemark' | 'holdRemark';
const minuteMs = 60_000;

/** Forgets the texts that can no longer be brought back; asked for whenever something is deleted. */
const sweep = async ({ remarks }: RemarksStore, now: Date) => {
  const over = { $lt: new Date(now.getTime() - remarkLimits.undoMinutes * minuteMs) };
  await remarks.updateMany({ deletedAt: over, text: { $ne: '' } }, { $set: { text: '' } });
  await remarks.updateMany(
    { 'replies.deletedAt': over },
    { $set: { 'replies.$[gone].text': '' } },
    { arrayFilters: [{ 'gone.deletedAt': over }] },
  );
};

/** The part of the remarks feature that changes what stands. */
export const changingHandlers = ({
  store,
  looking,
  posts,
  clock,
}: WritingParts): Pick<Handlers<typeof remarksRoutes>, Verb> => {
  const { remarks } = store;

  const postFor = async (actor: Actor, remarkId: Id, postId: Id) => {
    const { remark, ...look } = await looking.remarkFor(actor, remarkId);
    const post = [remark, ...remark.replies].find(({ _id }) => _id === postId);
    if (!post) throw noSuch('remark');
    const isOwn = post.authorId === actor.personId;
    return { remark, look, post, facts: { isOwn, isDeleted: post.deletedAt !== null } };
  };
  /** Changes one post of a remark in one update, under a condition on that post; null when the condition did not hold. */
  const change = (
    remarkId: Id,
    postId: Id,
    condition: object,
    set: Partial<PostRecord>,
    more: UpdateQuery<RemarkRecord> = {},
  ) => {
    const isHead = remarkId === postId;
    const filter = isHead
      ? { _id: remarkId, ...condition }
      : { _id: remarkId, replies: { $elemMatch: { _id: postId, ...condition } } };
    const inPost = (fields: object) =>
      isHead
        ? fields
        : Object.fromEntries(
            Object.entries(fields).map(([key, value]) => [`replies.$.${key}`, value as unknown]),
          );
    return remarks
      .findOneAndUpdate(
        filter,
        { $set: inPost(set), ...(more.$inc ? { $inc: inPost(more.$inc) } : {}) },
        { returnDocument: 'after' },
      )
      .lean();
  };

  return {
    editRemark: async ({ actor, params: { remarkId, remarkPostId }, body: { text, revision } }) => {
      const { look, facts } = await postFor(actor, remarkId, remarkPostId);
      ensure(mayEditPost(look.reader, facts));
      await posts.take(actor.personId);
      const after = await change(
        remarkId,
        remarkPostId,
        { revision, deletedAt: null },
        { text, editedAt: clock.now() },
        { $inc: { revision: 1 } },
      );
      if (after) {
        await looking.tell(after, look);
        return looking.viewOne(after, look);
      }
      const now = await postFor(actor, remarkId, remarkPostId);
      ensure(mayEditPost(now.look.reader, now.facts));
      const current = await looking.viewOne(now.remark, now.look);
      // The same change again, because its answer was lost.
      if (now.post.revision === revision + 1 && now.post.text === text) return current;
      throw refuse(
        'conflict',
        'text_changed',
        'This text was changed elsewhere meanwhile. Both versions are shown.',
        { current },
      );
    },

    deleteRemark: async ({ actor, params: { remarkId, remarkPostId } }) => {
      const { look, facts } = await postFor(actor, remarkId, remarkPostId);
      ensure(mayDeletePost(look.reader, facts));
      const now = clock.now();
      await sweep(store, now);
      const gone = { deletedAt: now, deletedBy: actor.personId };
      const after = await change(remarkId, remarkPostId, { deletedAt: null }, gone);
      if (after) await looking.tell(after, look);
      return undefined;
    },

    restoreRemark: async ({ actor, params: { remarkId, remarkPostId } }) => {
      const { look, post, remark } = await postFor(actor, remarkId, remarkPostId);
      ensure(mayRestorePost(look.reader, { isDeletedByMe: post.deletedBy === actor.personId }));
      if (post.deletedAt === null) return looking.viewOne(remark, look);
      const since = new Date(clock.now().getTime() - remarkLimits.undoMinutes * minuteMs);
      const back = { deletedAt: null, deletedBy: null };
      const after = await change(
        remarkId,
        remarkPostId,
        { deletedAt: { $gte: since }, deletedBy: actor.personId, text: { $ne: '' } },
        back,
      );
      if (!after) throw refuse('gone', 'too_late', 'It was deleted too long ago to be brought back.');
      await looking.tell(after, look);
      return looking.viewOne(after, look);
    },

    holdRemark: async ({ actor, params: { remarkId }, body: { isHeld } }) => {
      const { remark, ...look } = await looking.remarkFor(actor, remarkId);
      ensure(mayHoldRemark(look.reader));
      if (remark.audience !== 'author')
        throw refuse('unprocessable', 'held_for_author', 'Only a remark for the author can be held back.');
      if (remark.isHeld === isHeld) return looking.viewOne(remark, look);
      // Held by hand or shown by hand: marks that are handed over or taken back change that only for what is held then.
      const set = { isHeld, goesWithMarks: isHeld, ...(isHeld ? {} : { shownAt: clock.now() }) };
      const after = await remarks
        .findOneAndUpdate({ _id: remarkId }, { $set: set }, { returnDocument: 'after' })
        .lean();
      if (!after) throw noSuch('remark');
      // The author is told in both cases: what they saw is gone, or something is there.
      await looking.tell({ ...after, isHeld: false }, look);
      return looking.viewOne(after, look);
    },
  };
};
