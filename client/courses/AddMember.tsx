// Adds one person by name and address, then offers the link with which they enter.
import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { coursesRoutes, type Course, type MemberView } from '#shared/courses/contract.ts';
import { mayChangeCourse, roleSchema, type Role } from '#shared/courses/roles.ts';
import { call } from '#client/kernel/call.ts';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';
import { refreshCourse } from './data.ts';
import { InvitationOffer } from './InvitationLink.tsx';
import { roleWords } from './role-words.ts';

const nobody: { name: string; email: string; role: Role } = { name: '', email: '', role: 'student' };

const AddMemberForm = ({ course, onAdded }: { course: Course; onAdded: (member: MemberView) => void }) => {
  const [draft, setDraft] = useState(nobody);
  const add = useMutation({
    mutationFn: () => call(coursesRoutes.addMember, { params: { courseId: course.id }, body: draft }),
    onSuccess: async (member) => {
      await refreshCourse(course.id);
      onAdded(member);
    },
  });
  // Only instructors hand out a place among the staff.
  const isInstructor = mayChangeCourse({ personId: '', courseId: course.id, role: course.role }) === true;
  const roles = roleSchema.options.filter(
    (role) => isInstructor || role === 'student' || role === 'observer',
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormProblem error={add.error} fields={['name', 'email', 'role']} />
        <TextInput
          label="Name"
          required
          maxLength={120}
          data-autofocus
          autoComplete="off"
          value={draft.name}
          error={errorAt(add.error, 'name')}
          onChange={(event) => {
            setDraft({ ...draft, name: event.currentTarget.value });
          }}
        />
        <TextInput
          label="E-mail address"
          type="email"
          required
          maxLength={254}
          autoComplete="off"
          value={draft.email}
          error={errorAt(add.error, 'email')}
          onChange={(event) => {
            setDraft({ ...draft, email: event.currentTarget.value });
          }}
        />
        <NativeSelect
          label="Role"
          value={draft.role}
          data={roles.map((role) => ({ value: role, label: roleWords[role] }))}
          onChange={(event) => {
            setDraft({ ...draft, role: roleSchema.parse(event.currentTarget.value) });
          }}
        />
        <Button type="submit" loading={add.isPending}>
          Add to the course
        </Button>
      </Stack>
    </form>
  );
};

const Added = ({ course, member, onAgain }: { course: Course; member: MemberView; onAgain: () => void }) => (
  <Stack>
    <Text>
      {member.name} is in the course as {roleWords[member.role]}.
      {member.hasJoined ? ' They have an account here already and find the course on their home page.' : ''}
    </Text>
    {!member.hasJoined && <InvitationOffer course={course} member={member} />}
    <Group justify="flex-end">
      <Button variant="default" onClick={onAgain}>
        Add somebody else
      </Button>
    </Group>
  </Stack>
);

interface Props {
  readonly course: Course;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const AddMember = ({ course, opened, onClose }: Props) => {
  const [added, setAdded] = useState<MemberView>();
  return (
    <Modal
      opened={opened}
      onClose={() => {
        setAdded(undefined);
        onClose();
      }}
      title="Add a person"
      closeOnClickOutside={false}
    >
      {added ? (
        <Added
          course={course}
          member={added}
          onAgain={() => {
            setAdded(undefined);
          }}
        />
      ) : (
        <AddMemberForm course={course} onAdded={setAdded} />
      )}
    </Modal>
  );
};
