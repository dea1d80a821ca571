// Another account of the same person: here the link is made with which that one may take this one in.
import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { mergesRoutes } from '#shared/accounts/merges.ts';
import { call } from '#client/kernel/call.ts';
import { CopyField } from '#client/kit/CopyField.tsx';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';
import { Query } from '#client/kit/Query.tsx';
import { CodeInput } from './CodeInput.tsx';
import { OwnPassword } from './OwnPassword.tsx';
import { secondFactorQuery } from './second-factor.ts';

const MergeLink = ({ token }: { token: string }) => {
  const link = `${window.location.origin}/merge#${token}`;
  return (
    <Stack>
      <Text>
        Open this link within fifteen minutes where you are signed in with the account that stays: in another
        browser, or in this one after you have signed out here. There you see what will happen, and confirm
        it. Until then nothing changes.
      </Text>
      <CopyField label="The link for your other account" value={link} what="Copy the link" />
    </Stack>
  );
};

interface FormProps {
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly onMade: (token: string) => void;
}

const MergeForm = ({ hasPassword, hasSecondFactor, onMade }: FormProps) => {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const begin = useMutation({
    mutationFn: () =>
      call(mergesRoutes.beginMerge, {
        body: { ...(hasPassword && { password }), ...(hasSecondFactor && { code }) },
      }),
    onSuccess: ({ token }) => {
      onMade(token);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>
          Were you invited by another address, and have two accounts now? This one can go into the other: its
          courses and all you wrote move there, and its address leads there.
        </Text>
        <FormProblem error={begin.error} fields={['password', 'code']} />
        {hasPassword && (
          <OwnPassword value={password} error={errorAt(begin.error, 'password')} onChange={setPassword} />
        )}
        {hasSecondFactor && (
          <CodeInput value={code} error={errorAt(begin.error, 'code')} onChange={setCode} />
        )}
        <div>
          <Button type="submit" variant="default" loading={begin.isPending}>
            Make the link for my other account
          </Button>
        </div>
      </Stack>
    </form>
  );
};

export const OtherAccount = () => {
  const query = useQuery(secondFactorQuery);
  const [token, setToken] = useState<string>();
  if (token !== undefined) return <MergeLink token={token} />;
  return (
    <Query query={query}>
      {({ hasPassword, isOn }) => (
        <MergeForm hasPassword={hasPassword} hasSecondFactor={isOn} onMade={setToken} />
      )}
    </Query>
  );
};
