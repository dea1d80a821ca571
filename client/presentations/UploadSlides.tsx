// Takes the slides of a talk by button or drop, with progress, goes on after a lost network, and says why they were refused.
import { Button, CloseButton, Progress, Text } from '@mantine/core';
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

export const UploadSlides = ({ talk }: { talk: Talk }) => {
  const [sending, setSending] = useState<Sending | null>(null);
  const place = { meetingId: talk.meetingId, paperId: talk.paperId };

  const send = async (file: File) => {
    const stop = new AbortController();
    const patch = (part: Partial<Sending>) => {
      setSending((now) => (now?.stop === stop ? { ...now, ...part } : now));
    };
    const problem = problemOf(file);
    setSending({ file, part: 0, waiting: false, problem, stop });
    if (problem !== null) return;
    try {
      const result = await uploadParts(place, file, patch, stop.signal);
      if (!result) return;
      refreshTalks();
      if (result.state === 'refused') {
        patch({ problem: result.problem });
        return;
      }
      if (result.state === 'done') sayDone('The slides were uploaded.');
      setSending((now) => (now?.stop === stop ? null : now));
    } catch (error) {
      if (stop.signal.aborted) return;
      patch({ problem: error instanceof Refusal ? error.message : 'The upload failed.' });
    }
  };

  if (sending && sending.problem === null)
    return (
      <div className="slides-sending">
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text size="sm" className="figures slides-name" role="status">
            {sentence(sending)}
          </Text>
          <Progress value={sending.part * 100} size="xs" mt={6} aria-label="Upload of the slides" />
        </div>
        <CloseButton
          size="lg"
          aria-label="Cancel the upload"
          onClick={() => {
            sending.stop.abort();
            setSending(null);
            void giveUp(place, sending.file);
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
          <Button variant="default" onClick={() => void send(sending.file)}>
            Try again
          </Button>
          <Text size="sm" c="var(--bad)" role="alert" className="slides-name">
            {sending.file.name}: {sending.problem}
          </Text>
        </>
      )}
    </PdfDrop>
  );
};
