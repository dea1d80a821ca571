// The ways into the sample course: sign in here as one of its people, or copy the link for another window.
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import type { SampleLink } from '#shared/demo/contract.ts';
import { call } from '#client/kernel/call.ts';
import { becomeSelf } from '#client/kernel/session.ts';
import { CopyButton } from '#client/kit/CopyButton.tsx';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import './sample-links.css';

const partWords: Readonly<Record<SampleLink['part'], string>> = {
  instructor: 'the instructor',
  presenter: 'a presenter',
  student: 'a student',
};

export const SampleLinks = ({ links }: { links: readonly SampleLink[] }) => {
  const use = useMutation({
    mutationFn: (token: string) => call(accountsRoutes.useLink, { body: { token } }),
    onSuccess: becomeSelf,
  });
  return (
    <Stack gap="sm">
      <FormProblem error={use.error} />
      <ul className="sample-links">
        {links.map(({ token, part, name }) => (
          <li key={token}>
            <Group gap="xs" wrap="nowrap">
              <Button
                className="sample-way"
                justify="flex-start"
                variant={part === 'instructor' ? 'filled' : 'default'}
                loading={use.isPending && use.variables === token}
                disabled={use.isPending && use.variables !== token}
                onClick={() => {
                  use.mutate(token);
                }}
              >
                <span>
                  Sign in as {partWords[part]}
                  <small lang="">{name}</small>
                </span>
              </Button>
              <CopyButton text={`${window.location.origin}/link#${token}`} what="Copy link" />
            </Group>
          </li>
        ))}
      </ul>
      <Text c="dimmed" size="sm">
        Each link works once and for a day. Open one in a private window to be two people at once.
      </Text>
    </Stack>
  );
};
