// Keeps the signed-in person's drafts in step with the server and their other devices, on every page.
import { useEffect } from 'react';
import { draftsEvents } from '#shared/drafts/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { isFact } from '#client/kernel/live.ts';
import { beforeSignOut } from '#client/kernel/session.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { ownDrafts } from './own.ts';

export const DraftsKeeper = ({ personId }: { personId: Id }) => {
  useRoom('person', personId, {
    onFact: (name, payload) => {
      if (isFact(draftsEvents.draftChanged, name, payload))
        ownDrafts(personId).sync.hear(payload.place, payload.revision);
    },
    onGap: () => {
      ownDrafts(personId).sync.refresh();
    },
  });
  useEffect(() => {
    const { sync, leave } = ownDrafts(personId);
    const flush = () => {
      if (document.visibilityState === 'hidden') void sync.flush();
    };
    const stop = [sync.start(), beforeSignOut(leave)];
    window.addEventListener('online', sync.refresh);
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      for (const end of stop) end();
      window.removeEventListener('online', sync.refresh);
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
    };
  }, [personId]);
  return null;
};
