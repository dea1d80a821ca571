// The form that gives more time to one student or several.
import { Button, Group, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { honestTime } from '#shared/kernel/moments.ts';
import { newId } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { reviewsRoutes, type ReviewStatus } from '#shared/reviews/contract.ts';
import { call } from '#client/kernel/call.ts';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';
import { useOwnZone } from '#client/kit/Moment.tsx';
import { instantOf, wallTimeOf } from '#client/papers/wall-time.ts';
import { putExtensions } from './data.ts';

export type ExtensionStudents = readonly Pick<ReviewStatus, 'personId' | 'name'>[];

interface Props {
  readonly meeting: MeetingView;
  readonly timeZone: string;
  readonly students: ExtensionStudents;
}

const dayMs = 24 * 3_600_000;
const empty = { people: [] as readonly string[], reason: '' };

export const GrantExtension = ({ meeting, timeZone, students }: Props) => {
  const ownZone = useOwnZone();
  const [{ id, people, reason, date, time }, setDraft] = useState(() => ({
    ...{ id: newId(), ...empty },
    // A day more than all have.
    ...wallTimeOf(new Date(Date.parse(meeting.reviewsDueAt) + dayMs).toISOString(), timeZone),
  }));
  const change = (
    part: Partial<{ people: readonly string[]; reason: string; date: string; time: string }>,
  ) => {
    setDraft((draft) => ({ ...draft, ...part }));
  };
  const dueAt = instantOf({ date, time }, timeZone);
  const grant = useMutation({
    mutationFn: () =>
      call(reviewsRoutes.grantExtension, {
        params: { meetingId: meeting.id },
        body: { id, personIds: [...people], dueAt: dueAt ?? '', reason },
      }),
    onSuccess: (all) => {
      putExtensions(meeting.id, all);
      setDraft((draft) => ({ ...draft, ...empty, id: newId() }));
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    grant.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <MultiSelect
          label="Students"
          placeholder={people.length === 0 ? 'Type a name' : ''}
          data={students.map(({ personId, name }) => ({ value: personId, label: name }))}
          value={[...people]}
          onChange={(chosen) => {
            change({ people: chosen });
          }}
          searchable
          hidePickedOptions
          nothingFoundMessage="No student has this in their name."
          comboboxProps={{ withinPortal: true }}
        />
        <Group align="flex-start" gap="sm" grow>
          <TextInput
            label="Until"
            type="date"
            required
            value={date}
            error={errorAt(grant.error, 'dueAt')}
            onChange={(event) => {
              change({ date: event.currentTarget.value });
            }}
          />
          <TextInput
            label="At"
            type="time"
            required
            value={time}
            onChange={(event) => {
              change({ time: event.currentTarget.value });
            }}
          />
        </Group>
        <Text size="sm" c="dimmed" className="figures">
          {dueAt === null
            ? 'Date and time are those of the course.'
            : `${honestTime(dueAt, timeZone, ownZone)}.`}
        </Text>
        <TextInput
          label="Reason"
          description="Only the staff see it."
          required
          maxLength={300}
          value={reason}
          error={errorAt(grant.error, 'reason')}
          onChange={(event) => {
            change({ reason: event.currentTarget.value });
          }}
        />
        <FormProblem error={grant.error} fields={['dueAt', 'reason']} />
        <Group justify="flex-end">
          <Button
            type="submit"
            disabled={people.length === 0 || dueAt === null || reason.trim() === ''}
            loading={grant.isPending}
          >
            Give more time
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
