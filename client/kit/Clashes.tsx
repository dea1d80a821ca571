// Shows the other's version beside one's own after a conflict, with a choice for every field that both changed.
import { Alert, Button, Stack, Table, Text } from '@mantine/core';
import type { Merging } from './merging.ts';

interface Props<T> {
  readonly merging: Merging<T>;
  /** True after a conflict, until the next successful save. */
  readonly shown: boolean;
  readonly labels: Readonly<Record<keyof T, string>>;
  /** A value in words. */
  readonly say?: (key: keyof T, value: T[keyof T]) => string;
}

const plainly = (value: unknown): string => {
  if (value === null || value === '') return '(empty)';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

export const Clashes = <T,>({ merging, shown, labels, say = (_, value) => plainly(value) }: Props<T>) => {
  if (!shown) return null;
  const { clashes, draft, base } = merging;
  return (
    <Alert variant="default" role="alert" title="Somebody else saved meanwhile">
      {clashes.length === 0 ? (
        'They changed other fields; these were taken over below. Save again to add your changes.'
      ) : (
        <Stack gap="sm">
          <Text size="sm">What only one of you changed was kept. Choose for the rest, then save again.</Text>
          <Table.ScrollContainer minWidth={420}>
            <Table layout="fixed" verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w="25%">Field</Table.Th>
                  <Table.Th>Yours</Table.Th>
                  <Table.Th>Theirs</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {clashes.map((key) => (
                  <Table.Tr key={String(key)}>
                    <Table.Td>{labels[key]}</Table.Td>
                    <Table.Td style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                      {say(key, draft[key])}
                    </Table.Td>
                    <Table.Td style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                      {say(key, base[key])}
                      <Button
                        size="compact-sm"
                        variant="default"
                        mt={4}
                        display="block"
                        disabled={draft[key] === base[key]}
                        onClick={() => {
                          merging.takeTheirs(key);
                        }}
                      >
                        Take theirs
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Stack>
      )}
    </Alert>
  );
};
