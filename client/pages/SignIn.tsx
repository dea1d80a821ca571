// Signs in and goes home.
import { Anchor, Text } from '@mantine/core';
import { Link, Navigate } from '@tanstack/react-router';
import { SignInForm } from '#client/accounts/SignInForm.tsx';
import { becomeSelf, useSelf } from '#client/kernel/session.ts';
import { NarrowPage } from '#client/kit/NarrowPage.tsx';

export const SignIn = () => {
  // Whoever has signed in already (also just now) belongs on the home page.
  if (useSelf()) return <Navigate to="/" replace />;
  return (
    <NarrowPage title="Sign in">
      <SignInForm onSignedIn={becomeSelf} />
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
