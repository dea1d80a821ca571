// Who writes in which role for a meeting: dealt evenly, nobody the one of last time, and changed one by one, for forms that have several roles.
import { Alert, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconArrowsShuffle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { MeetingView } from '#shared/papers/contract.ts';
import { reviewsRoutes, type ReviewStatus, type RolesView } from '#shared/reviews/contract.ts';
import { dealRoles, roleOf, type ReviewForm } from '#shared/reviews/form.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { Clashes } from '#client/kit/Clashes.tsx';
import { DialogButton } from '#client/kit/DialogButton.tsx';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { currentOf, useMerging } from '#client/kit/merging.ts';
import { Query } from '#client/kit/Query.tsx';
import { formQuery, reviewStatesQuery, rolesQuery } from './data.ts';

type Students = readonly Pick<ReviewStatus, 'personId' | 'name'>[];
interface Props {
  readonly meeting: MeetingView;
  readonly students: Students;
}
interface FormProps extends Props {
  readonly form: ReviewForm;
  readonly view: RolesView;
  readonly onClose: () => void;
}

/** Every student with a role, so that two changes can be merged person by person. */
const complete = (students: Students, form: ReviewForm, roles: RolesView['roles']) =>
  Object.fromEntries(students.map(({ personId }) => [personId, roleOf(form, roles[personId]).id]));

const RolesForm = ({ meeting, students, form, view, onClose }: FormProps) => {
  const merging = useMerging<Record<string, string>>(complete(students, form, view.roles), view.revision);
  const { draft } = merging;
  const data = form.roles.map(({ id, title }) => ({ value: id, label: title }));
  const titleOf = (id: string) => roleOf(form, id).title;
  const assign = useMutation({
    mutationFn: () =>
      call(reviewsRoutes.assignRoles, {
        params: { meetingId: meeting.id },
        body: { roles: draft, revision: merging.revision },
      }),
    onSuccess: (saved) => {
      queryClient.setQueryData(rolesQuery(meeting.id).queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: reviewStatesQuery(meeting.id).queryKey });
      onClose();
    },
    onError: (error) => {
      const theirs = currentOf(error) as RolesView | undefined;
      if (theirs) merging.meet(complete(students, form, theirs.roles), theirs.revision);
    },
  });
  const hasClashed = assign.error !== null && currentOf(assign.error) !== undefined;
  const counts = form.roles.map(
    ({ id, title }) => `${title} ${String(Object.values(draft).filter((one) => one === id).length)}`,
  );
  return (
    <Stack>
      <Clashes
        merging={merging}
        shown={hasClashed}
        labels={Object.fromEntries(students.map(({ personId, name }) => [personId, name]))}
        say={(_, value) => titleOf(value)}
      />
      {!hasClashed && <FormProblem error={assign.error} />}
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status" className="figures">
          {counts.join(' · ')}
        </Text>
        <Button
          variant="default"
          leftSection={<IconArrowsShuffle size={16} aria-hidden="true" />}
          onClick={() => {
            merging.change(
              dealRoles(
                students.map(({ personId }) => personId),
                form,
                meeting.number,
              ),
            );
          }}
        >
          Deal the roles
        </Button>
      </Group>
      <ul className="roles">
        {students.map(({ personId, name }) => (
          <li key={personId}>
            <span>{name}</span>
            <NativeSelect
              aria-label={`Role of ${name}`}
              data={data}
              value={draft[personId] ?? ''}
              onChange={(event) => {
                merging.change({ [personId]: event.currentTarget.value });
              }}
            />
          </li>
        ))}
      </ul>
      <Alert variant="default">
        Whoever has begun keeps what they wrote: it is shown to them below the questions of their new role.
      </Alert>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          loading={assign.isPending}
          onClick={() => {
            assign.mutate();
          }}
        >
          Save the roles
        </Button>
      </Group>
    </Stack>
  );
};

const Loaded = (props: Props & { form: ReviewForm; onClose: () => void }) => {
  const roles = useQuery({ ...rolesQuery(props.meeting.id), staleTime: 0, gcTime: 0 });
  return <Query query={roles}>{(view) => <RolesForm {...props} view={view} />}</Query>;
};

/** A button, and behind it the roles of a meeting; nothing where the form has only one. */
export const Roles = ({ meeting, students }: Props) => {
  const form = useQuery(formQuery(meeting.courseId)).data?.form;
  if (!form || form.roles.length < 2) return null;
  return (
    <DialogButton variant="default" label="Roles" title="Who writes in which role?" size="lg" isForm>
      {(close) => <Loaded meeting={meeting} students={students} form={form} onClose={close} />}
    </DialogButton>
  );
};
