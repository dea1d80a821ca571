// What is read before groups are drawn: who may be seated, and what the term has seen so far.
import type { MeetingForMember } from '#server/papers/public.ts';
import type { Past } from './class.ts';
import type { Drawing } from './draw.ts';
import type { RoundsParts } from './parts.ts';

/** Reads it for one draw, with a seed of its own. */
export const prepareDrawing = async (
  { courses, clock }: Pick<RoundsParts, 'courses' | 'clock'>,
  { courseId, settings }: MeetingForMember,
  readPast: () => Promise<Past>,
): Promise<Drawing> => {
  const students = await courses.membersOf(courseId, ['student']);
  return {
    mayBeDrawn: new Set(students.map(({ personId }) => personId)),
    terms: settings,
    past: await readPast(),
    seed: Math.floor(Math.random() * 2 ** 32),
    now: clock.now(),
  };
};
