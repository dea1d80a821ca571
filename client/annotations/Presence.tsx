// Who has the document open now: a number, and the names behind it.
import { Tooltip } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Id } from '#shared/kernel/primitives.ts';
import { membersQuery } from '#client/courses/data.ts';
import { useReading } from './reading-context.ts';

const named = 8;

/** Nothing when nobody else is there. */
export const Presence = ({ readers }: { readers: readonly Id[] }) => {
  const { document, member } = useReading();
  const others = readers.filter((id) => id !== member.personId);
  const members = useQuery({ ...membersQuery(document.courseId), enabled: others.length > 0 }).data;
  if (others.length === 0) return null;
  const names = (members ?? []).flatMap(({ personId, name }) => (others.includes(personId) ? [name] : []));
  const more = others.length - Math.min(names.length, named);
  const list = [...names.slice(0, named), ...(more > 0 ? [`${String(more)} more`] : [])].join(', ');
  const count = String(others.length + 1);
  return (
    <Tooltip label={`You, ${list}`} multiline maw="18rem">
      <span className="presence quiet" role="status">
        <IconEye size={17} stroke={1.6} aria-hidden />
        <span className="figures">{count}</span>
        <span className="presence-words"> reading now</span>
      </span>
    </Tooltip>
  );
};
