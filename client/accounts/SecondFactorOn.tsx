// What one may do with a second factor that is on: new recovery codes, or turning it off, each against a code.
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { secondFactorRoutes } from '#shared/accounts/second-factor.ts';
import { call } from '#client/kernel/call.ts';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';
import { CodeInput } from './CodeInput.tsx';
import { refreshSecondFactor } from './second-factor.ts';

interface Props {
  readonly isNeeded: boolean;
  readonly recoveryCodesLeft: number;
  /** They are to be shown, this once. */
  readonly onRenewed: (recoveryCodes: readonly string[]) => void;
}

export const SecondFactorOn = ({ isNeeded, recoveryCodesLeft, onRenewed }: Props) => {
  const [code, setCode] = useState('');
  const renew = useMutation({
    mutationFn: () => call(secondFactorRoutes.renewRecoveryCodes, { body: { code } }),
    onSuccess: ({ recoveryCodes }) => {
      setCode('');
      onRenewed(recoveryCodes);
    },
  });
  const remove = useMutation({
    mutationFn: () => call(secondFactorRoutes.removeSecondFactor, { body: { code } }),
    onSuccess: refreshSecondFactor,
  });
  const error = renew.error ?? remove.error;
  const act = (doIt: () => void) => () => {
    renew.reset();
    remove.reset();
    doIt();
  };
  return (
    <Stack>
      <Text>
        It is on: signing in asks for a code of your app.{' '}
        {recoveryCodesLeft === 0
          ? 'No recovery code is left: make new ones.'
          : `${String(recoveryCodesLeft)} recovery ${recoveryCodesLeft === 1 ? 'code is' : 'codes are'} left.`}
      </Text>
      <FormProblem error={error} fields={['code']} />
      <CodeInput value={code} error={errorAt(error, 'code')} onChange={setCode} />
      <Group>
        <Button
          variant="default"
          disabled={code === ''}
          loading={renew.isPending}
          onClick={act(() => {
            renew.mutate();
          })}
        >
          Make new recovery codes
        </Button>
        {!isNeeded && (
          <Button
            variant="default"
            c="var(--mantine-color-error)"
            disabled={code === ''}
            loading={remove.isPending}
            onClick={act(() => {
              remove.mutate();
            })}
          >
            Turn it off
          </Button>
        )}
      </Group>
      {isNeeded && (
        <Text size="sm" c="dimmed">
          Accounts like yours must have one here. For another app, ask an administrator to reset it.
        </Text>
      )}
    </Stack>
  );
};
