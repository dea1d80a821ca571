// Who looks at a document's threads, and with which rights.
import type { Viewer } from '#shared/annotations/visibility.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { Settings } from '#shared/courses/settings.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { ReadingGroups } from './reading-groups.ts';
import type { AnnotationsStore } from './store.ts';

/** A viewer with what was asked to know them. */
export interface Look {
  readonly viewer: Viewer;
  readonly document: DocumentView;
  readonly settings: Settings;
  /** Others' notes are shown after so many of one's own; null: they are shown. */
  readonly gate: { readonly needed: number; readonly posted: number } | null;
}

/** `not_found` for whoever may not read the document. */
export type LookAt = (actor: Actor | null, documentId: Id) => Promise<Look>;

interface Parts {
  readonly store: Pick<AnnotationsStore, 'threads'>;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly readingGroups: ReadingGroups;
}

export const createLookAt =
  ({ store, papers, courses, readingGroups }: Parts): LookAt =>
  async (actor, documentId) => {
    const { document, member } = await papers.documentFor(actor, documentId);
    const settings = await courses.settingsOf(member.courseId);
    // Of slides everybody sees what is asked: the presenters answer it in class.
    const isGated = member.role === 'student' && document.kind === 'paper';
    const needed = isGated ? settings.postsBeforeReading : 0;
    const [groupId, posted] = await Promise.all([
      readingGroups.groupOf(documentId, member, settings.readingGroupSize),
      needed === 0
        ? 0
        : store.threads.countDocuments({
            ...{ documentId, authorId: member.personId, deletedAt: null },
            // A note to oneself is not a contribution to the discussion.
            visibility: { $ne: 'private' },
          }),
    ]);
    const seesOthers = isStaff(member) || posted >= needed;
    return {
      ...{ document, settings, gate: seesOthers ? null : { needed, posted } },
      viewer: { member, groupId, seesOthers },
    };
  };
