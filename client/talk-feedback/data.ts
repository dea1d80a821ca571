// What the pages read about feedback on talks, kept fresh by one's own and the staff's live facts.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { presentationsEvents } from '#shared/presentations/contract.ts';
import {
  talkFeedbackEvents,
  talkFeedbackRoutes,
  type OwnTalkFeedback,
} from '#shared/talk-feedback/contract.ts';
import { isFact } from '#client/kernel/live.ts';
import { queryClient, reading } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';

/** The talk of a paper in a meeting. */
export interface TalkRef {
  readonly meetingId: Id;
  readonly paperId: Id;
}

export const isTalk = (one: TalkRef, other: TalkRef): boolean =>
  one.meetingId === other.meetingId && one.paperId === other.paperId;

const params = ({ meetingId, paperId }: TalkRef) => ({ params: { meetingId, paperId } });
const deskQuery = (talk: TalkRef) => reading(talkFeedbackRoutes.readTalkFeedback, params(talk));
export const allTalkFeedbackQuery = (talk: TalkRef) =>
  reading(talkFeedbackRoutes.listTalkFeedback, params(talk));
const openTalksQuery = (courseId: Id) => reading(talkFeedbackRoutes.listOpenTalks, { params: { courseId } });

export const refresh = ({ queryKey }: { readonly queryKey: readonly unknown[] }) =>
  void queryClient.invalidateQueries({ queryKey });

/** Asks again when a moment has come; browsers count no more than some weeks ahead. */
const useAt = (at: string | undefined, act: () => void): void => {
  useEffect(() => {
    const wait = at === undefined ? NaN : new Date(at).getTime() - Date.now();
    if (!(wait > 0 && wait < 2 ** 31)) return;
    const timer = setTimeout(act, wait + 500);
    return () => {
      clearTimeout(timer);
    };
    // The act does the same whenever it was made.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [at]);
};

/** Feedback on a talk as one has it oneself, asked for again when rights, dates or what one gave have changed. */
export const useTalkDesk = (personId: Id | undefined, courseId: Id, talk: TalkRef) => {
  const query = deskQuery(talk);
  const again = () => {
    refresh(query);
  };
  useRoom('person', personId, {
    onFact: (name, payload) => {
      const { ownTalkFeedbackChanged, talkResultsChanged } = talkFeedbackEvents;
      if (isFact(talkResultsChanged, name, payload) && isTalk(payload, talk)) again();
      if (!isFact(ownTalkFeedbackChanged, name, payload) || !isTalk(payload, talk)) return;
      again();
    },
    onGap: again,
  });
  useRoom('course', courseId, {
    onFact: (name, payload) => {
      if (isFact(presentationsEvents.talksChanged, name, payload) && payload.meetingId === talk.meetingId)
        again();
    },
    onGap: again,
  });
  const found = useQuery(query);
  useAt(found.data?.phase === 'before' ? found.data.opensAt : undefined, again);
  useAt(found.data?.phase === 'open' ? found.data.closesAt : undefined, again);
  return found;
};

/** Takes over what a save has answered, or found there; what is older than what is known is ignored. */
export const putOwn = (talk: TalkRef, own: OwnTalkFeedback): void => {
  queryClient.setQueryData(deskQuery(talk).queryKey, (desk) =>
    desk && (desk.own === null || desk.own.revision <= own.revision) ? { ...desk, own } : desk,
  );
  void queryClient.invalidateQueries({ queryKey: [talkFeedbackRoutes.listOpenTalks.path] });
};

/** The talks of a course that one may give feedback on now; for students, others have none. */
export const useOpenTalks = (courseId: Id, isStudent: boolean) =>
  useQuery({ ...openTalksQuery(courseId), enabled: isStudent });
