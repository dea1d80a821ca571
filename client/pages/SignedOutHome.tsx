// What Paperround is, on one calm screen, and the two ways in.
import { Box, Divider, Stack, Text, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { SignInForm } from '#client/accounts/SignInForm.tsx';
import { JoinCodeForm } from '#client/courses/JoinCodeForm.tsx';
import { SampleCourse } from '#client/demo/SampleCourse.tsx';
import { becomeSelf } from '#client/kernel/session.ts';
import { MarginDrawing } from './MarginDrawing.tsx';
import './signed-out-home.css';

const acts = [
  ['Read', 'Two papers a meeting, with everybody’s questions and insights in the margin.'],
  ['Write', 'A short review, beside the paper, before the meeting.'],
  ['Talk', 'In small groups that are drawn anew each time, then with the whole class.'],
] as const;

const WaysIn = () => {
  const navigate = useNavigate();
  return (
    <Stack gap="lg">
      <Title order={2} fz="1.25rem">
        Sign in
      </Title>
      <SignInForm onSignedIn={becomeSelf} />
      <Divider label="or" />
      <div>
        <Text fw={600} mb={6}>
          Join a course with its code
        </Text>
        <JoinCodeForm onCode={(code) => void navigate({ to: '/join', hash: code })} />
      </div>
    </Stack>
  );
};

const NotSetUp = () => (
  <Stack gap="md">
    <Title order={2} fz="1.25rem">
      This server is new
    </Title>
    <Text>
      To set it up, open the link that it printed in its terminal when it started. It looks like this, works
      once and lasts a day:
    </Text>
    <Text component="code" className="sample-link">
      {window.location.origin}/administrator#…
    </Text>
    <Text c="dimmed" size="sm">
      With it you become the administrator and create the first course. Start the server again for a new link.
    </Text>
    <SampleCourse />
  </Stack>
);

/** `isSetUp`: there is an administrator, so somebody may sign in. */
export const SignedOutHome = ({ isSetUp }: { isSetUp: boolean }) => {
  useEffect(() => {
    document.title = 'Paperround';
  }, []);
  return (
    <div className="signed-out-home">
      <div>
        <Title order={1} className="signed-out-title">
          Courses taught by reading papers
        </Title>
        <MarginDrawing />
        <dl className="signed-out-acts">
          {acts.map(([verb, what]) => (
            <div key={verb}>
              <dt>{verb}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </div>
      <Box className="card" p={{ base: 'lg', sm: 'xl' }}>
        {isSetUp ? <WaysIn /> : <NotSetUp />}
      </Box>
    </div>
  );
};
