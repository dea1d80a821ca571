// No password is a word that everybody around a person knows: of the course's title and code, wherever a password is chosen.
import { expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { startApp } from '#tests/support/app.ts';

const app = await startApp();
const course = await app.course({ title: 'Advanced Byzantine Agreement' });
const { joinCode } = await course.instructor.call(coursesRoutes.renewJoinCode, {
  params: { courseId: course.id },
});
const guessed = [
  'byzantine',
  'Byzantine2026',
  'AGREEMENT!',
  'advancedbyzantineagreement',
  'Advanced Byzantine Agreement',
];
const good = 'seven quiet herons';
const common = { body: { code: 'invalid', reason: 'common_password' } };

test('joining by code', async () => {
  const join = (password: string) =>
    app.visitor().call(coursesRoutes.registerAndJoin, {
      body: { code: joinCode ?? '', name: 'Mei', email: `${newId()}@example.org`, password },
    });
  for (const password of guessed) await expect(join(password)).rejects.toMatchObject(common);
  await join(good);
});

test('claiming an account, and changing the password', async () => {
  const email = `${newId()}@example.org`;
  await course.instructor.call(coursesRoutes.addMember, {
    params: { courseId: course.id },
    body: { name: 'Mei', email, role: 'student' },
  });
  const [person] = await app.app.accounts.findByEmails([email]);
  const token = await app.app.accounts.createLink('claim', person?.id ?? '');
  const mei = app.visitor();
  const claim = (password: string) => mei.call(accountsRoutes.useLink, { body: { token, password } });
  for (const password of guessed) await expect(claim(password)).rejects.toMatchObject(common);
  await claim(good);
  const change = (next: string) =>
    mei.call(accountsRoutes.changePassword, { body: { current: good, next, endOtherSessions: false } });
  for (const password of guessed) await expect(change(password)).rejects.toMatchObject(common);
  await change('six loud herons');
});
