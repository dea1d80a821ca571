// A course with a term of meetings, two papers each, and a sign-up over all of its talks.
import { newId } from '#shared/kernel/primitives.ts';
import { signupRoutes, type Arrangement, type Choice, type Wishes } from '#shared/signup/contract.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { createApp } from '#server/app.ts';
import { createLog } from '#server/kernel/log.ts';
import type { PersonClient, TestApp, TestCourse } from '#tests/support/app.ts';

const dayMs = 24 * 3600 * 1000;

export const squared: Choice = { objective: 'squared', keeping: 'most', seed: 'seed' };

/** Meetings a week apart from 5 October 2026 at 14:00 UTC. The sign-up is due on 14 September at noon. */
export const holdTerm = async (
  course: TestCourse,
  meetingCount: number,
  wishes: Partial<Arrangement> = {},
) => {
  const meetings = [];
  for (let at = 0; at < meetingCount; at++) {
    const startsAt = new Date(Date.parse('2026-10-05T14:00:00.000Z') + at * 7 * dayMs).toISOString();
    meetings.push(await holdMeeting(course, startsAt));
  }
  const paperIds = meetings.flatMap(({ papers }) => papers.map(({ id }) => id));
  const params = { courseId: course.id };
  const arrangement: Arrangement = {
    ...{ dueAt: '2026-09-14T12:00:00.000Z', seats: 1, swaps: 'all' },
    slots: paperIds.map((paperId) => ({ paperId, min: 0, max: 1 })),
    ...wishes,
  };
  const arrange = (who: PersonClient, revision: number, more: Partial<Arrangement> = {}) =>
    who.call(signupRoutes.arrangeSignup, { params, body: { ...arrangement, ...more, revision } });
  const rank = (who: PersonClient, ranked: string[], more: Partial<Wishes> & { revision?: number } = {}) =>
    who.call(signupRoutes.savePreferences, {
      params,
      body: { ranked, blocked: [], partnerId: null, revision: 0, ...more },
    });
  const preview = (who: PersonClient, choice = squared) =>
    who.call(signupRoutes.previewAssignment, { params, body: choice });
  const publish = async (who: PersonClient, choice = squared, id = newId()) => {
    const { fingerprint } = await preview(who, choice);
    return who.call(signupRoutes.publishAssignment, { params, body: { ...choice, id, fingerprint } });
  };
  return { meetings, paperIds, params, arrange, rank, preview, publish };
};

/** What a start does on what a crash has left; the server that runs goes on. */
export const startAgain = async ({ database, filesDir, clock }: TestApp): Promise<void> => {
  const next = await createApp({
    ...{ db: await database.connect(), filesDir, clientDir: undefined, clock, log: createLog('error') },
    ...{ secure: false, isPublished: false, trustedProxies: 1, sessionSecret: undefined },
  });
  await next.close();
};
