// Shows a thread in one line, for links that lead to it.
import { quoteFromTargets } from '#shared/annotations/anchor.ts';
import { threadLineRoutes } from '#shared/annotations/thread-line.ts';
import { noSuch } from '#server/courses/public.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { Threads } from './threads.ts';
import { isGone } from './views.ts';

const quoteAtMost = 120;

/** Answers for {@link threadLineRoutes}. */
export const createThreadLineFeature = ({ threads }: { readonly threads: Threads }): Feature =>
  feature(threadLineRoutes, {
    readThreadLine: async ({ actor, params: { threadId } }) => {
      const { thread, document, viewer } = await threads.threadFor(actor, threadId);
      if (isGone(thread)) throw noSuch('thread');
      const { authorName, kind, anchor } = await threads.viewOne(thread, viewer.member);
      return {
        ...{ documentId: document.id, documentTitle: document.title, kind, authorName },
        quote: quoteFromTargets(anchor.targets).slice(0, quoteAtMost),
        page: anchor.targets[0]?.page ?? 0,
      };
    },
  });
