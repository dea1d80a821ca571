// What the pages read about feedback, kept fresh by one's own and the staff's live facts.
import { useQuery } from '@tanstack/react-query';
import type { Id } from '#shared/kernel/primitives.ts';
import { feedbackEvents, feedbackRoutes, type FeedbackDesk } from '#shared/feedback/contract.ts';
import { isFact } from '#client/kernel/live.ts';
import { queryClient, reading } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';

const feedbackQuery = (meetingId: Id) => reading(feedbackRoutes.readFeedback, { params: { meetingId } });
export const pairingsQuery = (meetingId: Id) =>
  reading(feedbackRoutes.listPairings, { params: { meetingId } });
export const criteriaQuery = (courseId: Id) => reading(feedbackRoutes.readCriteria, { params: { courseId } });
export const feedbackScoresQuery = (courseId: Id) =>
  reading(feedbackRoutes.listFeedbackScores, { params: { courseId } });

/** One's own feedback of a meeting, asked for again when somebody was paired anew. */
export const useFeedback = (personId: Id | undefined, meetingId: Id) => {
  const query = feedbackQuery(meetingId);
  const refresh = () => void queryClient.invalidateQueries({ queryKey: query.queryKey });
  useRoom('person', personId, {
    onFact: (name, payload) => {
      const { feedbackAssigned } = feedbackEvents;
      if (isFact(feedbackAssigned, name, payload) && payload.meetingId === meetingId) refresh();
    },
    onGap: refresh,
  });
  return useQuery(query);
};

/** All pairs of a meeting, for staff. */
export const usePairings = (courseId: Id, meetingId: Id) => {
  const query = pairingsQuery(meetingId);
  const refresh = () => void queryClient.invalidateQueries({ queryKey: query.queryKey });
  useRoom('staff', courseId, {
    onFact: (name, payload) => {
      const { pairingsChanged } = feedbackEvents;
      if (isFact(pairingsChanged, name, payload) && payload.meetingId === meetingId) refresh();
    },
    onGap: refresh,
  });
  return useQuery(query);
};

/** Puts in what an act has just answered. */
export const putInDesk = (meetingId: Id, change: (desk: FeedbackDesk) => FeedbackDesk): void => {
  queryClient.setQueryData(feedbackQuery(meetingId).queryKey, (desk) => desk && change(desk));
};
