// Chooses what leaves and in which format, and saves the file when the server has made it.
import { Button, Group, NativeSelect, Radio, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { kinds, kindSchema } from '#shared/annotations/kinds.ts';
import { isStaff } from '#shared/courses/roles.ts';
import { exchangeRoutes } from '#shared/exchange/contract.ts';
import { exportFormats, exportFormatSchema, type ExportFormat } from '#shared/exchange/formats.ts';
import { listingOf } from '#client/annotations/data.ts';
import { useReading } from '#client/annotations/reading-context.ts';
import { fetchFile } from '#client/kernel/call.ts';
import { downloadBlob } from '#client/kit/download.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';

type Scope = 'all' | 'mine';

export const ExportTab = () => {
  const { document, member } = useReading();
  const [format, setFormat] = useState<ExportFormat>('pdf');
  const [scope, setScope] = useState<Scope>('all');
  const [kind, setKind] = useState('');
  const unplaced =
    listingOf(document.id)?.threads.filter(({ anchor }) => anchor.fileHash !== document.fileHash).length ?? 0;
  const save = useMutation({
    mutationFn: async () => {
      const chosen = kindSchema.safeParse(kind).data;
      const { name, blob } = await fetchFile(exchangeRoutes.exportThreads, {
        params: { documentId: document.id, format },
        query: { scope, ...(chosen ? { kind: chosen } : {}) },
      });
      downloadBlob(name, blob);
      return name;
    },
  });
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      save.reset();
    };
  return (
    <Stack>
      <Radio.Group
        label="Format"
        value={format}
        onChange={(value) => {
          change(setFormat)(exportFormatSchema.parse(value));
        }}
      >
        <div className="exchange-formats">
          {exportFormatSchema.options.map((one) => (
            <Radio
              key={one}
              value={one}
              label={exportFormats[one].word}
              description={exportFormats[one].what}
              className="exchange-format"
            />
          ))}
        </div>
      </Radio.Group>
      <Group align="end" gap="lg">
        <div>
          <Text size="sm" fw={500} mb={4} id="exchange-scope">
            Whose notes
          </Text>
          <SegmentedControl
            aria-labelledby="exchange-scope"
            value={scope}
            onChange={change(setScope)}
            data={[
              { value: 'all', label: 'All that I see' },
              { value: 'mine', label: 'Only mine' },
            ]}
          />
        </div>
        <NativeSelect
          label="Kind"
          value={kind}
          onChange={(event) => {
            change(setKind)(event.currentTarget.value);
          }}
          data={[
            { value: '', label: 'All kinds' },
            ...kindSchema.options.map((one) => ({ value: one, label: kinds[one].word })),
          ]}
        />
      </Group>
      <Text size="sm" c="dimmed">
        The file holds what you see here and no more: your private notes are in it, others’ are not
        {isStaff(member)
          ? '. It names those who wrote anonymously, so mind who gets it.'
          : ', and whoever wrote anonymously stays so.'}
      </Text>
      {format === 'pdf' && unplaced > 0 && (
        <Text size="sm">
          {unplaced === 1 ? '1 thread has' : `${String(unplaced)} threads have`} no place in this version of
          the paper. In the PDF {unplaced === 1 ? 'it is a note' : 'they are notes'} at the edge of the first
          page.
        </Text>
      )}
      <FormProblem error={save.error} />
      <Group justify="space-between">
        <Text size="sm" role="status">
          {save.isPending && 'The file is being made …'}
          {save.isSuccess && `Saved as ${save.data}.`}
        </Text>
        <Button
          leftSection={<IconDownload size={16} />}
          loading={save.isPending}
          onClick={() => {
            save.mutate();
          }}
        >
          Save the file
        </Button>
      </Group>
    </Stack>
  );
};
