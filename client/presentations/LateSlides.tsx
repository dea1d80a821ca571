// The staff give one talk more time for its slides, or excuse slides that came late, each with the reason.
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Talk } from '#shared/presentations/contract.ts';
import { uploadsRoutes } from '#shared/presentations/uploads.ts';
import { call } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { refreshTalks } from './data.ts';

interface Props {
  readonly talk: Talk;
  readonly extendedUntil: string | null;
  readonly lateVersion: Id | null;
}

const hourMs = 3600_000;

export const LateSlides = ({ talk, extendedUntil, lateVersion }: Props) => {
  const [reason, setReason] = useState('');
  const params = { meetingId: talk.meetingId, paperId: talk.paperId };
  const extend = useMutation({
    mutationFn: (hours: number | null) => {
      const from = Math.max(Date.parse(talk.slidesDueAt), Date.now());
      const until = hours === null ? null : new Date(from + hours * hourMs).toISOString();
      return call(uploadsRoutes.extendSlides, { params, body: { until, reason } });
    },
    onSuccess: () => {
      setReason('');
      refreshTalks();
    },
  });
  const excuse = useMutation({
    mutationFn: (uploadId: Id) =>
      call(uploadsRoutes.clearLate, { params: { ...params, uploadId }, body: { reason } }),
    onSuccess: () => {
      setReason('');
      refreshTalks();
    },
  });
  const hasReason = reason.trim() !== '';
  return (
    <section aria-label="More time" className="no-print">
      <Stack gap="xs">
        <TextInput
          label="More time or an excuse for this talk"
          description="Say why; it is noted below, for the presenters too."
          placeholder="Reason"
          maxLength={300}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <Group gap="xs">
          {[2, 24].map((hours) => (
            <Button
              key={hours}
              variant="default"
              disabled={!hasReason}
              loading={extend.isPending}
              onClick={() => {
                extend.mutate(hours);
              }}
            >
              {`${String(hours)} hours more`}
            </Button>
          ))}
          {extendedUntil !== null && (
            <Button
              variant="subtle"
              disabled={!hasReason}
              onClick={() => {
                extend.mutate(null);
              }}
            >
              Back to the usual deadline
            </Button>
          )}
          {lateVersion !== null && (
            <Button
              variant="default"
              disabled={!hasReason}
              loading={excuse.isPending}
              onClick={() => {
                excuse.mutate(lateVersion);
              }}
            >
              Excuse the late slides
            </Button>
          )}
        </Group>
        <FormProblem error={extend.error ?? excuse.error} />
      </Stack>
    </section>
  );
};
