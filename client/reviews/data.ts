// What the pages read about reviews, and one's own review while it is written.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Refusal } from '#shared/kernel/refusals.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { reviewsEvents, reviewsRoutes, type Extension, type OwnReview } from '#shared/reviews/contract.ts';
import type { ReviewTerms } from '#shared/reviews/rules.ts';
import { call } from '#client/kernel/call.ts';
import { isFact } from '#client/kernel/live.ts';
import { keyOf, queryClient, reading } from '#client/kernel/query.ts';
import { guessServerTime } from '#client/kernel/server-clock.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { openKeeper, type Keeper } from './kept.ts';
import { createWriting } from './writing.ts';
import type { Writing, WritingPorts } from './writing-state.ts';

const of = (meetingId: Id) => ({ params: { meetingId } });

export const ownReviewQuery = (meetingId: Id) => reading(reviewsRoutes.readOwnReview, of(meetingId));
export const ownVersionsQuery = (meetingId: Id) => reading(reviewsRoutes.listOwnVersions, of(meetingId));
export const reviewStatesQuery = (meetingId: Id) => reading(reviewsRoutes.trackReviews, of(meetingId));
export const formQuery = (courseId: Id) => reading(reviewsRoutes.readForm, { params: { courseId } });
export const versionsQuery = (reviewId: Id) => reading(reviewsRoutes.listVersions, { params: { reviewId } });
export const rolesQuery = (meetingId: Id) => reading(reviewsRoutes.readRoles, of(meetingId));
export const extensionsQuery = (meetingId: Id) => reading(reviewsRoutes.listExtensions, of(meetingId));
export const reviewsQuery = (meetingId: Id) => reading(reviewsRoutes.listReviews, of(meetingId));

/** Puts what a change of the extensions answered into the cache; who is late may be others now. */
export const putExtensions = (meetingId: Id, all: Extension[]): void => {
  queryClient.setQueryData(extensionsQuery(meetingId).queryKey, all);
  void queryClient.invalidateQueries({ queryKey: reviewStatesQuery(meetingId).queryKey });
};

/** What decides about the reviews of a meeting for this person; `own` is undefined for those who write none. */
export const termsOf = (meeting: MeetingView, course: Course, own?: OwnReview): ReviewTerms => {
  const end = own?.acceptedUntil ?? null;
  return {
    dueAt: new Date(own?.dueAt ?? meeting.reviewsDueAt),
    acceptedUntil: end === null ? null : new Date(end),
    classmatesReadReviews: course.settings.classmatesReadReviews,
    hasSubmitted: own !== undefined && own.submission !== null,
  };
};

export interface WithPapers {
  readonly papers: readonly { readonly id: Id; readonly title: string }[];
}

/** Titles of the meeting's papers, for questions that are about one of them. */
export const titleOfPaper = (meeting: WithPapers, paperId: Id | null): string | undefined =>
  meeting.papers.find(({ id }) => id === paperId)?.title;

/** Keeps the staff's view of a meeting's reviews fresh. `courseId` undefined: not for this person. */
export const useReviewNews = (courseId: Id | undefined, meetingId: Id): void => {
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: reviewStatesQuery(meetingId).queryKey });
    void queryClient.invalidateQueries({ queryKey: reviewsQuery(meetingId).queryKey });
    void queryClient.invalidateQueries({ queryKey: extensionsQuery(meetingId).queryKey });
  };
  useRoom('staff', courseId, {
    onFact: (name, payload) => {
      const { reviewSubmitted, reviewsChanged } = reviewsEvents;
      if (isFact(reviewSubmitted, name, payload) && payload.meetingId === meetingId) refresh();
      if (isFact(reviewsChanged, name, payload) && (payload.meetingId ?? meetingId) === meetingId) refresh();
    },
    onGap: refresh,
  });
};

/** Keeps fresh what the staff arrange for everybody: the best reviews of a meeting. */
export const useArrangedNews = (courseId: Id, meetingId: Id): void => {
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: reviewsQuery(meetingId).queryKey });
  };
  useRoom('course', courseId, {
    onFact: (name, payload) => {
      const isNews = isFact(reviewsEvents.reviewsArranged, name, payload);
      if (isNews && (payload.meetingId ?? meetingId) === meetingId) refresh();
    },
    onGap: refresh,
  });
};

/**
 * One's own review as it was when the page opened, with what this browser keeps of it: read anew each time, and not exchanged
 * under the writer's hands.
 */
export const useReviewToWrite = (personId: Id, meetingId: Id) =>
  useQuery<{ review: OwnReview; keeper: Keeper }, Refusal>({
    queryKey: [...ownReviewQuery(meetingId).queryKey, 'to write', personId],
    queryFn: async ({ signal }) => {
      const [review, keeper] = await Promise.all([
        call(reviewsRoutes.readOwnReview, of(meetingId), signal),
        openKeeper(personId, meetingId),
      ]);
      guessServerTime(Date.parse(review.now));
      return { review, keeper };
    },
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  });

/** Writing from `review` on; ends when the page is left. Mount anew for another person or meeting. */
export const useWriting = (
  personId: Id,
  meeting: MeetingView,
  { review, keeper }: Pick<WritingPorts, 'review' | 'keeper'>,
): Writing => {
  const { id: meetingId, revision } = meeting;
  const [writing] = useState(() =>
    createWriting({
      ...{ review, keeper },
      read: () => call(reviewsRoutes.readOwnReview, of(meetingId)),
      save: (answers, revision) =>
        call(reviewsRoutes.saveReview, { ...of(meetingId), body: { answers, revision } }),
      submit: (revision) => call(reviewsRoutes.submitReview, { ...of(meetingId), body: { revision } }),
    }),
  );
  const { saved } = useSyncExternalStore(writing.subscribe, writing.state);
  useEffect(() => {
    queryClient.setQueryData(ownReviewQuery(meetingId).queryKey, saved);
  }, [meetingId, saved]);

  // Another date or other papers: what is asked and when it is due may be different now.
  const begunWith = useRef(revision);
  useEffect(() => {
    if (revision !== begunWith.current) void writing.refresh();
    begunWith.current = revision;
  }, [writing, revision]);

  useEffect(() => {
    const end = writing.start();
    const stop = new AbortController();
    const on = { signal: stop.signal };
    window.addEventListener('online', () => void writing.flush(), on);
    document.addEventListener(
      'visibilitychange',
      () => void (document.hidden ? writing.flush() : writing.refresh()),
      on,
    );
    window.addEventListener(
      'beforeunload',
      (event) => {
        if (writing.state().progress !== 'saved') event.preventDefault();
      },
      on,
    );
    return () => {
      stop.abort();
      end();
    };
  }, [writing]);

  useRoom('person', personId, {
    onFact: (name, payload) => {
      if (isFact(reviewsEvents.reviewSaved, name, payload) && payload.meetingId === meetingId)
        writing.hear(payload.revision);
      if (isFact(reviewsEvents.reviewTermsChanged, name, payload) && payload.meetingId === meetingId)
        void writing.refresh();
    },
    onGap: () => void writing.refresh(),
  });
  // Another form asks other questions; what was answered stays.
  useRoom('course', meeting.courseId, {
    onFact: (name, payload) => {
      if (isFact(reviewsEvents.reviewsArranged, name, payload) && payload.meetingId === null)
        void writing.refresh();
    },
    onGap: () => undefined,
  });
  return writing;
};

/** The versions one has submitted change with every submission. */
export const forgetVersions = (meetingId: Id): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: keyOf(reviewsRoutes.listOwnVersions, { meetingId }) });
