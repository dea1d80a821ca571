// Two lists that were made in two places at once: both are shown, and one is kept.
import { Alert, Button, SimpleGrid, Stack, Text } from '@mantine/core';
import type { Wishes } from '#shared/signup/contract.ts';
import { some } from './words.ts';
import type { SlotLine } from './slot-lines.ts';

interface Props {
  readonly mine: Wishes;
  readonly theirs: Wishes;
  readonly lines: readonly SlotLine[];
  readonly onKeep: (which: 'mine' | 'theirs') => void;
}

export const TwoLists = ({ mine, theirs, lines, onKeep }: Props) => {
  const titleOf = (id: string) => lines.find(({ paperId }) => paperId === id)?.title ?? 'A talk that is gone';
  const list = (which: 'mine' | 'theirs', title: string, { ranked, blocked }: Wishes) => (
    <Stack gap="xs">
      <Text fw={600}>{title}</Text>
      <ol className="two-lists">
        {ranked.map((id) => (
          <li key={id}>{titleOf(id)}</li>
        ))}
      </ol>
      {ranked.length === 0 && <Text c="dimmed">An empty list</Text>}
      {blocked.length > 0 && <Text size="sm">{some(blocked.length, 'date')} that you cannot do</Text>}
      <Button
        variant="default"
        onClick={() => {
          onKeep(which);
        }}
      >
        Keep this one
      </Button>
    </Stack>
  );
  return (
    <Alert variant="default" role="alert" title="Your list was changed in another place">
      <Text mb="sm">
        Another tab or device saved a different list meanwhile. Nothing is lost: choose the one you mean.
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {list('mine', 'On this page', mine)}
        {list('theirs', 'Saved in the other place', theirs)}
      </SimpleGrid>
    </Alert>
  );
};
