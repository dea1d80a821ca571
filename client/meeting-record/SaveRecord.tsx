// The ways out of a record: as Markdown, as CSV, on paper.
import { Button, Group } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { Id } from '#shared/kernel/primitives.ts';
import { meetingRecordRoutes, recordFiles } from '#shared/meeting-record/contract.ts';
import { fetchFile } from '#client/kernel/call.ts';
import { downloadBlob } from '#client/kit/download.ts';
import { sayDone, sayRefused } from '#client/kit/say.ts';

const formats = ['md', 'csv'] as const;

/** The file holds what the page shows and no more. */
export const SaveRecord = ({ meetingId }: { meetingId: Id }) => {
  const save = useMutation({
    mutationFn: async (as: (typeof formats)[number]) => {
      const { name, blob } = await fetchFile(meetingRecordRoutes.exportMeetingRecord, {
        params: { meetingId },
        query: { as },
      });
      downloadBlob(name, blob);
      return name;
    },
    onSuccess: (name) => {
      sayDone(`Saved as ${name}.`);
    },
    onError: sayRefused,
  });
  return (
    <Group gap="xs" className="no-print">
      {formats.map((as) => (
        <Button
          key={as}
          variant="default"
          leftSection={<IconDownload size={16} />}
          loading={save.isPending && save.variables === as}
          onClick={() => {
            save.mutate(as);
          }}
        >
          {recordFiles[as].word}
        </Button>
      ))}
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} />}
        onClick={() => {
          window.print();
        }}
      >
        Print
      </Button>
    </Group>
  );
};
