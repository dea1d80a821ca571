// What saves itself but is on this device only, because the server was away when its page was left: sent on, and counted.
import { useEffect, useRef } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { isPassing } from '#client/kernel/passing.ts';
import { sendAutosaved, type Target, type Way } from './autosave.ts';
import { useDrafts } from './use-draft.ts';

const againMs = 10_000;

/** Ids of what lies below a place and is not saved yet, without the one that is open and sends itself. */
export const useUnsent = <T>(
  personId: Id,
  place: string,
  schema: Way<T>['schema'],
  targetOf: (id: string) => Target<T>,
  openId?: string,
): readonly string[] => {
  const ids = useDrafts(personId, place, schema)
    .map(({ id }) => id)
    .filter((id) => id !== openId);
  const latest = useRef(targetOf);
  useEffect(() => {
    latest.current = targetOf;
  });
  const all = ids.join(' ');
  useEffect(() => {
    if (all === '') return;
    const refused = new Set<string>();
    const send = () => {
      for (const id of all.split(' ').filter((one) => !refused.has(one)))
        void sendAutosaved(latest.current(id)).catch((error: unknown) => {
          // Asking again would be answered alike; its own page says why.
          if (!isPassing(error)) refused.add(id);
        });
    };
    const timer = setInterval(send, againMs);
    window.addEventListener('online', send);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', send);
    };
  }, [personId, all]);
  return ids;
};
