// Changing what a thread covers: handles on the page, stored when they are let go for good.
import { useCallback, useState } from 'react';
import { sortKey, type Target } from '#shared/annotations/anchor.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import { sayDone, sayRefused } from '#client/kit/say.ts';
import { changeAnchor } from './commands.ts';

export const useExtentChange = ({ fileHash }: Pick<DocumentView, 'fileHash'>) => {
  const [thread, setThread] = useState<ThreadView | null>(null);
  const change = useCallback((next: ThreadView) => {
    setThread(next);
  }, []);
  return {
    extent: thread,
    change,
    onExtent: (targets: readonly Target[] | null) => {
      setThread(null);
      if (!thread || !targets) return;
      changeAnchor(thread, { fileHash, targets: [...targets], sortKey: sortKey(targets) }).then(() => {
        sayDone('The thread has its new extent.');
      }, sayRefused);
    },
  };
};
