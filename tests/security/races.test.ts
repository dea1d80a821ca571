// A hundred at once: one person is one vote, one link is one session, and no quota is passed by hurrying.
import { expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { tokenLimits, tokensRoutes } from '#shared/accounts/tokens.ts';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { gatherReaders, listFor, postOn } from '#tests/annotations/read-document.ts';
import { startApp } from '#tests/support/app.ts';

const app = await startApp();
const hundred = <T>(act: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: 100 }, (_, index) => act(index)));
const done = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === 'fulfilled').length;

test('one person is one vote', async () => {
  const { ben, cleo, document } = await gatherReaders(app);
  const { id } = await postOn(ben, document, 1);
  const post = { params: { threadId: id, postId: id } };
  expect(done(await hundred(() => cleo.call(annotationsRoutes.upvote, post)))).toBe(100);
  const votes = async () =>
    (await listFor(ben, document.id)).threads.find((thread) => thread.id === id)?.upvotes;
  expect(await votes()).toBe(1);
  await hundred(() => cleo.call(annotationsRoutes.withdrawUpvote, post));
  expect(await votes()).toBe(0);
});

test('one link is one session', async () => {
  const { personId } = await app.person();
  const token = await app.app.accounts.createLink('sign_in', personId);
  const used = await hundred(() => app.visitor().call(accountsRoutes.useLink, { body: { token } }));
  expect(done(used)).toBe(1);
});

test('nobody has more tokens than there are places', async () => {
  const ben = await app.person();
  await hundred((index) =>
    ben.call(tokensRoutes.createToken, { body: { name: `T${String(index)}`, days: 30 } }),
  );
  expect(await ben.call(tokensRoutes.listTokens)).toHaveLength(tokenLimits.perPerson);
});
