// The threads of a document as one person reads them: what is there, what of it waits, what is unread, and what is listed.
import { useMemo } from 'react';
import type { Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { useThreads } from './data.ts';
import { useHeldBack } from './held-back.ts';
import { holdThreads } from './holding.ts';
import { useUnread } from './unread.ts';
import { useListed } from './use-listed.ts';

const noActs: ReadonlyMap<Id, number> = new Map();

export const useThreadList = (documentId: Id, member: Member, openId: Id | undefined) => {
  const query = useThreads(documentId, member);
  const { personId } = member;
  const { acts = noActs, threads } = query.data ?? {};
  const holding = useMemo(() => holdThreads(personId, acts), [personId, acts]);
  const held = useHeldBack(threads, holding);
  const unread = useUnread(documentId, personId);
  const listed = useListed(held, personId, unread, openId);
  return { query, threads, held, unread, listed };
};
