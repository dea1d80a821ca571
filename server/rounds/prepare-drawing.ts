// What is read before groups are drawn: who may be seated, and what the term has seen so far.
import type { MeetingForMember } from '#server/papers/public.ts';
import type { Past } from './class.ts';
import type { Drawing } from './draw.ts';
import type { RoundsParts } from './parts.ts';

/** Reads it for one draw, with a seed of its own. */
export const prepareDrawing = async (
  { courses, papers, planning, clock }: Pick<RoundsParts, 'courses' | 'papers' | 'planning' | 'clock'>,
  meeting: MeetingForMember,
  readPast: () => Promise<Past>,
): Promise<Drawing> => {
  const students = await courses.membersOf(meeting.courseId, ['student']);
  const mayBeDrawn = new Set(students.map(({ personId }) => personId));
  const titles = await papers.titlesOf(meeting.paperIds);
  return {
    mayBeDrawn,
    terms: meeting.settings,
    past: await readPast(),
    wishes: await planning.wishesFor(meeting, [...mayBeDrawn]),
    titles: new Map(meeting.paperIds.map((paperId) => [paperId, titles.get(paperId) ?? 'A paper'])),
    seed: Math.floor(Math.random() * 2 ** 32),
    now: clock.now(),
  };
};
