// Puts the slides up for the class, with a question first where another talk is still on.
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '#shared/kernel/refusals.ts';
import { presentingRoutes as routes, type Stage } from '#shared/presenting/contract.ts';
import { call } from '#client/kernel/call.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { sayRefused } from '#client/kit/say.ts';
import { keepShow } from './data.ts';

export const PutUp = ({ stage: { meetingId, paperId, deck, show } }: { stage: Stage }) => {
  const [other, setOther] = useState<string | null>(null);
  const put = useMutation({
    mutationFn: (endOther: boolean) =>
      call(routes.putUp, { params: { meetingId, paperId }, body: { endOther } }),
    onSuccess: (now) => {
      setOther(null);
      keepShow(now);
    },
    onError: (error) => {
      if (error instanceof Refusal && error.body.reason === 'other_talk_on') setOther(error.message);
      else sayRefused(error);
    },
  });
  return (
    <>
      <Button
        loading={put.isPending}
        disabled={deck === null}
        onClick={() => {
          put.mutate(false);
        }}
      >
        {show?.phase === 'ended' ? 'Put the slides up again' : 'Put the slides up'}
      </Button>
      <Confirm
        opened={other !== null}
        title="Another talk is still on"
        verb="Put mine up"
        busy={put.isPending}
        onClose={() => {
          setOther(null);
        }}
        onConfirm={() => {
          put.mutate(true);
        }}
      >
        {other}
      </Confirm>
    </>
  );
};
