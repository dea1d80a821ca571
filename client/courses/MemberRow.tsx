// One member: name, role, and for staff the address, whether they have come, and what can be done.
import { ActionIcon, Menu, NativeSelect, Table, Text } from '@mantine/core';
import { IconDots, IconLink, IconUserMinus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { coursesRoutes, type Course, type MemberView } from '#shared/courses/contract.ts';
import { isStaff, mayChangeCourse, roleSchema, type Role } from '#shared/courses/roles.ts';
import { call } from '#client/kernel/call.ts';
import { useSelf } from '#client/kernel/session.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { sayDone, sayRefused } from '#client/kit/say.ts';
import { refreshCourse } from './data.ts';
import { InvitationLink } from './InvitationLink.tsx';
import { roleWords } from './role-words.ts';

interface Props {
  readonly course: Course;
  readonly member: MemberView;
}

const RoleCell = ({ course, member }: Props) => {
  const change = useMutation({
    mutationFn: (role: Role) =>
      call(coursesRoutes.changeMember, {
        params: { courseId: course.id, personId: member.personId },
        body: { role },
      }),
    onSuccess: ({ name, role }) => {
      sayDone(`${name}: ${roleWords[role]}.`);
    },
    onError: sayRefused,
    onSettled: () => refreshCourse(course.id),
  });
  const place = { personId: '', courseId: course.id, role: course.role };
  if (mayChangeCourse(place) !== true) return <Text size="sm">{roleWords[member.role]}</Text>;
  return (
    <NativeSelect
      size="sm"
      aria-label={`Role of ${member.name}`}
      value={change.isPending ? change.variables : member.role}
      disabled={change.isPending}
      data={roleSchema.options.map((role) => ({ value: role, label: roleWords[role] }))}
      onChange={(event) => {
        change.mutate(roleSchema.parse(event.currentTarget.value));
      }}
    />
  );
};

/** Breaks before the @ where it must break. */
const Address = ({ email }: { email: string | null }) => {
  const [name = '', host = ''] = (email ?? '').split('@');
  return (
    <>
      {name}
      <wbr />@{host}
    </>
  );
};

const Joined = ({ member }: { member: MemberView }) =>
  member.hasJoined ? (
    <Text size="sm" c="dimmed" span>
      Joined
    </Text>
  ) : (
    <Text size="sm" c="var(--warn)" span>
      No password yet
    </Text>
  );

const RowMenu = ({ course, member }: Props) => {
  const self = useSelf();
  const [shown, setShown] = useState<'link' | 'drop'>();
  const close = () => {
    setShown(undefined);
  };
  const drop = useMutation({
    mutationFn: () =>
      call(coursesRoutes.dropMember, { params: { courseId: course.id, personId: member.personId } }),
    onSuccess: () => {
      sayDone(`${member.name} is no longer in the course.`);
      close();
    },
    onError: sayRefused,
    onSettled: () => refreshCourse(course.id),
  });
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`More for ${member.name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconLink size={16} />}
            disabled={member.hasJoined === true}
            onClick={() => {
              setShown('link');
            }}
          >
            {member.hasJoined ? 'Has joined already' : 'New invitation link'}
          </Menu.Item>
          <Menu.Item
            color="var(--bad)"
            leftSection={<IconUserMinus size={16} />}
            onClick={() => {
              setShown('drop');
            }}
          >
            {member.personId === self?.id ? 'Leave the course' : 'Take out of the course'}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <InvitationLink course={course} member={member} opened={shown === 'link'} onClose={close} />
      <Confirm
        opened={shown === 'drop'}
        title={`Take ${member.name} out of the course?`}
        verb="Take out"
        busy={drop.isPending}
        onClose={close}
        onConfirm={() => {
          drop.mutate();
        }}
      >
        They can no longer open the course, at once. What they wrote stays, with their name. They can be added
        again.
      </Confirm>
    </>
  );
};

export const MemberRow = ({ course, member }: Props) => {
  const staff = isStaff(course);
  return (
    <Table.Tr>
      <Table.Td>
        <bdi>{member.name}</bdi>
        {staff && (
          <div className="narrow-only">
            <Text size="xs" c="dimmed" truncate>
              <Address email={member.email} />
            </Text>
            {member.hasJoined === false && <Joined member={member} />}
          </div>
        )}
      </Table.Td>
      <Table.Td className="role-cell">
        <RoleCell course={course} member={member} />
      </Table.Td>
      {staff && (
        <>
          <Table.Td className="wide-only">
            <Text size="sm">
              <Address email={member.email} />
            </Text>
          </Table.Td>
          <Table.Td className="wide-only" style={{ whiteSpace: 'nowrap' }}>
            <Joined member={member} />
          </Table.Td>
          <Table.Td className="menu-cell">
            <RowMenu course={course} member={member} />
          </Table.Td>
        </>
      )}
    </Table.Tr>
  );
};
