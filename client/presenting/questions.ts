// The questions of a talk as one person sees them, and what is done with them.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { inTurn, isQuestion, questionsRoutes as routes } from '#shared/presenting/questions.ts';
import { refreshThreads, useThreads } from '#client/annotations/data.ts';
import { call } from '#client/kernel/call.ts';
import { keyOf, queryClient, reading } from '#client/kernel/query.ts';

export interface Of {
  readonly meetingId: Id;
  readonly paperId: Id;
}

export interface Asked {
  readonly thread: ThreadView;
  /** From 0; null: about the whole talk. */
  readonly slide: number | null;
  readonly isMine: boolean;
  readonly isUpvoted: boolean;
  /** Hidden from the class, and why. */
  readonly hidden: { readonly reason: string } | null;
}

const marksQuery = (of: Of) => reading(routes.listQuestionMarks, { params: of });

/** Live while mounted; undefined until they are there. */
export const useQuestions = (of: Of, documentId: Id, member: Member): readonly Asked[] | undefined => {
  const { data: listing } = useThreads(documentId, member);
  const { data: marks } = useQuery(marksQuery(of));
  if (!listing) return undefined;
  const markOf = new Map(marks?.map((mark) => [mark.threadId, mark]));
  return listing.threads
    .filter((thread) => isQuestion(thread))
    .map((thread) => {
      const mark = markOf.get(thread.id);
      return {
        thread,
        slide: mark?.isGeneral ? null : (thread.anchor.targets[0]?.page ?? null),
        isMine: thread.authorId === member.personId,
        isUpvoted: listing.myUpvotes.has(thread.id),
        hidden: thread.visibility === 'class' ? null : (mark?.hidden ?? null),
      };
    })
    .filter(({ thread, hidden }) => thread.visibility === 'class' || hidden !== null);
};

/**
 * By votes as they were when one looked: others' votes move nothing under one's eyes, and new ones come at the end. `isStale` says
 * that the order would be another one now.
 */
export const useTurns = (asked: readonly Asked[]) => {
  const byVotes = inTurn(asked.map(({ thread }) => thread)).map(({ id }) => id);
  const [order, setOrder] = useState<readonly Id[]>(byVotes);
  const present = new Map(asked.map((one) => [one.thread.id, one]));
  const kept = [...order.filter((id) => present.has(id)), ...byVotes.filter((id) => !order.includes(id))];
  return {
    turns: kept.flatMap((id) => present.get(id) ?? []),
    isStale: kept.some((id, place) => id !== byVotes[place]),
    sort: () => {
      setOrder(byVotes);
    },
  };
};

const refreshMarks = () => queryClient.invalidateQueries({ queryKey: keyOf(routes.listQuestionMarks) });
const on = (of: Of, threadId: Id) => ({ params: { ...of, threadId } });

export const askQuestion = async (
  of: Of,
  documentId: Id,
  body: { id: Id; text: string; slide: number | null; anonymous: boolean },
): Promise<void> => {
  await call(routes.askQuestion, { params: of, body });
  if (body.slide === null) await refreshMarks();
  refreshThreads(documentId);
};

export const setAnswered = (of: Of, threadId: Id, isAnswered: boolean): Promise<void> =>
  call(isAnswered ? routes.answerLive : routes.withdrawAnswer, on(of, threadId));

export const hideQuestion = async (of: Of, threadId: Id, reason: string): Promise<void> => {
  await call(routes.hideQuestion, { ...on(of, threadId), body: { reason } });
  await refreshMarks();
};

export const bringBack = async (of: Of, threadId: Id): Promise<void> => {
  await call(routes.bringBack, on(of, threadId));
  await refreshMarks();
};
