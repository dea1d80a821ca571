// The button that uses a secret link: choose a password, or simply sign in.
import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { accountsRoutes, type Self } from '#shared/accounts/contract.ts';
import { call } from '#client/kernel/call.ts';
import { useSelf } from '#client/kernel/session.ts';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';
import { asksForCode, CodeForm } from './CodeForm.tsx';
import { NewPassword } from './NewPassword.tsx';

interface Props {
  readonly token: string;
  readonly link: { readonly purpose: 'claim' | 'sign_in'; readonly name: string; readonly email: string };
  readonly onSignedIn: (self: Self) => void;
}

export const UseLinkForm = ({ token, link, onSignedIn }: Props) => {
  const self = useSelf();
  const [password, setPassword] = useState('');
  const use = useMutation({
    mutationFn: (chosen: { readonly password?: string }) =>
      call(accountsRoutes.useLink, { body: { token, ...chosen } }),
    onSuccess: onSignedIn,
  });
  // The link is used up by now: whoever goes back needs another way in.
  if (asksForCode(use.error))
    return (
      <CodeForm
        onSignedIn={onSignedIn}
        onBack={() => {
          window.location.assign('/sign-in');
        }}
      />
    );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    use.mutate(link.purpose === 'claim' ? { password } : {});
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormProblem error={use.error} fields={['password']} />
        {self && self.email !== link.email && (
          <Text size="sm" c="var(--warn)">
            You are signed in as {self.name} now. This link signs you in as {link.name} instead.
          </Text>
        )}
        {link.purpose === 'claim' && (
          <>
            {/* Tells password managers whose password it is. */}
            <input type="hidden" name="email" autoComplete="username" value={link.email} readOnly />
            <NewPassword value={password} error={errorAt(use.error, 'password')} onChange={setPassword} />
          </>
        )}
        <Button type="submit" loading={use.isPending} style={{ height: 'auto', minHeight: '2.75rem' }}>
          <span style={{ whiteSpace: 'normal', overflowWrap: 'anywhere', paddingBlock: '0.4rem' }}>
            {link.purpose === 'claim' ? 'Save the password and enter' : `Sign in as ${link.name}`}
          </span>
        </Button>
        {link.purpose === 'claim' && (
          <>
            <Button
              variant="default"
              loading={use.isPending}
              onClick={() => {
                use.mutate({});
              }}
            >
              Enter without a password
            </Button>
            <Text size="sm" c="dimmed">
              Without one you come back by a new link from the staff of your course. A password can be chosen
              later under “Your account”.
            </Text>
          </>
        )}
      </Stack>
    </form>
  );
};
