// The test app itself: people are signed in, courses have their members, live facts arrive.
import { expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesEvents, coursesRoutes } from '#shared/courses/contract.ts';
import { startApp } from '#tests/support/app.ts';

const app = await startApp();

test('a course with its members, and a fact for those in its room', async () => {
  const [ada, ben, cleo] = [await app.person('Ada'), await app.person('Ben'), await app.person('Cleo')];
  const course = await app.course({ instructor: ada, students: [ben] });
  const params = { courseId: course.id };
  expect((await ben.call(coursesRoutes.listMembers, { params })).map(({ name }) => name)).toEqual([
    'Ada',
    'Ben',
  ]);
  expect((await ada.call(accountsRoutes.readSession)).self).toMatchObject({ name: 'Ada', isAdmin: false });
  await expect(cleo.call(coursesRoutes.readCourse, { params })).rejects.toMatchObject({ status: 404 });
  expect((await app.visitor().call(accountsRoutes.readSession)).self).toBeNull();

  const inside = await ben.socket();
  const outside = await cleo.socket();
  expect(await inside.join('course', course.id)).toMatchObject({ ok: true, gap: false });
  expect(await outside.join('course', course.id)).toMatchObject({ ok: false, reason: 'not_found' });
  await ada.call(coursesRoutes.renewJoinCode, { params });
  await inside.waitFor(coursesEvents.courseChanged);
  expect(outside.facts).toEqual([]);
});
