// How the next groups are drawn: new ones, the next tables of a café, or a jigsaw; and which wishes could not be met.
import { Button, Radio, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import type { LiveView, Unmet } from '#shared/rounds/views.ts';
import type { Method } from '#shared/rounds/methods.ts';
import { partsAtLeast, partsAtMost } from '#shared/rounds/methods.ts';
import { actsOf, useAct } from './acts.ts';

const words: Readonly<Record<Method, readonly [title: string, about: string]>> = {
  fresh: ['New groups', 'Everybody is mixed anew, with as few as possible who have met.'],
  cafe: [
    'World Café',
    'A host stays at each table. In the next rounds of the café the others move on to tables that are new to them.',
  ],
  jigsaw: [
    'Jigsaw',
    'First groups that become experts on one part each; in the round after that every group has an expert of every part.',
  ],
};

const isMethod = (value: string): value is Method => value in words;

interface Props {
  readonly live: LiveView;
  readonly unmet: readonly Unmet[];
}

export const DrawChoice = ({ live, unmet }: Props) => {
  const { round, order, present } = live;
  const isDrawn = round?.phase === 'drawn';
  const [method, setMethod] = useState<Method>(round?.method ?? 'fresh');
  const [parts, setParts] = useState('');
  const { act, isBusy } = useAct();
  const named = parts
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isTooMany = named.length > partsAtMost;
  const isOneOnly = named.length > 0 && named.length < partsAtLeast;
  const title = isDrawn
    ? words[round.method][0]
    : order.items.length > 0
      ? 'Draw a round that was not planned'
      : round
        ? `Round ${String(round.number)} is over`
        : 'No groups yet';
  const form = (
    <>
      <Radio.Group
        value={method}
        mt="sm"
        aria-label="Method"
        onChange={(value) => {
          if (isMethod(value)) setMethod(value);
        }}
      >
        <Stack gap="xs">
          {(['fresh', 'cafe', 'jigsaw'] as const).map((value) => (
            <Radio
              key={value}
              value={value}
              size="md"
              label={words[value][0]}
              description={words[value][1]}
            />
          ))}
        </Stack>
      </Radio.Group>
      {method === 'jigsaw' && (
        <Textarea
          mt="sm"
          size="md"
          autosize
          minRows={2}
          label="Parts"
          description="One on each line; left empty, the papers are the parts. The second round needs none."
          error={isTooMany ? `At most ${String(partsAtMost)} parts.` : isOneOnly && 'Two parts at least.'}
          value={parts}
          onChange={(event) => {
            setParts(event.currentTarget.value);
          }}
        />
      )}
      <Button
        mt="md"
        size="md"
        variant="default"
        loading={isBusy}
        disabled={present.length < 2 || isTooMany || isOneOnly}
        onClick={() => {
          act(() =>
            actsOf(live.meetingId).drawRound(undefined, {
              method,
              ...(method === 'jigsaw' && named.length > 0 && { parts: named }),
            }),
          );
        }}
      >
        {isDrawn ? 'Draw again this way' : 'Draw groups this way'}
      </Button>
    </>
  );
  return (
    <section className="card live-card" aria-label="Drawing groups">
      <Title order={2} fz="lg">
        {title}
      </Title>
      {isDrawn && <Text c="dimmed">{words[round.method][1]}</Text>}
      {unmet.length > 0 && isDrawn && (
        <ul className="unmet">
          {unmet.map(({ wish, pair }) => (
            <li key={`${wish} ${pair.join()}`}>
              {pair.join(' and ')} should sit {wish}; with those who are here it could not be done.
            </li>
          ))}
        </ul>
      )}
      {!isDrawn && present.length < 2 && (
        <Text c="dimmed">Students check in on their own screens; open the projector to show them how.</Text>
      )}
      {isDrawn ? (
        <details className="draw-again">
          <summary>Draw another way</summary>
          {form}
        </details>
      ) : (
        form
      )}
    </section>
  );
};
