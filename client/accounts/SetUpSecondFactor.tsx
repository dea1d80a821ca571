// Sets a second factor up: the password, the picture for the app, its first code.
import { Button, Code, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { secondFactorRoutes } from '#shared/accounts/second-factor.ts';
import { call } from '#client/kernel/call.ts';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';
import { QrCode } from '#client/kit/QrCode.tsx';
import { CodeInput } from './CodeInput.tsx';
import { OwnPassword } from './OwnPassword.tsx';

interface Begun {
  readonly secret: string;
  readonly uri: string;
}

const Begin = ({ hasPassword, onBegun }: { hasPassword: boolean; onBegun: (begun: Begun) => void }) => {
  const [password, setPassword] = useState('');
  const begin = useMutation({
    mutationFn: () => call(secondFactorRoutes.beginSecondFactor, { body: hasPassword ? { password } : {} }),
    onSuccess: onBegun,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormProblem error={begin.error} fields={['password']} />
        {hasPassword && (
          <OwnPassword value={password} error={errorAt(begin.error, 'password')} onChange={setPassword} />
        )}
        <div>
          <Button type="submit" loading={begin.isPending}>
            Set up a second factor
          </Button>
        </div>
      </Stack>
    </form>
  );
};

const Confirm = ({
  begun,
  onConfirmed,
}: {
  begun: Begun;
  onConfirmed: (codes: readonly string[]) => void;
}) => {
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => call(secondFactorRoutes.confirmSecondFactor, { body: { code } }),
    onSuccess: ({ recoveryCodes }) => {
      onConfirmed(recoveryCodes);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>
          Scan this with an authenticator app (any that makes six-digit codes), or type the letters into it.
          Then type the code it shows.
        </Text>
        <QrCode text={begun.uri} label="The secret for your authenticator app" />
        <Code fz="md" style={{ overflowWrap: 'anywhere' }} aria-label="The secret as letters">
          {begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </Code>
        <FormProblem error={confirm.error} fields={['code']} />
        <CodeInput onlyApp value={code} error={errorAt(confirm.error, 'code')} onChange={setCode} />
        <Text size="sm" c="dimmed">
          Turning it on signs you out on all other devices.
        </Text>
        <div>
          <Button type="submit" loading={confirm.isPending}>
            Turn it on
          </Button>
        </div>
      </Stack>
    </form>
  );
};

interface Props {
  readonly hasPassword: boolean;
  /** It is on; the recovery codes are to be shown, this once. */
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void;
}

export const SetUpSecondFactor = ({ hasPassword, onConfirmed }: Props) => {
  const [begun, setBegun] = useState<Begun | null>(null);
  if (begun) return <Confirm begun={begun} onConfirmed={onConfirmed} />;
  return <Begin hasPassword={hasPassword} onBegun={setBegun} />;
};
