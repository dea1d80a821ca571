// The members of a course as a dense table: found by typing, sorted by a click on a column.
import { Table, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Course, MemberView } from '#shared/courses/contract.ts';
import { isStaff, type Role } from '#shared/courses/roles.ts';
import { MemberRow } from './MemberRow.tsx';
import './members.css';

type Column = 'name' | 'role' | 'email' | 'joined';

const rank: Readonly<Record<Role, number>> = { instructor: 0, ta: 1, student: 2, observer: 3 };
const byName = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

const compare: Readonly<Record<Column, (a: MemberView, b: MemberView) => number>> = {
  name: (a, b) => byName.compare(a.name, b.name),
  role: (a, b) => rank[a.role] - rank[b.role],
  email: (a, b) => byName.compare(a.email ?? '', b.email ?? ''),
  joined: (a, b) => Number(a.hasJoined) - Number(b.hasJoined),
};

const holds = (member: MemberView, words: string) =>
  `${member.name} ${member.email ?? ''}`.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase());

const countOf = (members: readonly MemberView[], showsStaffParts: boolean) => {
  const waiting = members.filter((member) => member.hasJoined === false).length;
  const all = members.length === 1 ? '1 member' : `${String(members.length)} members`;
  return showsStaffParts && waiting > 0 ? `${all}, ${String(waiting)} without a password` : all;
};

export const MembersTable = ({ course, members }: { course: Course; members: readonly MemberView[] }) => {
  const [words, setWords] = useState('');
  const [{ by, down }, setOrder] = useState<{ by: Column; down: boolean }>({ by: 'role', down: false });
  const shown = useMemo(() => {
    const sorted = members
      .filter((member) => holds(member, words))
      .sort((a, b) => compare[by](a, b) || compare.name(a, b));
    return down ? sorted.reverse() : sorted;
  }, [members, words, by, down]);
  const staff = isStaff(course);

  const header = (column: Column, label: string, className?: string) => (
    <Table.Th className={className} aria-sort={by === column ? (down ? 'descending' : 'ascending') : 'none'}>
      <UnstyledButton
        className="sort-button"
        onClick={() => {
          setOrder({ by: column, down: by === column && !down });
        }}
      >
        {label}
        {by === column && (down ? <IconArrowDown size={14} /> : <IconArrowUp size={14} />)}
      </UnstyledButton>
    </Table.Th>
  );

  return (
    <div>
      <div className="members-bar">
        <TextInput
          aria-label="Find a member"
          placeholder="Find by name or address"
          leftSection={<IconSearch size={16} />}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
          }}
        />
        <Text size="sm" c="dimmed" className="figures" role="status">
          {words.trim() === ''
            ? countOf(members, staff)
            : `${String(shown.length)} of ${String(members.length)}`}
        </Text>
      </div>
      <div className="card members-table">
        <Table verticalSpacing={6} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              {header('name', 'Name')}
              {header('role', 'Role', 'role-cell')}
              {staff && header('email', 'E-mail', 'wide-only')}
              {staff && header('joined', 'State', 'wide-only')}
              {staff && (
                <Table.Th className="menu-cell">
                  <span className="visually-hidden">Actions</span>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((member) => (
              <MemberRow key={member.personId} course={course} member={member} />
            ))}
          </Table.Tbody>
        </Table>
        {shown.length === 0 && (
          <Text c="dimmed" ta="center" py="lg">
            Nobody has this in their name or address.
          </Text>
        )}
      </div>
    </div>
  );
};
