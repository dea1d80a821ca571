// The class phase at the desk: which group reports, whose hand is up, the points with their votes, what the class takes away.
import { ActionIcon, Button, Text, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconHandOff, IconStar, IconStarFilled } from '@tabler/icons-react';
import type { LiveView, RoundView } from '#shared/rounds/views.ts';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import type { Reporting } from './data.ts';
import { deskActsOf, useDeskAct } from './desk-acts.ts';

interface Props {
  readonly live: LiveView;
  readonly round: RoundView;
  readonly reporting: Reporting;
}

export const DeskClass = ({ live, round, reporting }: Props) => {
  const { act, isBusy } = useDeskAct();
  const acts = deskActsOf(live.meetingId);
  const { called, hands, points } = reporting;
  const last = called.at(-1);
  const on = round.groups.find(({ number }) => number === last?.group);
  const waiting = round.groups.filter(({ number }) => !called.some(({ group }) => group === number));
  const nameOf = (id: string | null) => (id === null ? undefined : live.names[id]);
  const callNext = () => {
    if (round.phase !== 'class' || waiting.length === 0 || isBusy) return;
    act(async () => {
      const news = await acts.callGroup(round.id, last?.id ?? null);
      const call = news.called?.at(-1);
      const name = round.groups.find(({ number }) => number === call?.group)?.name;
      if (call && name !== undefined)
        sayUndoable(`${name} is called.`, () => {
          act(() => acts.takeBackCall(call.id));
        });
      return news;
    });
  };
  useHotkeys([['c', callNext]]);
  const reporter = nameOf(last?.reporterId ?? null);
  return (
    <section className="card live-card" aria-label="Reports">
      <Title order={2} fz="lg">
        Reports
      </Title>
      <p className="reports-now" role="status">
        {on ? (
          <>
            <strong>{on.name}</strong> reports{reporter !== undefined && `; ${reporter} speaks`}.
          </>
        ) : (
          'No group has been called yet.'
        )}
      </p>
      {round.phase === 'class' && (
        <Button
          size="md"
          fullWidth
          variant="default"
          disabled={waiting.length === 0}
          loading={isBusy}
          title="Key: c"
          onClick={callNext}
        >
          {waiting.length === 0
            ? 'Every group was called'
            : `Call the next group (${String(waiting.length)} wait)`}
        </Button>
      )}
      <Title order={3} fz="md" mt="md">
        Hands{hands.length > 0 && ` (${String(hands.length)})`}
      </Title>
      {hands.length === 0 ? (
        <Text size="sm" c="dimmed">
          No hand is up.
        </Text>
      ) : (
        <ol className="people-list">
          {hands.map(({ personId }) => (
            <li key={personId}>
              {live.names[personId] ?? 'Somebody'}
              <ActionIcon
                size={44}
                variant="subtle"
                color="gray"
                aria-label={`${live.names[personId] ?? 'Somebody'} has spoken`}
                title="Has spoken"
                onClick={() => {
                  act(() => acts.lowerHand(personId));
                }}
              >
                <IconHandOff size={18} />
              </ActionIcon>
            </li>
          ))}
        </ol>
      )}
      <Title order={3} fz="md" mt="md">
        Points
      </Title>
      {points.length === 0 && (
        <Text size="sm" c="dimmed">
          No group has composed a point yet.
        </Text>
      )}
      <ul className="desk-points">
        {[...points]
          .sort((one, other) => Number(other.group === on?.number) - Number(one.group === on?.number))
          .map(({ id, text, group, votes, takeawayAt }) => {
            const isTakeaway = takeawayAt !== null;
            const name = round.groups.find(({ number }) => number === group)?.name ?? '';
            return (
              <li key={id}>
                <div>
                  <p>{text}</p>
                  <span className="quiet figures">
                    {name} · {votes} {votes === 1 ? 'vote' : 'votes'}
                    {isTakeaway && ' · takeaway'}
                  </span>
                </div>
                <ActionIcon
                  size={44}
                  variant={isTakeaway ? 'light' : 'subtle'}
                  color={isTakeaway ? 'green' : 'gray'}
                  aria-pressed={isTakeaway}
                  aria-label={`Takeaway: ${text}`}
                  title={isTakeaway ? 'No takeaway any more' : 'Mark as a takeaway'}
                  onClick={() => {
                    act(() => (isTakeaway ? acts.unmarkTakeaway(id) : acts.markTakeaway(id)));
                  }}
                >
                  {isTakeaway ? <IconStarFilled size={18} /> : <IconStar size={18} />}
                </ActionIcon>
              </li>
            );
          })}
      </ul>
    </section>
  );
};
