// Signs in and goes home.
import { Alert, Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { problemIn, signInWaysQuery } from '#client/accounts/provider.ts';
import { ProviderButton } from '#client/accounts/ProviderButton.tsx';
import { SignInForm } from '#client/accounts/SignInForm.tsx';
import { becomeSelf, useSelf } from '#client/kernel/session.ts';
import { NarrowPage } from '#client/kit/NarrowPage.tsx';

export const SignIn = () => {
  const provider = useQuery(signInWaysQuery).data?.provider;
  const problem = problemIn(window.location.hash, provider ?? undefined);
  // Whoever has signed in already (also just now) belongs on the home page.
  if (useSelf()) return <Navigate to="/" replace />;
  return (
    <NarrowPage title="Sign in">
      {problem !== undefined && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      <SignInForm onSignedIn={becomeSelf} />
      <ProviderButton to="/" />
      <Text size="sm" c="dimmed">
        No password yet? Open your invitation link, or{' '}
        <Anchor component={Link} to="/join">
          join with a code
        </Anchor>
        . A forgotten password is replaced by a new link from the staff of your course.
      </Text>
    </NarrowPage>
  );
};
