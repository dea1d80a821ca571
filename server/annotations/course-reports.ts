// Lists what was reported in all of a course and is not settled, for the staff.
import { reportedAtMost, reportsRoutes } from '#shared/annotations/reports.ts';
import { mayReadThread } from '#shared/annotations/visibility.ts';
import { mayRunCourse } from '#shared/courses/roles.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { plainText } from './plain-text.ts';
import type { AnnotationsStore } from './store.ts';
import type { Threads } from './threads.ts';
import { openReports } from './views.ts';

interface Parts {
  readonly store: Pick<AnnotationsStore, 'threads'>;
  readonly courses: Pick<CoursesPublic, 'memberOf'>;
  readonly papers: Pick<PapersPublic, 'search'>;
  readonly threads: Pick<Threads, 'view'>;
}

const excerptAtMost = 160;

/** Answers for {@link reportsRoutes}. */
export const createCourseReportsFeature = ({ store, courses, papers, threads }: Parts): Feature =>
  feature(reportsRoutes, {
    listReports: async ({ actor, params: { courseId } }) => {
      const member = await courses.memberOf(actor, courseId);
      ensure(mayRunCourse(member));
      const documents = await papers.search.documentsOf([member]);
      const titles = new Map(documents.map(({ documentId, title }) => [documentId, title]));
      const reported = await store.threads
        .find({ documentId: { $in: [...titles.keys()] }, 'reports.at': { $gt: new Date(0) } })
        .lean();
      // By the same rule as in the document: what its author took back for themselves is nobody's to look at.
      const open = reported
        .filter(
          (thread) =>
            mayReadThread({ member, groupId: null, seesOthers: true }, thread) &&
            openReports(thread).length > 0,
        )
        .map((thread) => ({ thread, at: Math.max(...openReports(thread).map((one) => one.at.getTime())) }))
        .sort((a, b) => b.at - a.at);
      const views = await threads.view(
        open.slice(0, reportedAtMost).map(({ thread }) => thread),
        member,
      );
      return {
        total: open.length,
        threads: views.map((view) => {
          const posts = new Map([view, ...view.replies].map((post) => [post.id, post]));
          return {
            ...{ threadId: view.id, documentId: view.documentId, kind: view.kind },
            documentTitle: titles.get(view.documentId) ?? '',
            page: (view.anchor.targets[0]?.page ?? 0) + 1,
            reports: (view.reports ?? []).toReversed().map((report) => ({
              ...report,
              authorName: posts.get(report.postId)?.authorName ?? 'Somebody',
              excerpt: plainText(posts.get(report.postId)?.text ?? '').slice(0, excerptAtMost),
            })),
          };
        }),
      };
    },
  });
