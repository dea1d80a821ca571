// Takes the slides of a talk by button or drop, with progress, and says why they were refused.
import { Button, CloseButton, Progress, Text } from '@mantine/core';
import { useState } from 'react';
import { Refusal } from '#shared/kernel/refusals.ts';
import { presentationsRoutes, type Talk } from '#shared/presentations/contract.ts';
import { upload } from '#client/kernel/call.ts';
import { PdfDrop } from '#client/kit/PdfDrop.tsx';
import { sayDone } from '#client/kit/say.ts';
import { putTalk } from './data.ts';
import { problemOf } from './slides-problem.ts';

interface Sending {
  readonly file: File;
  /** 0 to 1. */
  readonly part: number;
  readonly problem: string | null;
  readonly mayRetry: boolean;
  readonly stop: AbortController;
}

export const UploadSlides = ({ talk }: { talk: Talk }) => {
  const [sending, setSending] = useState<Sending | null>(null);

  const send = async (file: File) => {
    const problem = problemOf(file);
    const stop = new AbortController();
    const patch = (part: Partial<Sending>) => {
      setSending((now) => (now?.stop === stop ? { ...now, ...part } : now));
    };
    setSending({ file, part: 0, problem, mayRetry: false, stop });
    if (problem !== null) return;
    try {
      const saved = await upload(
        presentationsRoutes.uploadSlides,
        { params: { meetingId: talk.meetingId, paperId: talk.paperId }, body: {} },
        file,
        (part) => {
          patch({ part });
        },
        stop.signal,
      );
      putTalk(saved);
      sayDone('The slides were uploaded.');
      setSending(null);
    } catch (error) {
      if (stop.signal.aborted) return;
      patch({
        problem: error instanceof Refusal ? error.message : 'The upload failed.',
        mayRetry: !(error instanceof Refusal) || error.body.code === 'unavailable',
      });
    }
  };

  if (sending && sending.problem === null)
    return (
      <div className="slides-sending">
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text size="sm" className="figures" truncate role="status">
            {sending.part < 1
              ? `Uploading ${sending.file.name}, ${String(Math.floor(sending.part * 100))} %`
              : `${sending.file.name} is being checked`}
          </Text>
          <Progress value={sending.part * 100} size="xs" mt={6} aria-label="Upload of the slides" />
        </div>
        <CloseButton
          size="lg"
          aria-label="Cancel the upload"
          onClick={() => {
            sending.stop.abort();
            setSending(null);
          }}
        />
      </div>
    );
  return (
    <PdfDrop
      label="Slides as PDF"
      verb={talk.slides ? 'Replace the slides' : 'Upload slides'}
      isDense
      onFiles={([file]) => {
        if (file) void send(file);
      }}
    >
      {sending?.mayRetry === true && (
        <Button variant="default" onClick={() => void send(sending.file)}>
          Try again
        </Button>
      )}
      {!sending && <Text size="sm">a PDF, or drop it here</Text>}
      {sending && (
        <Text size="sm" c="var(--bad)" role="alert" style={{ overflowWrap: 'anywhere' }}>
          {sending.file.name}: {sending.problem}
        </Text>
      )}
    </PdfDrop>
  );
};
