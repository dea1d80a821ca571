// A student in class: checked in or not, then the group, the clock, the notes; nothing else until asked for.
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import type { LiveView, RoundView } from '#shared/rounds/contract.ts';
import { mayWriteNotes } from '#shared/rounds/rules.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { actsOf, useAct } from './acts.ts';
import { CheckIn } from './CheckIn.tsx';
import { ClassReports } from './ClassReports.tsx';
import { Clock } from './Clock.tsx';
import { MyGroup } from './MyGroup.tsx';
import { Notes } from './Notes.tsx';

interface Props {
  readonly live: LiveView;
  readonly course: Course;
  readonly selfId: string;
}

const waiting = (round: RoundView | null, present: number): string => {
  const company = present === 1 ? 'Nobody else is here yet.' : `${String(present)} of you are here.`;
  if (!round) return `${company} The groups will be drawn soon.`;
  if (round.phase === 'done') return `${company} The next groups will be drawn soon.`;
  return 'The groups are reporting already. You will be in a group in the next round.';
};

const LeaveClass = ({ meetingId }: { meetingId: string }) => {
  const [isAsking, setAsking] = useState(false);
  const { act, isBusy } = useAct();
  return (
    <Group justify="center">
      <Button
        variant="subtle"
        color="gray"
        onClick={() => {
          setAsking(true);
        }}
      >
        I have to leave
      </Button>
      <Confirm
        opened={isAsking}
        title="Leave the class?"
        verb="Leave"
        stay="Stay"
        busy={isBusy}
        onConfirm={() => {
          act(actsOf(meetingId).checkOut);
          setAsking(false);
        }}
        onClose={() => {
          setAsking(false);
        }}
      >
        Your group closes up without you. What you wrote stays, and you can check in again.
      </Confirm>
    </Group>
  );
};

export const StudentScreen = ({ live, course, selfId }: Props) => {
  const { round, meetingId } = live;
  if (!live.present.includes(selfId))
    return (
      <CheckIn
        meetingId={meetingId}
        needsCode={course.settings.checkInNeedsCode}
        present={live.present.length}
      />
    );
  const member = { personId: selfId, courseId: course.id, role: course.role };
  const group = round?.groups.find(({ members }) => members.includes(selfId));
  const isOn = round !== null && round.phase !== 'done';
  return (
    <Stack gap="lg">
      {isOn && <Clock round={round} />}
      {(!isOn || !group) && (
        <div className="card live-card" role="status">
          <Title order={2} fz="lg">
            You are checked in
          </Title>
          <Text mt={4} className="figures">
            {waiting(round, live.present.length)}
          </Text>
        </div>
      )}
      {isOn && group && (
        <MyGroup
          {...{ group, selfId }}
          names={live.names}
          next={round.phase === 'drawn' ? 'Find your group. The group phase starts soon.' : undefined}
        />
      )}
      {isOn && group && round.phase !== 'drawn' && (
        <section className="card live-card" aria-label="Notes">
          <Notes
            key={group.notesId}
            notesId={group.notesId}
            questions={round.questions}
            mayWrite={mayWriteNotes(member, group.members, round.phase) === true}
          />
        </section>
      )}
      {round && (round.phase === 'class' || round.phase === 'done') && (
        <ClassReports meetingId={meetingId} round={round} />
      )}
      <LeaveClass meetingId={meetingId} />
    </Stack>
  );
};
