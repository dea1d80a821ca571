// What the class took away about a document: as a list, and by thread for its cards.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { day } from '#shared/kernel/moments.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Discussed } from '#shared/meeting-record/contract.ts';
import type { TakenAway } from '#client/annotations/discussed-context.ts';
import { ownZone } from '#client/kit/Moment.tsx';
import { discussedQuery } from './data.ts';

const none: readonly Discussed[] = [];

export const useDiscussed = (documentId: Id) => {
  const discussed = useQuery(discussedQuery(documentId)).data ?? none;
  const byThread = useMemo(() => {
    const threads = new Map<Id, TakenAway[]>();
    for (const { id, text, threadId, topic, startsAt } of discussed)
      threads.set(threadId, [
        ...(threads.get(threadId) ?? []),
        { id, text, at: `${topic}, ${day(startsAt, ownZone)}` },
      ]);
    return threads;
  }, [discussed]);
  return { discussed, byThread };
};
