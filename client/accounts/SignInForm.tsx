// Address and password, with what went wrong in a sentence.
import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { accountsRoutes, type Self } from '#shared/accounts/contract.ts';
import { call } from '#client/kernel/call.ts';
import { asksForCode, CodeForm } from './CodeForm.tsx';

/** Signs in; the caller decides what follows. `email` fills the field in, `verb` names the button. */
export const SignInForm = ({
  email: known = '',
  verb = 'Sign in',
  onSignedIn,
}: {
  email?: string;
  verb?: string;
  onSignedIn: (self: Self) => void;
}) => {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => call(accountsRoutes.signIn, { body: { email, password } }),
    onSuccess: onSignedIn,
  });
  if (asksForCode(signIn.error))
    return (
      <CodeForm
        onSignedIn={onSignedIn}
        onBack={() => {
          signIn.reset();
        }}
      />
    );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {signIn.error && (
          <Alert color="red" role="alert">
            {signIn.error.message}
          </Alert>
        )}
        <TextInput
          label="E-mail address"
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => {
            setEmail(event.currentTarget.value);
          }}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          // In a dialog the hands go where something is missing.
          data-autofocus={known !== '' || undefined}
          value={password}
          onChange={(event) => {
            setPassword(event.currentTarget.value);
          }}
        />
        <Button type="submit" loading={signIn.isPending}>
          {verb}
        </Button>
      </Stack>
    </form>
  );
};
