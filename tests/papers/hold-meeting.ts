// A meeting with two papers without PDFs, due two hours before its start, for the tests of what hangs on it.
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import type { TestCourse } from '#tests/support/app.ts';

/** Starts on 5 October 2026 at 14:00 UTC unless told otherwise. */
export const holdMeeting = async (
  { id: courseId, instructor }: TestCourse,
  startsAt = '2026-10-05T14:00:00.000Z',
) => {
  const meeting = await instructor.call(papersRoutes.createMeeting, {
    params: { courseId },
    body: { id: newId(), topic: 'Leases', place: '', startsAt, durationMinutes: 80 },
  });
  for (const title of ['Travel Leases', 'Quiet Gossip'])
    await instructor.call(papersRoutes.createPaper, {
      params: { meetingId: meeting.id },
      body: { id: newId(), title, authors: ['Ada'], venue: '', year: 2020, abstract: '', link: '' },
    });
  return instructor.call(papersRoutes.readMeeting, { params: { meetingId: meeting.id } });
};
