// More time for some students of a meeting: who has it and why, granting it, and taking it back.
import { ActionIcon, Button, Group, Modal, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { honestTime } from '#shared/kernel/moments.ts';
import { newId } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { reviewsRoutes, type Extension, type ReviewStatus } from '#shared/reviews/contract.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';
import { Moment, useOwnZone } from '#client/kit/Moment.tsx';
import { Query } from '#client/kit/Query.tsx';
import { sayRefused } from '#client/kit/say.ts';
import { instantOf, wallTimeOf } from '#client/papers/wall-time.ts';
import { extensionsQuery, reviewStatesQuery } from './data.ts';

interface Props {
  readonly meeting: MeetingView;
  readonly timeZone: string;
  readonly students: readonly Pick<ReviewStatus, 'personId' | 'name'>[];
}

const dayMs = 24 * 3_600_000;

const put = (meetingId: string, all: Extension[]) => {
  queryClient.setQueryData(extensionsQuery(meetingId).queryKey, all);
  void queryClient.invalidateQueries({ queryKey: reviewStatesQuery(meetingId).queryKey });
};

const namesOf = ({ people }: Extension) => people.map(({ name }) => name).join(', ');

const Granted = ({ meeting, timeZone }: Omit<Props, 'students'>) => {
  const query = useQuery(extensionsQuery(meeting.id));
  const [leaving, setLeaving] = useState<Extension | null>(null);
  const withdraw = useMutation({
    mutationFn: (extensionId: string) =>
      call(reviewsRoutes.withdrawExtension, { params: { meetingId: meeting.id, extensionId } }),
    onSuccess: (all) => {
      put(meeting.id, all);
      setLeaving(null);
    },
    onError: sayRefused,
  });
  return (
    <Query query={query}>
      {(all) =>
        all.length === 0 ? (
          <Text c="dimmed" size="sm">
            Nobody has been given more time yet.
          </Text>
        ) : (
          <>
            <ul className="extensions" aria-label="Extensions">
              {all.map((extension) => (
                <li key={extension.id}>
                  <div>
                    <Text fw={600}>{namesOf(extension)}</Text>
                    <Text size="sm" className="figures">
                      Until <Moment at={extension.dueAt} zone={timeZone} />. {extension.reason}
                    </Text>
                    <Text size="sm" c="dimmed">
                      Granted by {extension.grantedBy}
                    </Text>
                  </div>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={`Take back the extension of ${namesOf(extension)}`}
                    onClick={() => {
                      setLeaving(extension);
                    }}
                  >
                    <IconTrash size={18} />
                  </ActionIcon>
                </li>
              ))}
            </ul>
            <Confirm
              opened={leaving !== null}
              title="Take this extension back?"
              verb="Take it back"
              busy={withdraw.isPending}
              onClose={() => {
                setLeaving(null);
              }}
              onConfirm={() => {
                if (leaving) withdraw.mutate(leaving.id);
              }}
            >
              {leaving && `For ${namesOf(leaving)} the deadline is the one of all again. `}
              What was submitted in time stays in time.
            </Confirm>
          </>
        )
      }
    </Query>
  );
};

const empty = { people: [] as readonly string[], reason: '' };

const Grant = ({ meeting, timeZone, students }: Props) => {
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
      put(meeting.id, all);
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

/** A button, and behind it the extensions of a meeting. */
export const Extensions = (props: Props) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        size="sm"
        onClick={() => {
          setOpen(true);
        }}
      >
        Extensions
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => {
          setOpen(false);
        }}
        title="More time for some"
        size="lg"
        closeOnClickOutside={false}
      >
        {isOpen && (
          <Stack gap="lg">
            <Granted meeting={props.meeting} timeZone={props.timeZone} />
            <Grant {...props} />
          </Stack>
        )}
      </Modal>
    </>
  );
};
