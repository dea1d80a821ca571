// One student's way through the classes of a course.
import { Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { day } from '#shared/kernel/moments.ts';
import type { History, OwnMeeting } from '#shared/meeting-record/contract.ts';
import { ROLES } from '#shared/rounds/roles.ts';
import { EmptyState } from '#client/kit/States.tsx';
import { Points } from './Points.tsx';
import { stayText } from './words.ts';
import './record.css';

interface Props {
  readonly history: History;
  readonly isOwn: boolean;
  readonly timeZone: string;
}

const times = (count: number): string =>
  count === 1 ? 'once' : count === 2 ? 'twice' : `${String(count)} times`;

const Meeting = ({ meeting, timeZone }: { meeting: OwnMeeting; timeZone: string }) => (
  <section className="card record-meeting" aria-label={meeting.topic}>
    <Title order={3} fz="md" className="quiet-links">
      <Link to="/meetings/$meetingId/record" params={{ meetingId: meeting.meetingId }}>
        {meeting.topic}
      </Link>
    </Title>
    <Text size="sm" c="dimmed" className="figures">
      {day(meeting.startsAt, timeZone)}
      {meeting.stays.length > 0 && `, ${meeting.stays.map((stay) => stayText(stay, timeZone)).join(', ')}`}
    </Text>
    {meeting.rounds.map((round) => (
      <div key={round.id} className="record-own-round">
        <p>
          <span className="figures">Round {round.number}</span>: {round.group}
          {round.others.length > 0 && ` with ${round.others.join(', ')}`}
          {round.roles.length > 0 && <span className="record-mark">{round.roles.join(', ')}</span>}
        </p>
        {round.points.length > 0 && <Points points={round.points} />}
      </div>
    ))}
  </section>
);

export const Classes = ({ history, isOwn, timeZone }: Props) => {
  const { meetings, met, held, roles } = history;
  if (meetings.length === 0)
    return (
      <EmptyState title="No classes yet">
        {isOwn
          ? 'Your groups and roles stand here once you have been in class.'
          : 'They were in no class yet.'}
      </EmptyState>
    );
  const taken = ROLES.filter((role) => roles[role] > 0);
  return (
    <Stack gap="xl">
      <Text className="figures">
        {isOwn ? 'You were' : `${history.name} was`} in {meetings.length} of {held}{' '}
        {held === 1 ? 'class' : 'classes'}
        {taken.length > 0 && `; ${taken.map((role) => `${role} ${times(roles[role])}`).join(', ')}`}.
      </Text>
      {met.length > 0 && (
        <section aria-label="Met in groups">
          <Title order={2} fz="1.3rem" mb="sm">
            Met in groups
          </Title>
          <ul className="record-met">
            {met.map(({ personId, name, times: count, lastAt }) => (
              <li key={personId}>
                {name}{' '}
                <span className="quiet figures">
                  {times(count)}, last on {day(lastAt, timeZone)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label="Meetings">
        <Title order={2} fz="1.3rem" mb="sm">
          Meetings
        </Title>
        <Stack gap="md">
          {meetings.map((meeting) => (
            <Meeting key={meeting.meetingId} meeting={meeting} timeZone={timeZone} />
          ))}
        </Stack>
      </section>
    </Stack>
  );
};
