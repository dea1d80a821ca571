// Courses that were stored before a setting existed are read with its default.
import { expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { defaultSettings } from '#shared/courses/settings.ts';
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
