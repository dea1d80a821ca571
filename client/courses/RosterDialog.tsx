// Imports a roster in two steps: see what every row would do, then do it and hand out the links.
import { Button, FileButton, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { coursesRoutes } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { refreshCourse } from './data.ts';
import { RosterLinks } from './RosterLinks.tsx';
import { RosterRows } from './RosterRows.tsx';

export type RosterResult = z.infer<typeof coursesRoutes.importRoster.returns>;

const example = `name,email,role
Ada Example,ada@example.edu,student
Ben Example,ben@example.edu,ta`;

const WriteRoster = ({
  csv,
  error,
  busy,
  onChange,
  onCheck,
}: {
  csv: string;
  error: Error | null;
  busy: boolean;
  onChange: (csv: string) => void;
  onCheck: () => void;
}) => (
  <Stack>
    <Text>
      Paste the list or choose a CSV file. The first line names the columns: name, email and, if you like,
      role (student when empty). Exports of other systems with first and last name work too.
    </Text>
    <FormProblem error={error} />
    <Textarea
      label="Roster"
      placeholder={example}
      autosize
      minRows={7}
      maxRows={14}
      spellCheck={false}
      data-autofocus
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.85rem' } }}
      value={csv}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
    <Group justify="space-between">
      <FileButton
        accept=".csv,text/csv,text/plain"
        onChange={(file) => {
          void file?.text().then(onChange);
        }}
      >
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconFileText size={16} />}>
            Choose a CSV file
          </Button>
        )}
      </FileButton>
      <Button disabled={csv.trim() === ''} loading={busy} onClick={onCheck}>
        Check the list
      </Button>
    </Group>
  </Stack>
);

const Roster = ({ courseId, onDone }: { courseId: Id; onDone: () => void }) => {
  const [csv, setCsv] = useState('');
  const [result, setResult] = useState<RosterResult>();
  const send = useMutation({
    mutationFn: (dryRun: boolean) =>
      call(coursesRoutes.importRoster, { params: { courseId }, body: { csv, dryRun } }),
    onSuccess: async (answer) => {
      setResult(answer);
      if (!answer.dryRun) await refreshCourse(courseId);
    },
  });
  if (result && !result.dryRun) return <RosterLinks rows={result.rows} onDone={onDone} />;
  if (!result)
    return (
      <WriteRoster
        csv={csv}
        error={send.error}
        busy={send.isPending}
        onChange={setCsv}
        onCheck={() => {
          send.mutate(true);
        }}
      />
    );
  const willCome = result.rows.filter(({ outcome }) => outcome !== 'refused').length;
  return (
    <Stack>
      <Text>Nothing has been changed yet. This is what the import would do.</Text>
      <RosterRows rows={result.rows} isDone={false} />
      <FormProblem error={send.error} />
      <Group justify="space-between">
        <Button
          variant="default"
          onClick={() => {
            setResult(undefined);
          }}
        >
          Back to the list
        </Button>
        <Button
          disabled={willCome === 0}
          loading={send.isPending}
          onClick={() => {
            send.mutate(false);
          }}
        >
          {willCome === 1 ? 'Import 1 person' : `Import ${String(willCome)} people`}
        </Button>
      </Group>
    </Stack>
  );
};

interface Props {
  readonly courseId: Id;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const RosterDialog = ({ courseId, opened, onClose }: Props) => (
  <Modal opened={opened} onClose={onClose} title="Import the roster" size="xl" closeOnClickOutside={false}>
    <Roster courseId={courseId} onDone={onClose} />
  </Modal>
);
