// What the server does not know yet, and what it did not take: nothing of it is lost, and a sentence says so.
import { Alert, Button, Group, Text } from '@mantine/core';
import type { Act, Entry, Outbox } from './outbox.ts';

const word = (act: Act): string => {
  switch (act.do) {
    case 'say':
      return act.state === 'help' ? 'Your call for help' : 'What you said of your group';
    case 'hand':
      return act.isUp ? 'Your hand' : 'Lowering your hand';
    case 'vote':
      return act.isMine ? 'Your vote' : 'Taking your vote back';
    case 'add':
    case 'reword':
      return `Your point “${act.text}”`;
    case 'move':
      return 'The order of your points';
    case 'remove':
      return 'Removing a point';
  }
};

export const Unsent = ({ entries }: { readonly entries: readonly Entry[] }) => {
  const waiting = entries.filter(({ problem }) => problem === undefined);
  if (!waiting.some(({ hasFailed }) => hasFailed)) return null;
  return (
    <Text role="status" className="saved-sentence figures" data-wrong>
      {waiting.length === 1 ? 'One thing is' : `${String(waiting.length)} things are`} kept on this device and
      sent when the connection is back.
    </Text>
  );
};

export const NotTaken = ({
  entries,
  outbox,
}: {
  readonly entries: readonly Entry[];
  readonly outbox: Outbox;
}) =>
  entries.map(({ id, act, problem }) =>
    problem === undefined ? null : (
      <Alert key={id} color="orange" variant="light" role="alert" title={`${word(act)} was not taken`}>
        <Text size="sm">{problem}</Text>
        <Group mt="sm" gap="xs">
          <Button
            size="md"
            variant="default"
            onClick={() => {
              outbox.again(id);
            }}
          >
            Try again
          </Button>
          <Button
            size="md"
            variant="subtle"
            color="gray"
            onClick={() => {
              outbox.drop(id);
            }}
          >
            Let it go
          </Button>
        </Group>
      </Alert>
    ),
  );
