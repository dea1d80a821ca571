// Lets threads out as files and in from files; what somebody may not see is in no file of theirs.
import { mayAnnotate, mayPostTo } from '#shared/annotations/rules.ts';
import { exchangeRoutes, type ImportResult } from '#shared/exchange/contract.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { AnnotationsPublic } from '#server/annotations/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { FileStore } from '#server/kernel/files.ts';
import { createLimit } from '#server/kernel/limits.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { chosen, exportAs } from './export.ts';
import { foundItems } from './found-items.ts';
import { importOne } from './import-one.ts';
import { idsOf } from './note-id.ts';
import type { PdfWorker } from './pdf/pdf-worker.ts';
import { readNotesIn } from './read-file.ts';
import { ensureReady } from './ready.ts';

interface Parts {
  readonly annotations: AnnotationsPublic;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly files: FileStore;
  readonly pdfs: PdfWorker;
  readonly clock: Clock;
}

/** Answers for {@link exchangeRoutes}. */
export const createExchangeFeature = ({
  annotations,
  papers,
  courses,
  files,
  pdfs,
  clock,
}: Parts): Feature => {
  const exports = createLimit(30, 60, 'exports in a short time');
  const previews = createLimit(20, 60, 'files in a short time');
  // 2,000 notes go in 50 calls.
  const imports = createLimit(60, 60, 'imports in a short time');

  return feature(exchangeRoutes, {
    exportThreads: async ({ actor, origin, params: { documentId, format }, query }) => {
      const { document, viewer, threads, ownPseudonymId } = await annotations.threadsFor(actor, documentId);
      ensureReady(document);
      await exports.take(actor.personId);
      const { readingQuestions } = await courses.settingsOf(viewer.member.courseId);
      const own = new Set([actor.personId, ownPseudonymId]);
      return exportAs({
        ...{
          format,
          pdfs,
          exporterId: actor.personId,
          withPath: (use) => files.withPath(document.fileHash, use),
        },
        texts: await papers.versions.textsOf(document.fileHash),
        material: {
          threads: chosen(threads, query, own),
          ...{ document, origin, readingQuestions, at: clock.now() },
        },
      });
    },

    previewImport: async ({ actor, params: { documentId }, receive }) => {
      const { document, viewer, pages } = await annotations.threadPagesFor(actor, documentId);
      ensure(mayAnnotate(viewer.member));
      ensureReady(document);
      await previews.take(actor.personId);
      const { file } = await receive();
      return papers.readOnce(file.hash, async () => {
        const read = await files.withPath(file.hash, (path) =>
          readNotesIn(pdfs, path, file.bytes, document.pages),
        );
        const items = await foundItems(
          {
            ...{ document, personId: actor.personId, present: pages.present },
            texts: await papers.versions.textsOf(document.fileHash),
            rectsOf: (ranges) => papers.versions.rectsOf(document.fileHash, ranges),
          },
          read.notes,
        );
        return { source: read.source, items, left: read.left };
      });
    },

    importThreads: async ({ actor, params: { documentId }, body: { visibility, anonymous, items } }) => {
      const { viewer, pages } = await annotations.threadPagesFor(actor, documentId);
      ensure(mayPostTo(viewer.member, visibility, viewer.groupId));
      await imports.take(actor.personId);
      const there = await pages.present(items.flatMap(({ id }) => idsOf(id)));
      const results: ImportResult[] = [];
      for (const item of items)
        results.push(
          await importOne(item, there, (id) =>
            annotations.importThread(actor, documentId, {
              ...{ ...item, id, visibility, anonymous, readingQuestion: null },
            }),
          ),
        );
      return { results };
    },
  });
};
