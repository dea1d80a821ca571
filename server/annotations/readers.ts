// The room of those who read a document: who is on which page, and who writes, unless the course hides who wrote what.
import { readersOn, readersPresence, writersCount } from '#shared/annotations/readers.ts';
import { coursesEvents } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { reason } from '#shared/kernel/rules.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import { presenceRule, type RoomGuard } from '#server/kernel/feature.ts';
import type { PapersPublic } from '#server/papers/public.ts';

interface Parts {
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly bus: Bus;
}

/** Open to whoever may read the document. */
export const readersRoom = ({ papers, courses, bus }: Parts): RoomGuard => {
  // Asked with every word somebody says: kept by course, and read anew when settings change.
  const hidesWriters = new Map<Id, boolean>();
  const read = async (courseId: Id) => {
    const { anonymity } = await courses.settingsOf(courseId);
    hidesWriters.set(courseId, anonymity !== 'off');
  };
  bus.onEverywhere(coursesEvents.courseChanged, async (courseId) => {
    if (hidesWriters.has(courseId)) await read(courseId);
  });

  return {
    kind: readersPresence.room,
    mayEnter: async ({ actor }, documentId) => {
      try {
        await papers.documentFor(actor, documentId);
        return true;
      } catch (error) {
        if (error instanceof Refusal) return reason(error.body.reason, error.message);
        throw error;
      }
    },
    presence: presenceRule(readersPresence, async ({ actor }, documentId) => {
      const { courseId } = (await papers.documentFor(actor, documentId)).member;
      await read(courseId);
      return ({ page, writing }) => ({
        shown: hidesWriters.get(courseId) === false ? { page, writing } : { page },
        counts: [readersOn(page), ...(writing ? [writersCount] : [])],
      });
    }),
  };
};
