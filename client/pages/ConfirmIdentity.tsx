// After a first sign-in with the provider whose address has an account here: its owner signs in the old way once and says so.
import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { identitiesRoutes } from '#shared/accounts/identities.ts';
import { SignInForm } from '#client/accounts/SignInForm.tsx';
import { call } from '#client/kernel/call.ts';
import { useFragment } from '#client/kernel/fragment.ts';
import { becomeSelf, signOut, useSelf } from '#client/kernel/session.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { NarrowPage } from '#client/kit/NarrowPage.tsx';

export const ConfirmIdentity = () => {
  const confirmation = useFragment();
  const self = useSelf();
  const navigate = useNavigate();
  const confirm = useMutation({
    mutationFn: () => call(identitiesRoutes.confirmIdentity, { body: { confirmation } }),
    onSuccess: () => navigate({ to: '/account' }),
  });
  if (confirmation === '') return <Navigate to="/sign-in" replace />;
  return (
    <NarrowPage
      title="Is this account yours?"
      below="Your e-mail address has an account here already. Sign in to it as before, this once; then both are one."
    >
      {self ? (
        <Stack>
          <FormProblem error={confirm.error} />
          <Text>
            You are signed in as {self.name} ({self.email}).
          </Text>
          <Button
            loading={confirm.isPending}
            onClick={() => {
              confirm.mutate();
            }}
          >
            Join the two
          </Button>
          <Button variant="default" onClick={() => void signOut()}>
            Sign in as somebody else
          </Button>
        </Stack>
      ) : (
        <>
          <SignInForm onSignedIn={becomeSelf} />
          <Text size="sm" c="dimmed">
            No password? Open a sign-in or invitation link from the staff of your course in this browser, then
            join the two under “Your account”.
          </Text>
        </>
      )}
    </NarrowPage>
  );
};
