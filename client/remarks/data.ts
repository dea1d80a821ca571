// What the pages read about remarks, kept fresh, and what one does with them: every answer is worked into the list at once.
import { remarksEvents, remarksRoutes as routes, type RemarkView } from '#shared/remarks/contract.ts';
import type { Place } from '#shared/remarks/place.ts';
import type { Reaction } from '#shared/remarks/reactions.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import type { BodyInputOf } from '#shared/kernel/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { call } from '#client/kernel/call.ts';
import { isFact } from '#client/kernel/live.ts';
import { keyOf, queryClient, reading } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';

/** Which review: everything about its remarks needs its meeting too. */
export interface ReviewKey {
  readonly reviewId: Id;
  readonly meetingId: Id;
}

export const remarksQuery = (reviewId: Id) => reading(routes.listRemarks, { params: { reviewId } });
/** All reviews of a meeting in one request. */
export const remarkCountsQuery = (meetingId: Id) => reading(routes.countRemarks, { params: { meetingId } });

const refreshCounts = (meetingId: Id) =>
  void queryClient.invalidateQueries({ queryKey: remarkCountsQuery(meetingId).queryKey });

const refresh = ({ reviewId, meetingId }: ReviewKey) => {
  void queryClient.invalidateQueries({ queryKey: remarksQuery(reviewId).queryKey });
  refreshCounts(meetingId);
};

/** What may not be read any more goes from the page at once. */
const leave = ({ reviewId, meetingId }: ReviewKey) => {
  queryClient.removeQueries({ queryKey: remarksQuery(reviewId).queryKey });
  void queryClient.resetQueries({ queryKey: keyOf(reviewsRoutes.listReviews, { meetingId }) });
  void queryClient.resetQueries({ queryKey: keyOf(reviewsRoutes.readReview, { reviewId }) });
  refreshCounts(meetingId);
};

/** The review itself may have been submitted anew: its text is asked for again. */
export const refreshReview = ({ reviewId, meetingId }: ReviewKey): void => {
  void queryClient.invalidateQueries({ queryKey: keyOf(reviewsRoutes.listReviews, { meetingId }) });
  void queryClient.invalidateQueries({ queryKey: keyOf(reviewsRoutes.readReview, { reviewId }) });
};

/** Keeps the remarks of a review fresh while it is shown; the staff hears in the course's room, of everything. */
export const useRemarkNews = (key: ReviewKey, staffOf: Id | undefined, authorId: Id | undefined): void => {
  const onGap = () => {
    refresh(key);
  };
  const isAbout = (payload: { reviewId: Id }) => payload.reviewId === key.reviewId;
  useRoom('review', staffOf === undefined ? key.reviewId : undefined, {
    onFact: (name, payload) => {
      if (isFact(remarksEvents.remarksChanged, name, payload)) refresh(key);
    },
    onGap,
    onRefused: () => {
      // The page's own question is asked again, and its answer decides.
      const asked = queryClient.query({ ...remarksQuery(key.reviewId), staleTime: 0, retry: false });
      asked.catch((error: unknown) => {
        if (error instanceof Refusal) leave(key);
      });
    },
  });
  useRoom('staff', staffOf, {
    onFact: (name, payload) => {
      if (isFact(remarksEvents.staffRemarksChanged, name, payload) && isAbout(payload)) refresh(key);
    },
    onGap,
  });
  useRoom('person', authorId, {
    onFact: (name, payload) => {
      if (isFact(remarksEvents.ownRemarksChanged, name, payload) && isAbout(payload)) refresh(key);
    },
    onGap,
  });
};

/** Keeps the counts of one's own review fresh where it is not open. `personId` undefined: this person writes none. */
export const useOwnRemarkNews = (personId: Id | undefined, meetingId: Id): void => {
  useRoom('person', personId, {
    onFact: (name, payload) => {
      if (isFact(remarksEvents.ownRemarksChanged, name, payload) && payload.meetingId === meetingId)
        refreshCounts(meetingId);
    },
    onGap: () => {
      refreshCounts(meetingId);
    },
  });
};

/** Puts a remark as it was answered into the list; its place there comes with the next refresh. */
const keep = (key: ReviewKey, remark: RemarkView): RemarkView => {
  queryClient.setQueryData(remarksQuery(key.reviewId).queryKey, (listing) => {
    if (!listing) return listing;
    const isThere = listing.remarks.some(({ id }) => id === remark.id);
    const remarks = isThere
      ? listing.remarks.map((one) => (one.id === remark.id ? remark : one))
      : [...listing.remarks, remark];
    return { ...listing, remarks };
  });
  refresh(key);
  return remark;
};

const ofPost = (remarkId: Id, remarkPostId: Id) => ({ params: { remarkId, remarkPostId } });

/** Safe to repeat with the same id: what was typed between two tries is not lost either. */
export const postRemark = async (
  key: ReviewKey,
  body: BodyInputOf<typeof routes.postRemark>,
): Promise<RemarkView> => {
  const remark = await call(routes.postRemark, { params: { reviewId: key.reviewId }, body });
  return remark.text === body.text
    ? keep(key, remark)
    : editRemark(key, remark.id, remark.id, body.text, remark.revision);
};

/** Safe to repeat with the same id, as {@link postRemark}. */
export const replyToRemark = async (
  key: ReviewKey,
  remarkId: Id,
  body: BodyInputOf<typeof routes.replyToRemark>,
): Promise<RemarkView> => {
  const remark = await call(routes.replyToRemark, { params: { remarkId }, body });
  const stored = remark.replies.find(({ id }) => id === body.id);
  return stored && stored.text !== body.text
    ? editRemark(key, remarkId, stored.id, body.text, stored.revision)
    : keep(key, remark);
};

export const editRemark = async (
  key: ReviewKey,
  remarkId: Id,
  postId: Id,
  text: string,
  revision: number,
): Promise<RemarkView> =>
  keep(key, await call(routes.editRemark, { ...ofPost(remarkId, postId), body: { text, revision } }));

export const deleteRemark = async (key: ReviewKey, remarkId: Id, postId: Id): Promise<void> => {
  await call(routes.deleteRemark, ofPost(remarkId, postId));
  await queryClient.invalidateQueries({ queryKey: remarksQuery(key.reviewId).queryKey });
  refreshCounts(key.meetingId);
};

export const restoreRemark = async (key: ReviewKey, remarkId: Id, postId: Id): Promise<RemarkView> =>
  keep(key, await call(routes.restoreRemark, ofPost(remarkId, postId)));

export const holdRemark = async (key: ReviewKey, remarkId: Id, isHeld: boolean): Promise<RemarkView> =>
  keep(key, await call(routes.holdRemark, { params: { remarkId }, body: { isHeld } }));

export const react = async (
  { reviewId }: ReviewKey,
  place: Place | null,
  reaction: Reaction,
  isOn: boolean,
): Promise<void> => {
  const reacted = await call(routes.react, { params: { reviewId }, body: { place, reaction, isOn } });
  queryClient.setQueryData(remarksQuery(reviewId).queryKey, (listing) => listing && { ...listing, reacted });
};

/** The author has looked: what was new is so no more, where it is counted. */
export const seeRemarks = async ({ reviewId, meetingId }: ReviewKey): Promise<void> => {
  await call(routes.seeRemarks, { params: { reviewId } });
  refreshCounts(meetingId);
};
