// Takes the slides of a talk by button or drop, with progress, goes on after a lost network, and says why they were refused.
import { Button, CloseButton, Progress, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { Refusal } from '#shared/kernel/refusals.ts';
import type { Talk } from '#shared/presentations/contract.ts';
import { PdfDrop } from '#client/kit/PdfDrop.tsx';
import { sayDone } from '#client/kit/say.ts';
import { refreshTalks } from './data.ts';
import { problemOf } from './slides-problem.ts';
import { giveUp, uploadParts, type SendingState } from './upload-parts.ts';

interface Sending extends SendingState {
  readonly file: File;
  readonly problem: string | null;
  /** The same file might still be taken. */
  readonly mayRetry: boolean;
  readonly stop: AbortController;
}

const accept =
  'application/pdf,.pdf,.pptx,.odp,application/vnd.openxmlformats-officedocument.presentationml.presentation,application/vnd.oasis.opendocument.presentation';

const sentence = ({ file, part, waiting }: Sending) => {
  if (waiting) return `${file.name} waits for the network; it goes on by itself where it stopped`;
  return part < 1
    ? `Uploading ${file.name}, ${String(Math.floor(part * 100))} %`
    : `${file.name} is being checked`;
};

/** What a screen reader is told: not every percent. */
const announcement = ({ file, part, waiting }: Sending) =>
  waiting
    ? `${file.name} waits for the network`
    : `${file.name} is being ${part < 1 ? 'uploaded' : 'checked'}`;

interface Props {
  readonly talk: Talk;
  /** Told the name of the file that is on its way, null when none is. */
  readonly onSending?: (fileName: string | null) => void;
  /** The desk stands below and says itself what was refused. */
  readonly hasDesk?: boolean;
}

export const UploadSlides = ({ talk, onSending, hasDesk = false }: Props) => {
  const [sending, setSending] = useState<Sending | null>(null);
  const place = { meetingId: talk.meetingId, paperId: talk.paperId };

  const send = async (file: File) => {
    const stop = new AbortController();
    const patch = (part: Partial<Sending>) => {
      setSending((now) => (now?.stop === stop ? { ...now, ...part } : now));
    };
    const problem = problemOf(file);
    setSending({ file, part: 0, waiting: false, problem, mayRetry: false, stop });
    if (problem !== null) return;
    onSending?.(file.name);
    try {
      const result = await uploadParts(place, file, patch, stop.signal);
      if (!result) return;
      refreshTalks();
      if (result.state === 'refused' && !hasDesk) {
        patch({ problem: result.problem });
        return;
      }
      if (result.state === 'done') sayDone('The slides were uploaded.');
      setSending((now) => (now?.stop === stop ? null : now));
    } catch (error) {
      if (stop.signal.aborted) return;
      patch({ problem: error instanceof Refusal ? error.message : 'The upload failed.', mayRetry: true });
    } finally {
      // Another file may have been begun meanwhile.
      if (!stop.signal.aborted) onSending?.(null);
    }
  };

  if (sending && sending.problem === null)
    return (
      <div className="slides-sending">
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text size="sm" className="figures slides-name" aria-hidden>
            {sentence(sending)}
          </Text>
          <VisuallyHidden role="status">{announcement(sending)}</VisuallyHidden>
          <Progress value={sending.part * 100} size="xs" mt={6} aria-label="Upload of the slides" />
        </div>
        <CloseButton
          size="lg"
          aria-label="Cancel the upload"
          onClick={() => {
            sending.stop.abort();
            onSending?.(null);
            setSending(null);
            void giveUp(place, sending.file).then(refreshTalks);
          }}
        />
      </div>
    );
  return (
    <PdfDrop
      label="Slides as PDF or presentation"
      verb={talk.slides ? 'Replace the slides' : 'Upload slides'}
      accept={accept}
      isDense
      onFiles={([file]) => {
        if (file) void send(file);
      }}
    >
      {!sending && <Text size="sm">a PDF, PPTX or ODP of up to 100 MB, or drop it here</Text>}
      {sending && (
        <>
          {sending.mayRetry && (
            <Button variant="default" onClick={() => void send(sending.file)}>
              Try again
            </Button>
          )}
          <Text size="sm" c="var(--bad)" role="alert" className="slides-name">
            {sending.file.name}: {sending.problem}
          </Text>
        </>
      )}
    </PdfDrop>
  );
};
