// One's own account: how one is called, where one is, the password, where one is signed in, the calendar, and which programs have access.
import { Box, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { OtherAccount } from '#client/accounts/OtherAccount.tsx';
import { OwnIdentities } from '#client/accounts/OwnIdentities.tsx';
import { OwnSessions } from '#client/accounts/OwnSessions.tsx';
import { PasswordForm } from '#client/accounts/PasswordForm.tsx';
import { signInWaysQuery } from '#client/accounts/provider.ts';
import { Programs } from '#client/accounts/Programs.tsx';
import { ResetSecondFactor } from '#client/accounts/ResetSecondFactor.tsx';
import { SecondFactor } from '#client/accounts/SecondFactor.tsx';
import { SelfForm } from '#client/accounts/SelfForm.tsx';
import { useSelf } from '#client/kernel/session.ts';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { CalendarLink } from '#client/signup/CalendarLink.tsx';

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <Box component="section" aria-label={title} className="card" p={{ base: 'md', sm: 'xl' }}>
    <Title order={2} fz="1.25rem" mb="md">
      {title}
    </Title>
    {children}
  </Box>
);

export const Account = () => {
  const self = useSelf();
  const provider = useQuery(signInWaysQuery).data?.provider;
  if (!self) return <LoadingPage width="text" blocks={2} />;
  return (
    <Page title="Your account" width="text">
      <Box component="section" aria-label="You" className="card" p={{ base: 'md', sm: 'xl' }}>
        <SelfForm key={self.id} self={self} />
      </Box>
      <Section title="Password">
        <PasswordForm email={self.email} />
      </Section>
      <Section title="Second factor">
        <SecondFactor />
      </Section>
      {provider != null && (
        <Section title={`Sign in with ${provider}`}>
          <OwnIdentities provider={provider} />
        </Section>
      )}
      <Section title="Where you are signed in">
        <OwnSessions />
      </Section>
      <Section title="Your calendar">
        <CalendarLink />
      </Section>
      <Section title="Access for programs">
        <Programs />
      </Section>
      <Section title="Another account of yours">
        <OtherAccount />
      </Section>
      {self.isAdmin && (
        <Section title="Second factors of others">
          <ResetSecondFactor />
        </Section>
      )}
    </Page>
  );
};
