// Stands in the place of a page that needs a signed-in person, and gives way to it after signing in.
import { Anchor, Text } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { ProviderButton } from '#client/accounts/ProviderButton.tsx';
import { SignInForm } from '#client/accounts/SignInForm.tsx';
import { becomeSelf } from '#client/kernel/session.ts';
import { NarrowPage } from '#client/kit/NarrowPage.tsx';

const SignInHere = () => (
  <NarrowPage title="Sign in to open this page" below="It opens here as soon as you are signed in.">
    <SignInForm onSignedIn={becomeSelf} />
    <ProviderButton to={useLocation().href} />
    <Text size="sm" c="dimmed">
      No account yet?{' '}
      <Anchor component={Link} to="/join">
        Join with a code
      </Anchor>
      , or open your invitation link.
    </Text>
  </NarrowPage>
);

export default SignInHere;
