// Takes PDFs by drop or by button and uploads them one after the other, each with its progress and its own outcome.
import { Button, Stack } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { upload } from '#client/kernel/call.ts';
import { refreshMeetings } from './data.ts';
import { problemOf } from './file-problem.ts';
import { UploadRow, type Upload } from './UploadRow.tsx';
import './papers.css';

/** `beside` stands next to the button: the other way to add a paper. */
export const UploadPaper = ({ meetingId, beside }: { meetingId: Id; beside?: ReactNode }) => {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
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
  const take = (files: Iterable<File>) => {
    const fresh = Array.from(files, (file): Upload => {
      const problem = problemOf(file);
      return { id: newId(), file, part: 0, problem, mayRetry: false, stop: new AbortController() };
    });
    setUploads((all) => [...all, ...fresh]);
    fresh.filter((one) => one.problem === null).forEach(send);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
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
      <div
        className="drop-zone"
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={drop}
      >
        <input
          ref={chooser}
          type="file"
          accept="application/pdf,.pdf"
          multiple
          hidden
          aria-label="PDFs to upload"
          onChange={(event) => {
            take(event.currentTarget.files ?? []);
            event.currentTarget.value = '';
          }}
        />
        <Button
          variant="default"
          leftSection={<IconUpload size={16} />}
          onClick={() => chooser.current?.click()}
        >
          Upload PDFs
        </Button>
        {beside}
        <span>or drop them here. Title and authors are read from the first page.</span>
      </div>
    </Stack>
  );
};
