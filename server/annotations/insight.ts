// Shows the staff where on a document the class is busy and where it is confused.
import { quoteFromText } from '#shared/annotations/anchor.ts';
import { hotSentences, insightRoutes, pageCounts } from '#shared/annotations/insight.ts';
import { mayRunCourse } from '#shared/courses/roles.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { visibleThreads } from './listing.ts';
import type { AnnotationsStore } from './store.ts';
import type { Threads } from './threads.ts';
import type { LookAt } from './viewers.ts';

interface Parts {
  readonly store: AnnotationsStore;
  readonly lookAt: LookAt;
  readonly threads: Threads;
  readonly papers: PapersPublic;
}

/** Answers for {@link insightRoutes}. */
export const createInsightFeature = ({ store, lookAt, threads, papers }: Parts): Feature =>
  feature(insightRoutes, {
    readInsight: async ({ actor, params: { documentId } }) => {
      const look = await lookAt(actor, documentId);
      ensure(mayRunCourse(look.viewer.member));
      const { fileHash, pages } = look.document;
      const records = (await visibleThreads(store, look)).filter(
        // A note among the staff, or for the asker alone, is not the class's confusion.
        ({ anchor, visibility }) =>
          anchor.fileHash === fileHash && visibility !== 'staff' && visibility !== 'private',
      );
      const views = await threads.view(records, look.viewer.member);
      const marked = [...new Set(views.flatMap(({ anchor }) => anchor.targets.map(({ page }) => page)))];
      const texts = new Map(
        await Promise.all(
          marked.map(async (page) => [page, (await papers.pageText(documentId, page)) ?? ''] as const),
        ),
      );
      return {
        pages: pageCounts(
          views,
          pages.map(({ label }, page) => label ?? String(page + 1)),
        ),
        sentences: hotSentences(texts, views).map((hot) => ({
          ...hot,
          sentence: quoteFromText(hot.sentence),
        })),
      };
    },
  });
