// Two of the staff marked one review differently: field by field, which of both stands.
import { Alert, Button, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReturnedMarks, ReviewMarks } from '#shared/grading/contract.ts';
import { fieldOf } from './merge-markings.ts';
import type { MarkingState } from './use-marking.ts';

interface Props {
  readonly state: MarkingState;
  readonly marks: ReviewMarks;
  readonly criteria: ReturnedMarks['criteria'];
}

const nameOf = (field: string, criteria: Props['criteria']): string => {
  const [kind, key] = field.split(':');
  const title = criteria.find((one) => one.key === key)?.title ?? 'A criterion that is gone';
  if (kind === 'mark') return title;
  if (kind === 'comment') return `Comment on ${title.toLowerCase()}`;
  return { overall: 'Overall comment', note: 'Note for the staff' }[field] ?? 'Points by hand';
};

export const MarkClash = ({ state, marks, criteria }: Props) => {
  const who = marks.changedBy?.name ?? 'Somebody else';
  if (state.clashes.length === 0) return null;
  return (
    <Alert
      variant="default"
      role="alert"
      title={`${who} changed the same meanwhile`}
      className="grading-clash"
    >
      <Text size="sm">Everything else has been put together. Nothing of yours is lost; choose for each.</Text>
      <Stack gap="md" mt="sm">
        {state.clashes.map((field) => (
          <div key={field}>
            <Text fw={600} size="sm">
              {nameOf(field, criteria)}
            </Text>
            <SimpleGrid cols={2} spacing="sm" mt={4}>
              {(['mine', 'theirs'] as const).map((choice) => {
                const value = fieldOf(choice === 'mine' ? state.marking : marks.marking, field);
                return (
                  <Stack key={choice} gap={6} align="flex-start">
                    <Text size="xs" c="dimmed">
                      {choice === 'mine' ? 'Yours' : who}
                    </Text>
                    <Text size="sm" className="grading-words">
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
