// One's own account: how one is called, where one is, the password, where one is signed in, the calendar, and which programs have access.
import { Box, Title } from '@mantine/core';
import { OwnSessions } from '#client/accounts/OwnSessions.tsx';
import { PasswordForm } from '#client/accounts/PasswordForm.tsx';
import { Programs } from '#client/accounts/Programs.tsx';
import { SelfForm } from '#client/accounts/SelfForm.tsx';
import { useSelf } from '#client/kernel/session.ts';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { CalendarLink } from '#client/signup/CalendarLink.tsx';

export const Account = () => {
  const self = useSelf();
  if (!self) return <LoadingPage width="text" blocks={2} />;
  return (
    <Page title="Your account" width="text">
      <Box component="section" aria-label="You" className="card" p={{ base: 'md', sm: 'xl' }}>
        <SelfForm key={self.id} self={self} />
      </Box>
      <Box component="section" aria-label="Password" className="card" p={{ base: 'md', sm: 'xl' }}>
        <Title order={2} fz="1.25rem" mb="md">
          Password
        </Title>
        <PasswordForm email={self.email} />
      </Box>
      <Box
        component="section"
        aria-label="Where you are signed in"
        className="card"
        p={{ base: 'md', sm: 'xl' }}
      >
        <Title order={2} fz="1.25rem" mb="md">
          Where you are signed in
        </Title>
        <OwnSessions />
      </Box>
      <Box component="section" aria-label="Your calendar" className="card" p={{ base: 'md', sm: 'xl' }}>
        <Title order={2} fz="1.25rem" mb="md">
          Your calendar
        </Title>
        <CalendarLink />
      </Box>
      <Box component="section" aria-label="Access for programs" className="card" p={{ base: 'md', sm: 'xl' }}>
        <Title order={2} fz="1.25rem" mb="md">
          Access for programs
        </Title>
        <Programs />
      </Box>
    </Page>
  );
};
