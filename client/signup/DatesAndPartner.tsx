// The dates that one cannot do, and a classmate to present with.
import { Checkbox, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { day } from '#shared/kernel/moments.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { membersQuery } from '#client/courses/data.ts';
import { useCourseZone } from './zone.ts';

interface DatesProps {
  readonly meetings: readonly MeetingView[];
  readonly blocked: readonly Id[];
  readonly onChange: (blocked: Id[]) => void;
}

export const Dates = ({ meetings, blocked, onChange }: DatesProps) => {
  const zone = useCourseZone();
  return (
    <section aria-label="Dates you cannot do">
      <Title order={2} fz="1.15rem">
        Dates you cannot do
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        You will not be given a talk on them.
      </Text>
      <div className="signup-dates">
        {meetings.map(({ id, number, topic, startsAt }) => (
          <Checkbox
            key={id}
            checked={blocked.includes(id)}
            label={
              <>
                <span className="figures">{day(startsAt, zone)}</span>
                <span className="quiet">{` · ${String(number)}. ${topic}`}</span>
              </>
            }
            onChange={(event) => {
              onChange(
                event.currentTarget.checked ? [...blocked, id] : blocked.filter((other) => other !== id),
              );
            }}
          />
        ))}
      </div>
    </section>
  );
};

interface PartnerProps {
  readonly courseId: Id;
  readonly ownId: Id;
  readonly partnerId: Id | null;
  readonly isMutual: boolean;
  readonly onChange: (partnerId: Id | null) => void;
}

export const Partner = ({ courseId, ownId, partnerId, isMutual, onChange }: PartnerProps) => {
  const members = useQuery(membersQuery(courseId)).data ?? [];
  const classmates = members.filter(({ personId, role }) => role === 'student' && personId !== ownId);
  const name = classmates.find(({ personId }) => personId === partnerId)?.name;
  return (
    <Stack gap={4} component="section" aria-label="Present with somebody">
      <Title order={2} fz="1.15rem">
        Present with somebody
      </Title>
      <Select
        label="A classmate"
        description="It counts when you both choose each other. Until then only the staff see your wish."
        placeholder="Nobody in particular"
        data={classmates.map(({ personId, name: label }) => ({ value: personId, label }))}
        // A name that has left the course is shown as none.
        value={name === undefined ? null : partnerId}
        onChange={onChange}
        searchable
        clearable
        nothingFoundMessage="No classmate has this in their name."
      />
      {name !== undefined && (
        <Text size="sm" role="status">
          {isMutual
            ? `You and ${name} chose each other. Rank some talks in common that take two: there you are put together if it costs nobody else a listed talk.`
            : `${name} has not chosen you so far. Tell them, if you both want it.`}
        </Text>
      )}
    </Stack>
  );
};
