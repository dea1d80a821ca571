// Takes PDFs by drop or by button and uploads them one after the other, each with its progress and its own outcome.
import { Stack } from '@mantine/core';
import { useRef, useState, type ReactNode } from 'react';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { upload } from '#client/kernel/call.ts';
import { PdfDrop } from '#client/kit/PdfDrop.tsx';
import { refreshMeetings } from './data.ts';
import { problemOf } from './file-problem.ts';
import { UploadRow, type Upload } from './UploadRow.tsx';
import './papers.css';

/** `beside` stands next to the button: the other way to add a paper. */
export const UploadPaper = ({ meetingId, beside }: { meetingId: Id; beside?: ReactNode }) => {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  // Papers keep the order in which they were dropped, so they go one after the other.
  const queue = useRef(Promise.resolve());

  const patch = (id: Id, part: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)));
  };
  const send = (one: Upload) => {
    queue.current = queue.current.then(async () => {
      if (one.stop.signal.aborted) return;
      try {
        await upload(
          papersRoutes.uploadPaper,
          { params: { meetingId }, body: { id: one.id } },
          one.file,
          (part) => {
            patch(one.id, { part });
          },
          one.stop.signal,
        );
        await refreshMeetings();
        setUploads((all) => all.filter(({ id }) => id !== one.id));
      } catch (error) {
        patch(one.id, {
          problem: error instanceof Refusal ? error.message : 'The upload failed.',
          mayRetry: !(error instanceof Refusal) || error.body.code === 'unavailable',
        });
      }
    });
  };
  const take = (files: readonly File[]) => {
    const fresh = files.map((file): Upload => {
      const problem = problemOf(file);
      return { id: newId(), file, part: 0, problem, mayRetry: false, stop: new AbortController() };
    });
    setUploads((all) => [...all, ...fresh]);
    fresh.filter((one) => one.problem === null).forEach(send);
  };

  return (
    <Stack gap="sm">
      {uploads.map((one) => (
        <UploadRow
          key={one.id}
          upload={one}
          onRetry={() => {
            // The same id: when only the answer was lost, the paper is not added twice.
            const again = { ...one, part: 0, problem: null, stop: new AbortController() };
            patch(one.id, again);
            send(again);
          }}
          onRemove={() => {
            one.stop.abort();
            setUploads((all) => all.filter(({ id }) => id !== one.id));
          }}
        />
      ))}
      <PdfDrop label="PDFs to upload" verb="Upload PDFs" multiple onFiles={take}>
        {beside}
        <span>or drop them here. Title and authors are read from the first page.</span>
      </PdfDrop>
    </Stack>
  );
};
