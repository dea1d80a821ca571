// Offers one's own seat: for another's seat, to somebody, or to whoever takes it.
import { Button, Group, Radio, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { maySwapSeats } from '#shared/signup/rules.ts';
import { swapsRoutes } from '#shared/signup/swaps.ts';
import { call } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { useNow } from '#client/kit/Moment.tsx';
import { sayDone } from '#client/kit/say.ts';
import { queryClient } from '#client/kernel/query.ts';
import { swapsQuery } from './data.ts';
import type { TalkLine } from './talk-lines.ts';

interface Props {
  readonly courseId: Id;
  readonly ownId: Id;
  readonly talk: TalkLine;
  readonly talks: readonly TalkLine[];
  readonly mayGive: boolean;
  readonly close: () => void;
}

export const SwapDialog = ({ courseId, ownId, talk, talks, mayGive, close }: Props) => {
  const now = useNow();
  const [kind, setKind] = useState<'exchange' | 'give'>('exchange');
  const [seat, setSeat] = useState<string | null>(null);
  const [id] = useState(newId);
  const seats = new Map(
    talks.map(({ paperId, meetingId, startsAt, presenters }) => [
      paperId,
      {
        ...{ meetingId, startsAt: new Date(startsAt) },
        presenterIds: presenters.map((presenter) => presenter.id),
      },
    ]),
  );
  // Only seats that could really change hands are offered to choose from.
  const options = talks.flatMap(({ paperId: forPaperId, title, presenters }) =>
    presenters.flatMap(({ id: toId, name }) =>
      maySwapSeats({ fromId: ownId, toId, paperId: talk.paperId, forPaperId }, seats, now) === true
        ? [{ value: `${toId} ${forPaperId}`, label: `${name}: ${title}` }]
        : [],
    ),
  );
  const offer = useMutation({
    mutationFn: () => {
      const [toPersonId = null, forPaperId = null] = kind === 'exchange' ? (seat?.split(' ') ?? []) : [];
      return call(swapsRoutes.offerSwap, {
        params: { courseId },
        body: { id, paperId: talk.paperId, toPersonId, forPaperId },
      });
    },
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: swapsQuery(courseId).queryKey });
      sayDone('Offered. Your seat stays yours until it is accepted.');
      close();
    },
  });
  return (
    <Stack>
      <Text>
        Your seat: <strong className="serif">{talk.title}</strong>
      </Text>
      <FormProblem error={offer.error} />
      {mayGive && (
        <Radio.Group
          label="What do you offer?"
          value={kind}
          onChange={(value) => {
            setKind(value === 'give' ? 'give' : 'exchange');
          }}
        >
          <Stack gap={6} mt={6}>
            <Radio value="exchange" label="An exchange for another seat" />
            <Radio value="give" label="To whoever takes it; you would have one talk less" />
          </Stack>
        </Radio.Group>
      )}
      {kind === 'exchange' && (
        <Select
          label="The seat you would like"
          placeholder="A classmate’s name or a title"
          data={options}
          value={seat}
          onChange={setSeat}
          searchable
          nothingFoundMessage="No seat that you could take has this in its name."
          description={options.length === 0 ? 'There is no seat that you could exchange with.' : undefined}
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button
          loading={offer.isPending}
          disabled={kind === 'exchange' && seat === null}
          onClick={() => {
            offer.mutate();
          }}
        >
          Offer
        </Button>
      </Group>
    </Stack>
  );
};
