// After an import: the links with which the new people enter, shown this once.
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { RosterRow } from '#shared/courses/contract.ts';
import { CopyButton } from '#client/kit/CopyButton.tsx';
import { downloadText } from '#client/kit/download.ts';
import { wholeLink } from './LinkToCopy.tsx';
import { RosterRows } from './RosterRows.tsx';

type Linked = RosterRow & { readonly link: string };

/** Spreadsheets run cells that begin like a formula; Papa Parse puts an apostrophe before those. */
const download = async (people: readonly Linked[]) => {
  const { default: Papa } = await import('papaparse');
  const lines = people.map(({ name, email, link }) => ({ name, email, link: wholeLink(link) }));
  downloadText('invitation-links.csv', 'text/csv', Papa.unparse(lines, { escapeFormulae: true }));
};

export const RosterLinks = ({ rows, onDone }: { rows: readonly RosterRow[]; onDone: () => void }) => {
  const people = rows.filter((row): row is Linked => row.link !== null);
  const asText = people.map(({ name, email, link }) => `${name}\t${email}\t${wholeLink(link)}`).join('\n');
  return (
    <Stack>
      <Text>The roster was imported.</Text>
      {people.length > 0 && (
        <Alert variant="default" title="Keep the links now: they are not shown again">
          <Text size="sm" mb="sm">
            {people.length === 1 ? 'One person is' : `${String(people.length)} people are`} new here and{' '}
            {people.length === 1 ? 'enters' : 'enter'} with a link of their own, once and within 14 days. Send
            each link to its person only. New links can be made for each person later.
          </Text>
          <Group gap="sm">
            <Button
              leftSection={<IconDownload size={16} />}
              onClick={() => {
                void download(people);
              }}
            >
              Download as CSV
            </Button>
            <CopyButton text={asText} what="Copy all" />
          </Group>
        </Alert>
      )}
      <RosterRows rows={rows} isDone />
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          Done
        </Button>
      </Group>
    </Stack>
  );
};
