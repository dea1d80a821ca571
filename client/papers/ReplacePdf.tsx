// Gives a paper its PDF, or a new version of it.
import { Button, FileInput, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { papersRoutes, type PaperView } from '#shared/papers/contract.ts';
import { upload } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { sayDone } from '#client/kit/say.ts';
import { refreshMeetings } from './data.ts';
import { problemOf } from './file-problem.ts';

interface Props {
  readonly paper: PaperView;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const ReplacePdf = ({ paper, opened, onClose }: Props) => {
  const [file, setFile] = useState<File | null>(null);
  const [part, setPart] = useState(0);
  const send = useMutation({
    mutationFn: (chosen: File) =>
      upload(papersRoutes.replacePaperFile, { params: { paperId: paper.id }, body: {} }, chosen, setPart),
    onSuccess: async () => {
      await refreshMeetings();
      sayDone('The PDF was stored and is being read.');
      setFile(null);
      onClose();
    },
    onSettled: () => {
      setPart(0);
    },
  });
  const problem = file && problemOf(file);
  return (
    <Modal
      opened={opened}
      onClose={() => {
        if (!send.isPending) onClose();
      }}
      title={paper.document ? 'Replace the PDF' : 'Upload the PDF'}
    >
      <Stack>
        {paper.document && (
          <Text>
            Now: {paper.document.fileName}. Threads stay and are found again in the new file by the words they
            quote.
          </Text>
        )}
        <FormProblem error={send.error} />
        <FileInput
          label="PDF"
          placeholder="Choose a file"
          accept="application/pdf,.pdf"
          value={file}
          error={problem}
          onChange={setFile}
        />
        {send.isPending && <Progress value={part * 100} size="sm" aria-label="Upload" />}
        <Group justify="flex-end">
          <Button
            disabled={!file || problem !== null}
            loading={send.isPending}
            onClick={() => {
              if (file) send.mutate(file);
            }}
          >
            {paper.document ? 'Replace the PDF' : 'Upload'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
