// What was changed here and elsewhere at the same time: field by field, which of both stands.
import { Alert, Button, SimpleGrid, Stack, Text } from '@mantine/core';
import type { Autosave } from './use-autosave.ts';
import './drafts.css';

interface Props {
  readonly state: Pick<Autosave<unknown>, 'clashes' | 'settle'>;
  /** Who changed it elsewhere. */
  readonly who: string;
  readonly title: string;
  readonly nameOf: (field: string) => string;
}

export const FieldClashes = ({ state, who, title, nameOf }: Props) => {
  if (state.clashes.length === 0) return null;
  return (
    <Alert variant="default" role="alert" title={title} className="field-clashes">
      <Text size="sm">Everything else has been put together. Nothing of yours is lost; choose for each.</Text>
      <Stack gap="md" mt="sm">
        {state.clashes.map(({ field, mine, theirs }) => (
          <div key={field}>
            <Text fw={600} size="sm">
              {nameOf(field)}
            </Text>
            <SimpleGrid cols={2} spacing="sm" mt={4}>
              {(['mine', 'theirs'] as const).map((choice) => {
                const value = choice === 'mine' ? mine : theirs;
                return (
                  <Stack key={choice} gap={6} align="flex-start">
                    <Text size="xs" c="dimmed">
                      {choice === 'mine' ? 'Yours' : who}
                    </Text>
                    <Text size="sm" className="field-clashes-words">
                      {value === null || value === '' ? '(empty)' : String(value)}
                    </Text>
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => {
                        state.settle(field, choice);
                      }}
                    >
                      {choice === 'mine' ? 'Keep mine' : 'Take theirs'}
                    </Button>
                  </Stack>
                );
              })}
            </SimpleGrid>
          </div>
        ))}
      </Stack>
    </Alert>
  );
};
