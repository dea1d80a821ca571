// Creates or changes a meeting; date and time are those of the classroom, and what that means elsewhere is said.
import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { honestTime, zoneCity } from '#shared/kernel/moments.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes, type MeetingView } from '#shared/papers/contract.ts';
import { call } from '#client/kernel/call.ts';
import { Clashes } from '#client/kit/Clashes.tsx';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';
import { currentOf, useMerging } from '#client/kit/merging.ts';
import { useOwnZone } from '#client/kit/Moment.tsx';
import { refreshMeetings } from './data.ts';
import { MeetingDue } from './MeetingDue.tsx';
import { instantOf, wallTimeOf } from './wall-time.ts';

interface Props {
  readonly courseId: string;
  readonly timeZone: string;
  /** The meeting to change; a new one without. */
  readonly meeting?: MeetingView;
  /** Fills in a new one: the last meeting of the course. */
  readonly after?: MeetingView | undefined;
  readonly onDone: (meeting: MeetingView) => void;
}

const weekMs = 7 * 24 * 3_600_000;

const labels = {
  topic: 'Topic',
  place: 'Place',
  durationMinutes: 'Minutes',
  date: 'Date',
  time: 'Start',
  dueDate: 'Reviews due on',
  dueTime: 'Reviews due at',
};

/** Empty fields: due as the course says. */
const dueDraft = (fixed: string | null, timeZone: string) => {
  const due = fixed === null ? { date: '', time: '' } : wallTimeOf(fixed, timeZone);
  return { dueDate: due.date, dueTime: due.time };
};

const draftOf = (
  { topic, place, durationMinutes, startsAt, fixedReviewsDueAt }: MeetingView,
  timeZone: string,
) => ({
  topic,
  place,
  durationMinutes,
  ...wallTimeOf(startsAt, timeZone),
  ...dueDraft(fixedReviewsDueAt, timeZone),
});

/** A new meeting like the last one, a week later by the calendar, whatever the clocks do in between. */
const freshDraft = (after: MeetingView | undefined, timeZone: string) => {
  const noDue = { dueDate: '', dueTime: '' };
  if (!after) return { topic: '', place: '', durationMinutes: 80, date: '', time: '10:00', ...noDue };
  const last = draftOf(after, timeZone);
  const weekLater = new Date(new Date(after.startsAt).getTime() + weekMs).toISOString();
  return { ...last, ...noDue, topic: '', date: wallTimeOf(weekLater, timeZone).date };
};

export const MeetingForm = ({ courseId, timeZone, meeting, after, onDone }: Props) => {
  const zone = useOwnZone();
  const [newMeetingId] = useState(newId);
  const merging = useMerging(
    meeting ? draftOf(meeting, timeZone) : freshDraft(after, timeZone),
    meeting?.revision ?? 0,
  );
  const { draft, revision, change } = merging;
  const startsAt = instantOf(draft, timeZone);
  const dueAt = instantOf({ date: draft.dueDate, time: draft.dueTime }, timeZone);
  const said = startsAt === null ? '' : honestTime(startsAt, timeZone, zone);
  const save = useMutation({
    mutationFn: () => {
      const { topic, place, durationMinutes } = draft;
      // Half a date is sent as it is, so that the server's word about it stands beside the field.
      const fixedReviewsDueAt = draft.dueDate === '' && draft.dueTime === '' ? null : (dueAt ?? '');
      const fields = { topic, place, durationMinutes, startsAt: startsAt ?? '', fixedReviewsDueAt };
      return meeting
        ? call(papersRoutes.changeMeeting, {
            params: { meetingId: meeting.id },
            body: { ...fields, revision },
          })
        : call(papersRoutes.createMeeting, { params: { courseId }, body: { id: newMeetingId, ...fields } });
    },
    onSuccess: async (saved) => {
      await refreshMeetings();
      onDone(saved);
    },
    onError: (error) => {
      const theirs = currentOf(error) as MeetingView | undefined;
      if (theirs) merging.meet(draftOf(theirs, timeZone), theirs.revision);
    },
  });
  const hasClashed = save.error !== null && currentOf(save.error) !== undefined;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Clashes merging={merging} shown={hasClashed} labels={labels} />
        {!hasClashed && (
          <FormProblem
            error={save.error}
            fields={['topic', 'place', 'startsAt', 'durationMinutes', 'fixedReviewsDueAt']}
          />
        )}
        <TextInput
          label="Topic"
          required
          maxLength={200}
          data-autofocus
          value={draft.topic}
          error={errorAt(save.error, 'topic')}
          onChange={(event) => {
            change({ topic: event.currentTarget.value });
          }}
        />
        <div>
          <Group align="flex-start" gap="sm">
            <TextInput
              label="Date"
              style={{ flex: '1 1 10rem' }}
              type="date"
              required
              value={draft.date}
              error={errorAt(save.error, 'startsAt')}
              onChange={(event) => {
                change({ date: event.currentTarget.value });
              }}
            />
            <TextInput
              label="Start"
              style={{ flex: '1 1 7.5rem' }}
              type="time"
              required
              value={draft.time}
              onChange={(event) => {
                change({ time: event.currentTarget.value });
              }}
            />
            <NumberInput
              label="Minutes"
              style={{ flex: '1 1 5.5rem' }}
              required
              min={10}
              max={600}
              step={5}
              allowDecimal={false}
              value={draft.durationMinutes}
              error={errorAt(save.error, 'durationMinutes')}
              onChange={(minutes) => {
                change({ durationMinutes: Number(minutes) });
              }}
            />
          </Group>
          <Text size="sm" c="dimmed" mt={6} className="figures">
            {startsAt === null
              ? `In the course’s time zone, ${zoneCity(timeZone)}.`
              : said.includes('(')
                ? `${said}.`
                : `${said}, ${zoneCity(timeZone)} time.`}
          </Text>
        </div>
        <TextInput
          label="Place"
          placeholder="A room or a link to the call"
          maxLength={200}
          value={draft.place}
          error={errorAt(save.error, 'place')}
          onChange={(event) => {
            change({ place: event.currentTarget.value });
          }}
        />
        <MeetingDue draft={draft} error={errorAt(save.error, 'fixedReviewsDueAt')} onChange={change} />
        <Button type="submit" loading={save.isPending}>
          {meeting ? 'Save the meeting' : 'Add the meeting'}
        </Button>
      </Stack>
    </form>
  );
};
