// What the pages read about marks, kept fresh by the staff's and one's own live facts.
import { useQuery } from '@tanstack/react-query';
import type { Id } from '#shared/kernel/primitives.ts';
import { gradingEvents, gradingRoutes, type ReviewMarks } from '#shared/grading/contract.ts';
import { remarksEvents } from '#shared/remarks/contract.ts';
import { isFact } from '#client/kernel/live.ts';
import { queryClient, reading } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';

const of = (meetingId: Id) => ({ params: { meetingId } });

export const queueQuery = (meetingId: Id) => reading(gradingRoutes.readQueue, of(meetingId));
export const marksQuery = (reviewId: Id) => reading(gradingRoutes.readMarks, { params: { reviewId } });
export const likenessesQuery = (meetingId: Id) => reading(gradingRoutes.listLikenesses, of(meetingId));
export const comparedQuery = (meetingId: Id, oneId: Id, otherId: Id) =>
  reading(gradingRoutes.compareReviews, { params: { meetingId, oneId, otherId } });
export const savedRepliesQuery = (courseId: Id) =>
  reading(gradingRoutes.listSavedReplies, { params: { courseId } });
const ownMarksQuery = (meetingId: Id) => reading(gradingRoutes.readOwnMarks, of(meetingId));

const refresh = ({ queryKey }: { readonly queryKey: readonly unknown[] }) =>
  void queryClient.invalidateQueries({ queryKey });

/** Colleagues save every other second while they mark: what they change is fetched together. Milliseconds. */
const togetherMs = 1000;
let waiting: ReturnType<typeof setTimeout> | undefined;
/** The queue of a meeting, soon. */
export const refreshSoon = (meetingId: Id) => {
  waiting ??= setTimeout(() => {
    waiting = undefined;
    refresh(queueQuery(meetingId));
  }, togetherMs);
};

/** Keeps the staff's view of a meeting's marks fresh. `courseId` undefined: not for this person. */
export const useGradingNews = (courseId: Id | undefined, meetingId: Id): void => {
  useRoom('staff', courseId, {
    onFact: (name, payload) => {
      const { marksChanged, savedRepliesChanged, likenessesChanged } = gradingEvents;
      if (isFact(remarksEvents.staffRemarksChanged, name, payload) && payload.meetingId === meetingId)
        refreshSoon(meetingId);
      if (isFact(savedRepliesChanged, name, payload)) refresh(savedRepliesQuery(payload.courseId));
      if (isFact(likenessesChanged, name, payload) && payload.meetingId === meetingId)
        refresh(likenessesQuery(meetingId));
      if (!isFact(marksChanged, name, payload) || payload.meetingId !== meetingId) return;
      const { reviewId, revision } = payload;
      const known = reviewId === null ? null : queryClient.getQueryData(marksQuery(reviewId).queryKey);
      if (reviewId === null) void queryClient.invalidateQueries({ queryKey: [gradingRoutes.readMarks.path] });
      // What one saved oneself is there already.
      else if ((known?.revision ?? -1) < revision) refresh(marksQuery(reviewId));
      refreshSoon(meetingId);
    },
    onGap: () => {
      void queryClient.invalidateQueries({ queryKey: [gradingRoutes.readMarks.path] });
      refresh(queueQuery(meetingId));
      if (courseId !== undefined) refresh(savedRepliesQuery(courseId));
    },
  });
};

/** Takes over what a save has answered, or found there; what is older than what is known is ignored. */
export const putMarks = (marks: ReviewMarks): void => {
  queryClient.setQueryData(marksQuery(marks.reviewId).queryKey, (known) =>
    known && known.revision > marks.revision ? known : marks,
  );
};

/** The marks of one's own review, null until they are returned; asked for again when they are returned or taken back. */
export const useOwnMarks = (personId: Id | undefined, meetingId: Id) => {
  const query = ownMarksQuery(meetingId);
  useRoom('person', personId, {
    onFact: (name, payload) => {
      if (isFact(gradingEvents.marksReturned, name, payload) && payload.meetingId === meetingId)
        refresh(query);
    },
    onGap: () => {
      refresh(query);
    },
  });
  return useQuery({ ...query, enabled: personId !== undefined });
};
