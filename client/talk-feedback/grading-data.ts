// What the pages read about grades of talks, kept fresh by the staff's and one's own live facts.
import { useQuery } from '@tanstack/react-query';
import type { Id } from '#shared/kernel/primitives.ts';
import { talkFeedbackEvents } from '#shared/talk-feedback/contract.ts';
import { talkGradingEvents, talkGradingRoutes, type TalkMarks } from '#shared/talk-feedback/grading.ts';
import { isFact } from '#client/kernel/live.ts';
import { queryClient, reading } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { allTalkFeedbackQuery, isTalk, refresh, type TalkRef } from './data.ts';

const params = ({ meetingId, paperId }: TalkRef) => ({ params: { meetingId, paperId } });
export const talkMarksQuery = (talk: TalkRef) => reading(talkGradingRoutes.readTalkMarks, params(talk));
export const gradedTalksQuery = (courseId: Id) =>
  reading(talkGradingRoutes.listGradedTalks, { params: { courseId } });

const refreshList = () =>
  void queryClient.invalidateQueries({ queryKey: [talkGradingRoutes.listGradedTalks.path] });

/** Keeps the staff's view of a talk fresh. */
export const useStaffTalkNews = (talk: TalkRef): void => {
  useRoom('talkFeedback', talk.meetingId, {
    onFact: (name, payload) => {
      const { talkFeedbackChanged } = talkFeedbackEvents;
      if (isFact(talkFeedbackChanged, name, payload) && isTalk(payload, talk))
        refresh(allTalkFeedbackQuery(talk));
      if (!isFact(talkGradingEvents.talkMarksChanged, name, payload) || !isTalk(payload, talk)) return;
      const query = talkMarksQuery(talk);
      // Returning changes no revision; what one saved oneself is there already.
      if ((queryClient.getQueryData(query.queryKey)?.revision ?? -1) <= payload.revision) refresh(query);
      refreshList();
    },
    onGap: () => {
      refresh(allTalkFeedbackQuery(talk));
      refresh(talkMarksQuery(talk));
    },
  });
};

/** Takes over what an act has answered, or found there; what is older than what is known is ignored. */
export const putTalkMarks = (marks: TalkMarks): void => {
  queryClient.setQueryData(talkMarksQuery(marks).queryKey, (known) =>
    known && known.revision > marks.revision ? known : marks,
  );
  refreshList();
};

/** The marks of one's own talk, null until they are returned; asked for again when they are returned or taken back. */
export const useOwnTalkMarks = (personId: Id, talk: TalkRef) => {
  const query = reading(talkGradingRoutes.readOwnTalkMarks, params(talk));
  useRoom('person', personId, {
    onFact: (name, payload) => {
      if (isFact(talkGradingEvents.talkMarksReturned, name, payload) && isTalk(payload, talk)) refresh(query);
    },
    onGap: () => {
      refresh(query);
    },
  });
  return useQuery(query);
};
