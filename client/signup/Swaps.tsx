// Swaps that concern oneself, seats that anybody may take; for staff all of them with who did what, when.
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { swapsRoutes, type Swap, type SwapState } from '#shared/signup/swaps.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { Ago, Moment } from '#client/kit/Moment.tsx';
import { sayDone, sayRefused } from '#client/kit/say.ts';
import { swapsQuery } from './data.ts';
import type { TalkLine } from './talk-lines.ts';
import { useCourseZone } from './zone.ts';

const stateWords: Readonly<Record<SwapState, string>> = {
  offered: 'Offered',
  lapsed: 'Lapsed',
  accepted: 'Being made',
  done: 'Made',
  declined: 'Declined',
  withdrawn: 'Taken back',
  failed: 'Not possible',
  undoing: 'Being undone',
  undone: 'Undone',
};
const logWords: Readonly<Record<string, string>> = {
  offered: 'offered it',
  accepted: 'accepted',
  done: 'has the seats changed',
  declined: 'declined',
  withdrawn: 'took it back',
  failed: 'could not have it any more',
  undoing: 'undid it',
  undone: 'has the seats back',
  left: 'left the course',
};

type Act = 'acceptSwap' | 'declineSwap' | 'withdrawSwap' | 'undoSwap';
const doneWords: Readonly<Record<Act, string>> = {
  acceptSwap: 'Swapped. The seats have changed hands.',
  declineSwap: 'Declined. Nothing has changed.',
  withdrawSwap: 'Your offer is taken back.',
  undoSwap: 'Undone. The seats are as they were before.',
};

interface RowProps {
  readonly swap: Swap;
  readonly ownId: Id;
  readonly isStaff: boolean;
  readonly titleOf: (paperId: Id) => string;
}

const SwapRow = ({ swap, ownId, isStaff, titleOf }: RowProps) => {
  const zone = useCourseZone();
  const [asking, setAsking] = useState<Act | null>(null);
  const { id: swapId, from, to, paperId, forPaperId, state, offeredAt, log, courseId } = swap;
  const act = useMutation({
    mutationFn: (verb: Act) => call(swapsRoutes[verb], { params: { swapId } }),
    onSuccess: (_swap, verb) => {
      sayDone(doneWords[verb]);
    },
    onError: sayRefused,
    onSettled: () => {
      setAsking(null);
      void queryClient.invalidateQueries({ queryKey: swapsQuery(courseId).queryKey });
    },
  });
  const nameOf = (one: { id: Id; name: string }) => (one.id === ownId ? 'You' : one.name);
  const isMine = from.id === ownId;
  const button = (verb: Act, label: string, asks: boolean, isFilled = false) => (
    <Button
      variant={isFilled ? 'filled' : 'default'}
      loading={act.isPending && act.variables === verb}
      onClick={() => {
        if (asks) setAsking(verb);
        else act.mutate(verb);
      }}
    >
      {label}
    </Button>
  );
  const mine = `“${titleOf(paperId)}”`;
  const theirs = forPaperId === null ? null : `“${titleOf(forPaperId)}”`;
  const have = isMine ? 'offer' : 'offers';
  return (
    <li className="preview-talk">
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 16rem', minWidth: 0, overflowWrap: 'anywhere' }}>
          <Text>
            <strong>{nameOf(from)}</strong>
            {theirs === null
              ? ` ${have} ${mine} to ${to === null ? 'whoever takes it' : nameOf(to).toLowerCase() === 'you' ? 'you' : nameOf(to)}.`
              : ` ${have} ${mine} for ${theirs}${to === null ? '' : to.id === ownId ? ', your seat' : `, the seat of ${to.name}`}.`}
          </Text>
          <Text size="sm" c="dimmed" component="div">
            <Badge tt="none" variant="outline" color="gray" mr={6}>
              {stateWords[state]}
            </Badge>
            <Ago at={offeredAt} />
          </Text>
        </div>
        <Group gap="xs">
          {state === 'offered' && !isMine && !isStaff && (
            <>
              {to !== null && button('declineSwap', 'Decline', false)}
              {button('acceptSwap', theirs === null ? 'Take it' : 'Accept', true, true)}
            </>
          )}
          {state === 'offered' && (isMine || isStaff) && button('withdrawSwap', 'Take back', false)}
          {state === 'done' && isStaff && button('undoSwap', 'Undo', true)}
        </Group>
      </Group>
      {log.length > 0 && (
        <details>
          <summary>Who did what</summary>
          <ol className="two-lists">
            {log.map(({ at, by, what }) => (
              <li key={`${at} ${what}`}>
                <Text span size="sm">
                  {`${by} ${logWords[what] ?? what}, `}
                  <Moment at={at} zone={zone} />
                </Text>
              </li>
            ))}
          </ol>
        </details>
      )}
      <Confirm
        opened={asking !== null}
        title={asking === 'undoSwap' ? 'Undo this swap?' : 'Swap now?'}
        verb={asking === 'undoSwap' ? 'Undo' : 'Swap'}
        busy={act.isPending}
        onClose={() => {
          setAsking(null);
        }}
        onConfirm={() => {
          if (asking) act.mutate(asking);
        }}
      >
        {asking === 'undoSwap'
          ? 'Both get back the seats that they had before, and with them who uploads slides.'
          : theirs === null
            ? `You present ${mine} from now on.`
            : `You present ${mine} from now on, and ${from.name} presents ${theirs}. Uploaded slides stay with their talk.`}
      </Confirm>
    </li>
  );
};

interface Props {
  readonly courseId: Id;
  readonly ownId: Id;
  readonly isStaff: boolean;
  readonly talks: readonly TalkLine[];
}

export const Swaps = ({ courseId, ownId, isStaff, talks }: Props) => {
  const swaps = useQuery(swapsQuery(courseId)).data ?? [];
  if (swaps.length === 0) return null;
  const titleOf = (id: Id) => talks.find(({ paperId }) => paperId === id)?.title ?? 'a talk that is gone';
  const open = swaps.filter(({ state }) => state === 'offered');
  const closed = swaps.filter(({ state }) => state !== 'offered');
  const list = (some: readonly Swap[]) => (
    <ul className="plain-list card">
      {some.map((swap) => (
        <SwapRow key={swap.id} swap={swap} ownId={ownId} isStaff={isStaff} titleOf={titleOf} />
      ))}
    </ul>
  );
  return (
    <section aria-label="Swaps">
      <Stack gap="sm">
        <Title order={2} fz="1.15rem">
          Swaps
        </Title>
        {open.length > 0 ? list(open) : <Text c="dimmed">No offer is open.</Text>}
        {closed.length > 0 && (
          <details>
            <summary>{`Earlier (${String(closed.length)})`}</summary>
            {list(closed)}
          </details>
        )}
      </Stack>
    </section>
  );
};
