/** @jest-environment #tests/support/browser-environment.ts */
// A page that is open when a second factor becomes a duty: it learns so by the first refusal.
import { expect, test } from '@jest/globals';
import { waitFor } from '@testing-library/react';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { queryClient, reading } from '#client/kernel/query.ts';
import { sessionQuery } from '#client/kernel/session.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs } from '#tests/support/render.tsx';

const app = await startApp({ secondFactorDuty: 'administrators' });

test('the first refusal says it to the whole page', async () => {
  const ada = await app.person('Ada');
  browseAs(ada);
  expect((await queryClient.query(sessionQuery)).self).not.toHaveProperty('lacksSecondFactor');
  await app.db
    .collection<{ _id: string }>('people')
    .updateOne({ _id: ada.personId }, { $set: { isAdmin: true } });
  await expect(queryClient.query(reading(coursesRoutes.listCourses, {}))).rejects.toMatchObject({
    body: { reason: 'second_factor_needed' },
  });
  await waitFor(() => {
    expect(queryClient.getQueryData(sessionQuery.queryKey)?.self).toMatchObject({ lacksSecondFactor: true });
  });
});
