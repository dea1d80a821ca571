// Raising one's hand in the class phase, large enough for a thumb, with one's place in the row.
import { Button, Text } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import type { Reporting } from './data.ts';
import type { Outbox } from './outbox.ts';

interface Props {
  readonly reporting: Pick<Reporting, 'hands'>;
  readonly selfId: string;
  readonly outbox: Outbox;
}

const sayHands = (count: number, own: number): string => {
  if (own === 0) return 'You are next.';
  if (own > 0)
    return own === 1 ? 'One hand went up before yours.' : `${String(own)} hands went up before yours.`;
  if (count === 0) return '';
  return count === 1 ? 'One hand is up.' : `${String(count)} hands are up.`;
};

export const HandButton = ({ reporting: { hands }, selfId, outbox }: Props) => {
  const own = hands.findIndex(({ personId }) => personId === selfId);
  const isUp = own >= 0;
  return (
    <div className="hand">
      <Button
        size="lg"
        fullWidth
        variant={isUp ? 'filled' : 'default'}
        leftSection={<IconHandStop size={22} aria-hidden />}
        aria-pressed={isUp}
        onClick={() => {
          outbox.add({ do: 'hand', isUp: !isUp });
        }}
      >
        {isUp ? 'Lower your hand' : 'Raise your hand'}
      </Button>
      <Text role="status" size="sm" c="var(--text-quiet)" className="figures hand-words">
        {sayHands(hands.length, own)}
      </Text>
    </div>
  );
};
