// The door of the class: one button, and the projector's code where the course asks for it.
import { Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { actsOf, useAct } from './acts.ts';
import { codeInFragment } from './join-address.ts';

interface Props {
  readonly meetingId: string;
  readonly needsCode: boolean;
  /** How many are here already. */
  readonly present: number;
}

export const CheckIn = ({ meetingId, needsCode, present }: Props) => {
  // Whoever scanned the projector's picture brings the code along.
  const [code, setCode] = useState(() => codeInFragment(window.location.hash));
  const { act, isBusy, error } = useAct({ isShown: true });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    act(() => actsOf(meetingId).checkIn(needsCode ? code : undefined));
  };
  return (
    <form onSubmit={submit} className="card live-card">
      <Stack>
        <div>
          <Title order={2}>Check in</Title>
          <Text c="dimmed" mt={4}>
            {needsCode
              ? 'The four digits are on the projector. Groups are drawn among those who have checked in.'
              : 'Groups are drawn among those who have checked in.'}
          </Text>
        </div>
        <FormProblem error={error} />
        {needsCode && (
          <TextInput
            label="Code"
            size="xl"
            inputMode="numeric"
            autoComplete="off"
            pattern="[0-9 ]*"
            maxLength={6}
            required
            className="code-field figures"
            value={code}
            onChange={(event) => {
              setCode(event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 4));
            }}
          />
        )}
        <Button type="submit" size="lg" loading={isBusy} disabled={needsCode && code.length < 4}>
          I am here
        </Button>
        <Text size="sm" c="dimmed" className="figures">
          {present === 0 ? 'Nobody is here yet.' : `${String(present)} are here.`}
        </Text>
      </Stack>
    </form>
  );
};
