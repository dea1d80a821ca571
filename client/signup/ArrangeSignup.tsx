// The staff open the sign-up or change it: deadline, how often everybody presents, which talks, swaps.
import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { signupRoutes, type Arrangement, type Signup } from '#shared/signup/contract.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { currentOf } from '#client/kit/merging.ts';
import { useNow } from '#client/kit/Moment.tsx';
import { sayDone } from '#client/kit/say.ts';
import { instantOf, wallTimeOf } from '#client/papers/wall-time.ts';
import { signupQuery } from './data.ts';
import { SlotRows, type SlotDraft } from './SlotRows.tsx';
import { some } from './words.ts';

interface Props {
  readonly courseId: Id;
  readonly timeZone: string;
  readonly signup: Signup | null;
  readonly meetings: readonly MeetingView[];
  readonly studentCount: number;
  readonly onDone?: () => void;
}

const weekMs = 7 * 24 * 3_600_000;
const swapWords: { value: Arrangement['swaps']; label: string }[] = [
  { value: 'all', label: 'Exchange seats and give them away' },
  { value: 'exchange', label: 'Exchange seats only' },
  { value: 'none', label: 'None; only the staff change seats' },
];

const slotDrafts = ({ signup, meetings, studentCount }: Props, now: Date): SlotDraft[] => {
  const known = new Map(signup?.slots.map((slot) => [slot.paperId, slot]));
  const coming = meetings.filter(({ startsAt }) => new Date(startsAt) > now);
  const papers = coming.reduce((sum, meeting) => sum + meeting.papers.length, 0);
  // As many as needed to seat everybody, but no more than six to a talk.
  const each = Math.min(6, Math.max(1, Math.ceil(studentCount / Math.max(1, papers))));
  return meetings.flatMap((meeting) =>
    meeting.papers.map((paper): SlotDraft => {
      const slot = known.get(paper.id);
      return {
        ...{ paperId: paper.id, title: paper.title, meeting },
        isIn: slot !== undefined || (signup === null && new Date(meeting.startsAt) > now),
        min: slot?.min ?? 0,
        max: slot?.max ?? each,
      };
    }),
  );
};

export const ArrangeSignup = (props: Props) => {
  const { courseId, timeZone, signup, studentCount, onDone } = props;
  const now = useNow();
  const [due, setDue] = useState(() =>
    signup
      ? wallTimeOf(signup.dueAt, timeZone)
      : { ...wallTimeOf(new Date(now.getTime() + weekMs).toISOString(), timeZone), time: '23:59' },
  );
  const [seats, setSeats] = useState(signup?.seats ?? 1);
  const [swaps, setSwaps] = useState<Arrangement['swaps']>(signup?.swaps ?? 'all');
  const [slots, setSlots] = useState(() => slotDrafts(props, now));
  const [revision, setRevision] = useState(signup?.revision ?? 0);
  const chosen = slots.filter(({ isIn }) => isIn);
  const save = useMutation({
    mutationFn: () =>
      call(signupRoutes.arrangeSignup, {
        params: { courseId },
        body: {
          ...{ revision, seats, swaps, dueAt: instantOf(due, timeZone) ?? '' },
          slots: chosen.map(({ paperId, min, max }) => ({ paperId, min: Math.min(min, max), max })),
        },
      }),
    onSuccess: (saved) => {
      queryClient.setQueryData(signupQuery(courseId).queryKey, saved);
      sayDone(signup ? 'The sign-up is changed.' : 'Sign-up is open. Students see it on their home page.');
      onDone?.();
    },
    onError: (error) => {
      const current = currentOf(error) as Signup | null | undefined;
      if (current) setRevision(current.revision);
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const places = chosen.reduce((sum, { max }) => sum + max, 0);
  const needed = chosen.reduce((sum, { min, max }) => sum + Math.min(min, max), 0);
  const people = studentCount * seats;
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        {currentOf(save.error ?? new Error()) === undefined ? (
          <FormProblem error={save.error} />
        ) : (
          <Text role="alert">
            Somebody else changed the sign-up meanwhile. What you entered is still here; save again to put it
            in place of theirs.
          </Text>
        )}
        <Group align="flex-start" gap="md">
          <TextInput
            label="Closes on"
            type="date"
            required
            value={due.date}
            onChange={(event) => {
              setDue({ ...due, date: event.currentTarget.value });
            }}
          />
          <TextInput
            label="At"
            type="time"
            required
            value={due.time}
            onChange={(event) => {
              setDue({ ...due, time: event.currentTarget.value });
            }}
          />
          <NumberInput
            label="Talks of each student"
            min={1}
            max={4}
            allowDecimal={false}
            required
            value={seats}
            onChange={(value) => {
              setSeats(Number(value));
            }}
          />
          <Select
            label="Swaps among presenters"
            data={swapWords}
            value={swaps}
            allowDeselect={false}
            onChange={(value) => {
              setSwaps((swapWords.find((one) => one.value === value) ?? { value: swaps }).value);
            }}
            style={{ flex: '1 1 16rem' }}
          />
        </Group>
        <SlotRows slots={slots} timeZone={timeZone} onChange={setSlots} />
        <Group justify="space-between">
          <Text size="sm" role="status" c={places < people ? 'var(--warn)' : 'dimmed'}>
            {`${some(chosen.length, 'talk')} with ${some(places, 'place')} for ${some(people, 'seat')} of ${some(studentCount, 'student')}.`}
            {places < people && ' That is too few: some will get none.'}
            {needed > people && ' More presenters are needed than there are: some talks will stay short.'}
          </Text>
          <Button type="submit" loading={save.isPending} disabled={chosen.length === 0}>
            {signup ? 'Save the sign-up' : 'Open the sign-up'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
