// A student in class: checked in or not, then the group, the clock, and one thing at a time below.
import { Stack, Text, Title } from '@mantine/core';
import type { Course } from '#shared/courses/contract.ts';
import { isOpenToClass } from '#shared/reporting/rules.ts';
import type { LiveView } from '#shared/rounds/views.ts';
import { stageOn } from '#shared/rounds/order.ts';
import { CheckIn } from '#client/rounds/CheckIn.tsx';
import { Clock } from '#client/rounds/Clock.tsx';
import { MyGroup } from '#client/rounds/MyGroup.tsx';
import { ClassBoard } from './ClassBoard.tsx';
import { useReporting } from './data.ts';
import { GroupWork } from './GroupWork.tsx';
import { HandButton } from './HandButton.tsx';
import { LeaveClass } from './LeaveClass.tsx';
import { withPending } from './optimistic.ts';
import { NotTaken, Unsent } from './Unsent.tsx';
import { useOutbox } from './use-outbox.ts';
import './reporting.css';

interface Props {
  readonly live: LiveView;
  readonly course: Course;
  readonly selfId: string;
}

/** `round` is the one at which the meeting is; a talk or a break says itself, above, what is on. */
const waiting = ({ round, order, present: { length: present } }: LiveView): string => {
  const company = present === 1 ? 'Nobody else is here yet.' : `${String(present)} of you are here.`;
  if (stageOn(order)?.phase === 'on') return company;
  if (!round) return `${company} The groups will be drawn soon.`;
  if (round.phase === 'done') return `${company} The next groups will be drawn soon.`;
  return 'The groups are reporting already. You will be in a group in the next round.';
};

export const StudentScreen = (props: Props) => {
  const { live, course, selfId } = props;
  if (!live.present.includes(selfId))
    return (
      <CheckIn
        meetingId={live.meetingId}
        needsCode={course.settings.checkInNeedsCode}
        present={live.present.length}
      />
    );
  return <Here {...props} />;
};

const Here = ({ live, course, selfId }: Props) => {
  const { round, meetingId } = live;
  const member = { personId: selfId, courseId: course.id, role: course.role };
  const group = round?.groups.find(({ members }) => members.includes(selfId));
  const isOn = round !== null && round.phase !== 'done';
  const isClass = round?.phase === 'class';
  const { data } = useReporting(meetingId, round, { notesId: isOn ? group?.notesId : undefined });
  const { outbox, entries } = useOutbox(meetingId, selfId);
  const reporting = data && withPending(data, entries, selfId);
  const ownGroup = isOn && group && (
    <MyGroup
      key="group"
      {...{ group, selfId }}
      names={live.names}
      isSmall={round.phase !== 'drawn'}
      next={round.phase === 'drawn' ? 'Find your group. The group phase starts soon.' : undefined}
    />
  );
  const work = isOn && group && round.phase !== 'drawn' && (
    <GroupWork key={group.notesId} {...{ meetingId, member, round, group, reporting, outbox }} />
  );
  const board = round && isOpenToClass(round.phase) && reporting && (
    <ClassBoard
      key="board"
      {...{ meetingId, round, reporting }}
      ownGroup={group?.number}
      selfId={selfId}
      onVote={
        isClass
          ? (pointId, isMine) => {
              outbox.add({ do: 'vote', pointId, isMine });
            }
          : undefined
      }
    />
  );
  return (
    <Stack gap="lg">
      <Clock live={live} />
      <Unsent entries={entries} />
      <NotTaken entries={entries} outbox={outbox} />
      {(!isOn || !group) && (
        <div className="card live-card" role="status">
          <Title order={2} fz="lg">
            You are checked in
          </Title>
          <Text mt={4} className="figures">
            {waiting(live)}
          </Text>
        </div>
      )}
      {isClass && reporting && <HandButton {...{ reporting, selfId, outbox }} />}
      {/* What the class hears comes first while it listens; by keys, so that the notes stay open under the caret. */}
      {isClass ? [board, work, ownGroup] : [ownGroup, work, board]}
      <LeaveClass meetingId={meetingId} />
    </Stack>
  );
};
