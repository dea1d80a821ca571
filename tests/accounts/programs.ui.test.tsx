/** @jest-environment #tests/support/browser-environment.ts */
// Access for programs on the page of one's account: none, a new one whose secret is shown once, and its end.
import { expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { tokensRoutes } from '#shared/accounts/tokens.ts';
import { Programs } from '#client/accounts/Programs.tsx';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';

// The page's clock is the real one.
const app = await startApp({ now: new Date().toISOString() });

test('a token is made, shown once, listed without its secret, and revoked after a question', async () => {
  const ada = await app.person('Ada');
  browseAs(ada);
  const { user } = render(<Programs />);
  await screen.findByText('No program has access');
  await user.click(screen.getByRole('button', { name: 'New token' }));
  const dialog = await screen.findByRole('dialog', { name: 'New token' });
  await user.type(within(dialog).getByLabelText(/^Name/), 'My script');
  await user.selectOptions(within(dialog).getByLabelText('Valid for'), '30 days');
  await user.click(within(dialog).getByRole('button', { name: 'Make the token' }));

  const field = await screen.findByLabelText<HTMLInputElement>('Token');
  const secret = field.value;
  expect(secret).toMatch(/^pr_[\w-]{43}$/);
  // The list behind the dialog is read before anybody uses the token.
  await screen.findByText(/^Made .*, never used, expires /);
  expect(
    (await ada.raw('HEAD', '/annotations/x/', { headers: { authorization: `Bearer ${secret}` } })).status,
  ).toBe(404);
  await user.click(screen.getByRole('button', { name: 'Done' }));
  expect(document.documentElement.innerHTML).not.toContain(secret);

  await user.click(screen.getByRole('button', { name: 'Revoke My script' }));
  const question = await screen.findByRole('dialog', { name: 'Revoke My script?' });
  expect(await ada.call(tokensRoutes.listTokens)).toHaveLength(1);
  await user.click(within(question).getByRole('button', { name: 'Revoke' }));
  await screen.findByText('No program has access');
  expect(await ada.call(tokensRoutes.listTokens)).toEqual([]);
});
