// Marks that are on this device only, because the server was away when their review was left: sent on, and counted.
import { useEffect } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { useDrafts } from '#client/drafts/use-draft.ts';
import { markingDraftSchema, markingsPlace, sendMarking } from './send-marking.ts';

const againMs = 10_000;

/** Ids of reviews whose marks are not saved yet, without the one that is open. */
export const useUnsent = (personId: Id, meetingId: Id, openId: Id | undefined): readonly Id[] => {
  const ids = useDrafts(personId, markingsPlace(meetingId), markingDraftSchema)
    .map(({ id }) => id)
    .filter((id) => id !== openId);
  const all = ids.join(' ');
  useEffect(() => {
    if (all === '') return;
    const send = () => {
      for (const id of all.split(' ')) void sendMarking(personId, meetingId, id).catch(() => undefined);
    };
    const timer = setInterval(send, againMs);
    window.addEventListener('online', send);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', send);
    };
  }, [personId, meetingId, all]);
  return ids;
};
