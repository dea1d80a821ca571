// What is asked for before the client is there is what the client then asks for.
import { expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { addressOf } from '#client/kernel/call.ts';
import { askEarly, takeEarly } from '#client/kernel/early.ts';
import { earlyAddresses } from '#client/kernel/early-addresses.ts';

test('the addresses are those of the contract', () => {
  const [documentId, courseId] = [newId(), newId()];
  expect(earlyAddresses.session).toBe(addressOf(accountsRoutes.readSession, {}));
  expect(earlyAddresses.document(documentId)).toBe(addressOf(papersRoutes.readDocument, { documentId }));
  expect(earlyAddresses.course(courseId)).toBe(addressOf(coursesRoutes.readCourse, { courseId }));
  expect(earlyAddresses.threads(documentId)).toBe(addressOf(annotationsRoutes.listThreads, { documentId }));
});

test('an early answer is given once, a failure to whoever takes it', async () => {
  const asked = askEarly('http://127.0.0.1:1/nobody');
  expect(takeEarly('http://127.0.0.1:1/nobody')).toBe(asked);
  expect(takeEarly('http://127.0.0.1:1/nobody')).toBeUndefined();
  await expect(asked).rejects.toThrow();
});
