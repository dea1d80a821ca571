// Takes the controls from whoever may not present any more: swapped out, dropped, or made an observer.
import type { Id } from '#shared/kernel/primitives.ts';
import { mayPresent } from '#shared/presenting/rules.ts';
import type { PresentingParts } from './parts.ts';

type Parts = Pick<PresentingParts, 'shows' | 'courses' | 'presentations'>;

/** For the shows of a course that are on. */
export const createFreeControls =
  ({ shows, courses, presentations }: Parts) =>
  async (courseId: Id): Promise<void> => {
    const held = [...shows.known()].filter(
      (record) => record.courseId === courseId && record.show.holderId !== null,
    );
    if (held.length === 0) return;
    const [members, talks] = await Promise.all([
      courses.membersOf(courseId),
      presentations.talksOf(courseId),
    ]);
    for (const { _id: showId } of held) {
      const presenterIds = talks.find(({ paperId }) => paperId === showId)?.presenterIds ?? [];
      await shows.change(showId, (now) => {
        const holder = members.find(({ personId }) => personId === now?.show.holderId);
        if (!now || (holder && mayPresent(holder, { presenterIds }) === true)) return undefined;
        return { ...now, holderName: null, show: { ...now.show, holderId: null } };
      });
    }
  };
