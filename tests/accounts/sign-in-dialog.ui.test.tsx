/** @jest-environment #tests/support/browser-environment.ts */
// The dialog of an ended session lets somebody finish the sentence before it takes the keyboard.
import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { SignInDialog } from '#client/accounts/SignInDialog.tsx';
import { queryClient } from '#client/kernel/query.ts';
import { sessionQuery } from '#client/kernel/session.ts';
import { waitForSignIn } from '#client/kernel/signed-out.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';

const app = await startApp();
const ada = await app.person('Ada');

test('it opens once nobody types', async () => {
  browseAs(ada);
  await queryClient.query(sessionQuery);
  const { user } = render(
    <>
      <textarea aria-label="Text" />
      <SignInDialog />
    </>,
  );
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text' });
  await user.type(field, 'Half a sen');
  void waitForSignIn();
  await user.type(field, 'tence');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(field.value).toBe('Half a sentence');
  await screen.findByRole('dialog', { name: 'Your session has ended' });
});
