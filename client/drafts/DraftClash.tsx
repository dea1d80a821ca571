// A draft that was typed on in two places: both texts side by side, and three ways out.
import { Alert, Button, SimpleGrid, Stack, Text } from '@mantine/core';
import type { DraftState } from './use-draft.ts';

interface Props<T> {
  readonly draft: T | null;
  readonly state: DraftState<T>;
  readonly textOf: (draft: T) => string;
  readonly withText: (draft: T, text: string) => T;
}

const Side = ({
  title,
  text,
  verb,
  onTake,
}: Record<'title' | 'text' | 'verb', string> & { onTake: () => void }) => (
  <Stack gap={6} align="flex-start">
    <Text size="xs" fw={600}>
      {title}
    </Text>
    <Text
      size="sm"
      style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: '12rem', overflowY: 'auto' }}
    >
      {text === '' ? '(empty)' : text}
    </Text>
    <Button size="compact-sm" variant="default" onClick={onTake}>
      {verb}
    </Button>
  </Stack>
);

export const DraftClash = <T,>({ draft, state, textOf, withText }: Props<T>) => {
  const { theirs, settle } = state;
  if (draft === null || theirs === null) return null;
  const [mine, other] = [textOf(draft), textOf(theirs)];
  return (
    <Alert variant="default" p="xs" role="alert" title="Typed in two places">
      <SimpleGrid cols={2} spacing="sm">
        <Side
          title="Here"
          text={mine}
          verb="Keep this one"
          onTake={() => {
            settle(draft);
          }}
        />
        <Side
          title="On another device"
          text={other}
          verb="Take that one"
          onTake={() => {
            settle(theirs);
          }}
        />
      </SimpleGrid>
      <Button
        mt="xs"
        size="compact-sm"
        variant="subtle"
        onClick={() => {
          settle(withText(draft, `${mine}\n\n${other}`));
        }}
      >
        Put both together
      </Button>
    </Alert>
  );
};
