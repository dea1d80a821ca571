// Which thread comes next for whoever walks through them by key: from the open one, else from where one was or from the page in view.
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';

interface Standing {
  readonly openId: Id | undefined;
  /** The thread that was open last, if none is now. */
  readonly lastId: Id | undefined;
  /** The page in view, from 0. */
  readonly page: number;
  /** On which page a thread stands, from 0; null where it has no place in the version that is open. */
  pageOf(thread: ThreadView): number | null;
  /** Whether the list follows the pages: in any other order the page says nothing. */
  readonly isByPlace: boolean;
}

/** An index into `threads`, which are as listed; undefined where there is none in that direction. */
export const stepFrom = (
  threads: readonly ThreadView[],
  by: 1 | -1,
  { openId, lastId, page, pageOf, isByPlace }: Standing,
): number | undefined => {
  const indexOf = (id: Id | undefined) =>
    id === undefined ? -1 : threads.findIndex((thread) => thread.id === id);
  const within = (index: number) => (index >= 0 && index < threads.length ? index : undefined);
  const open = indexOf(openId);
  if (open >= 0) return within(open + by);
  const last = indexOf(lastId);
  const lastThread = threads[last];
  if (lastThread && (!isByPlace || pageOf(lastThread) === page)) return within(last + by);
  if (!isByPlace) return within(by > 0 ? 0 : threads.length - 1);
  const placed = (fits: (at: number) => boolean) => (thread: ThreadView) => {
    const at = pageOf(thread);
    return at !== null && fits(at);
  };
  return within(
    by > 0
      ? threads.findIndex(placed((at) => at >= page))
      : threads.findLastIndex(placed((at) => at <= page)),
  );
};
