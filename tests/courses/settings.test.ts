// Courses that were stored before a setting existed are read with its default.
import { expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { completeSettings, defaultSettings, settingsSchema } from '#shared/courses/settings.ts';
import { startApp } from '#tests/support/app.ts';

const app = await startApp();

test('a course with fewer settings than there are now', async () => {
  const course = await app.course({ settings: { groupMinutes: 12 } });
  await app.db
    .collection<{ _id: string }>('courses')
    .updateOne({ _id: course.id }, { $unset: { 'settings.checkInNeedsCode': 1 } });
  const { settings } = await course.instructor.call(coursesRoutes.readCourse, {
    params: { courseId: course.id },
  });
  expect(settings).toEqual({ ...defaultSettings, groupMinutes: 12 });
});

test.each([
  [true, 'after_deadline'],
  [false, 'never'],
  ['by_consent', 'by_consent'],
] as const)('who reads reviews, stored as %j, is %s', (stored, read) => {
  expect(completeSettings({ classmatesReadReviews: stored }).classmatesReadReviews).toBe(read);
});

test('a course that never said who reads reviews has the default', () => {
  expect(completeSettings({})).toEqual(defaultSettings);
});

test('a review cannot be sure of more feedback than it gets', () => {
  const problems = (feedbackPerReview: number, feedbackAtLeast: number) =>
    settingsSchema.safeParse({ ...defaultSettings, feedbackPerReview, feedbackAtLeast }).error?.issues[0]
      ?.path;
  expect(problems(2, 2)).toBeUndefined();
  expect(problems(1, 2)).toEqual(['feedbackAtLeast']);
});
