// Walking from thread to thread by key, from the open one, the last one, or the page in view.
import { useEffect, useRef } from 'react';
import { kinds } from '#shared/annotations/kinds.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Viewer } from '#client/reader/viewer.ts';
import { focusCard } from './card-focus.ts';
import { anchorOn } from './placing.ts';
import { stepFrom } from './stepping.ts';
import type { Listed } from './use-listed.ts';

interface Walk {
  readonly listed: Listed;
  readonly openId: Id | undefined;
  readonly viewer: Viewer | null;
  readonly fileHash: string;
  open(threadId: Id): void;
  say(sentence: string): void;
}

/** Opens the thread after (1) or before (-1); whoever is among the threads stays there. */
export const useWalk = ({ listed, openId, viewer, fileHash, open, say }: Walk): ((by: 1 | -1) => void) => {
  const lastId = useRef(openId);
  useEffect(() => {
    if (openId !== undefined) lastId.current = openId;
  }, [openId]);

  return (by) => {
    const at = stepFrom(listed.threads, by, {
      openId,
      lastId: lastId.current,
      page: (viewer?.state().page ?? 1) - 1,
      pageOf: (thread) => anchorOn(thread, fileHash)?.targets[0]?.page ?? null,
      isByPlace: listed.order === 'place',
    });
    const next = at === undefined ? undefined : listed.threads[at];
    if (at === undefined || !next) {
      say(by > 0 ? 'No thread after this.' : 'No thread before this.');
      return;
    }
    const isInThreads = document.activeElement?.closest('.threads') != null;
    open(next.id);
    if (isInThreads) focusCard(next.id);
    const place = `${String(at + 1)} of ${String(listed.threads.length)}`;
    say(`${kinds[next.kind].word} by ${next.authorName}, ${place}`);
  };
};
