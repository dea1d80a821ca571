// Creates a course: what it is called, when it runs, and the time zone that all its dates are meant in.
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { coursesRoutes, type Course } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';
import { ownZone } from '#client/kit/Moment.tsx';
import { TimeZoneSelect } from '#client/kit/TimeZoneSelect.tsx';

const fields = ['title', 'code', 'term', 'timeZone'] as const;

const CreateCourseForm = ({ onCreated }: { onCreated: (course: Course) => void }) => {
  // Made once, so that sending again after a lost answer creates one course.
  const [draft, setDraft] = useState(() => ({
    id: newId(),
    title: '',
    code: '',
    term: '',
    timeZone: ownZone,
  }));
  const create = useMutation({
    mutationFn: () => call(coursesRoutes.createCourse, { body: draft }),
    onSuccess: onCreated,
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormProblem error={create.error} fields={fields} />
        <TextInput
          label="Title"
          placeholder="Advanced Operating Systems"
          required
          maxLength={160}
          data-autofocus
          value={draft.title}
          error={errorAt(create.error, 'title')}
          onChange={(event) => {
            setDraft({ ...draft, title: event.currentTarget.value });
          }}
        />
        <Group grow align="flex-start">
          <TextInput
            label="Code"
            placeholder="CS 736"
            maxLength={40}
            value={draft.code}
            error={errorAt(create.error, 'code')}
            onChange={(event) => {
              setDraft({ ...draft, code: event.currentTarget.value });
            }}
          />
          <TextInput
            label="Term"
            placeholder="Fall 2026"
            maxLength={60}
            value={draft.term}
            error={errorAt(create.error, 'term')}
            onChange={(event) => {
              setDraft({ ...draft, term: event.currentTarget.value });
            }}
          />
        </Group>
        <TimeZoneSelect
          label="Time zone"
          description="Meetings and deadlines are meant in this zone."
          value={draft.timeZone}
          onChange={(timeZone) => {
            if (timeZone !== null) setDraft({ ...draft, timeZone });
          }}
        />
        <Button type="submit" loading={create.isPending}>
          Create the course
        </Button>
      </Stack>
    </form>
  );
};

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onCreated: (course: Course) => void;
}

export const CreateCourse = ({ opened, onClose, onCreated }: Props) => (
  <Modal opened={opened} onClose={onClose} title="Create a course" closeOnClickOutside={false}>
    <CreateCourseForm onCreated={onCreated} />
  </Modal>
);
