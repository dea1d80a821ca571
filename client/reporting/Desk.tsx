// The staff’s control desk: the clock on top, the running order at the left, groups in the middle, at the right calls for help, reports, people and projector.
import { Group, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { LiveView } from '#shared/rounds/views.ts';
import { membersQuery } from '#client/courses/data.ts';
import { queryClient } from '#client/kernel/query.ts';
import { deskQuery, recordQuery, useDesk, useRecord } from '#client/rounds/data.ts';
import { DeskBar } from '#client/rounds/DeskBar.tsx';
import { DeskMessage } from '#client/rounds/DeskMessage.tsx';
import { DeskPeople } from '#client/rounds/DeskPeople.tsx';
import { DeskProjector } from '#client/rounds/DeskProjector.tsx';
import { DrawChoice } from '#client/rounds/DrawChoice.tsx';
import { RoundsRecord } from '#client/rounds/RoundsRecord.tsx';
import { RunningOrder } from '#client/rounds/RunningOrder.tsx';
import { useReporting } from './data.ts';
import { deskActsOf, useDeskAct } from './desk-acts.ts';
import { DeskClass } from './DeskClass.tsx';
import { DeskGroups } from './DeskGroups.tsx';
import { DeskTakeaways } from './DeskTakeaways.tsx';
import { HelpCalls } from './HelpCalls.tsx';
import './desk.css';

interface Props {
  readonly live: LiveView;
  readonly meeting: MeetingView;
  readonly course: Course;
  readonly connected: ReadonlySet<string>;
}

export const Desk = ({ live, meeting, course, connected }: Props) => {
  const { round, meetingId, present } = live;
  const desk = useDesk(meetingId).data;
  const reporting = useReporting(meetingId, round, { isStaff: true }).data;
  const members = useQuery(membersQuery(course.id)).data ?? [];
  const records = useRecord(meetingId).data ?? [];
  const { act } = useDeskAct();
  const acts = deskActsOf(meetingId);
  const earlier = records.filter(({ roundId, phase }) => phase === 'done' && roundId !== round?.id);
  const shown = round?.phase === 'done' ? records.filter(({ phase }) => phase === 'done') : earlier;
  const isOn = round !== null && round.phase !== 'done';
  const isOpen = round?.phase === 'group' || round?.phase === 'class';
  // Every phase adds to the record.
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: recordQuery(meetingId).queryKey });
  }, [meetingId, round?.id, round?.phase]);
  // Who left, and who meets again, belong to the groups as they are now.
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: deskQuery(meetingId).queryKey });
  }, [meetingId, round?.id, present.length]);
  const helped = (notesId: string) => {
    act(() => acts.helped(notesId));
  };
  return (
    <Stack gap="lg">
      <DeskBar live={live} />
      {isOn && reporting && <HelpCalls round={round} states={reporting.states} onHelped={helped} />}
      <div className="desk">
        <section className="card live-card desk-order" aria-label="Running order">
          <Title order={2} fz="lg">
            Running order
          </Title>
          <RunningOrder live={live} meeting={meeting} course={course} onDesk />
        </section>
        <Stack gap="lg" miw={0}>
          {(!isOn || round.phase === 'drawn') && (
            <DrawChoice key={round?.id} live={live} unmet={desk?.unmet ?? []} />
          )}
          {isOn && (
            <DeskGroups
              {...{ live, round, reporting, connected }}
              pulses={desk?.pulses ?? []}
              onHelped={helped}
            />
          )}
          {shown.length > 0 && (
            <section aria-label="Record">
              <Title order={2} fz="lg" mb="sm">
                Record
              </Title>
              <RoundsRecord records={shown} />
            </section>
          )}
        </Stack>
        <Stack gap="lg" miw={0}>
          <Group gap="xs">
            <DeskMessage live={live} />
          </Group>
          {isOpen && reporting?.roundId === round.id && <DeskClass {...{ live, round, reporting }} />}
          {reporting && <DeskTakeaways meetingId={meetingId} takeaways={reporting.takeaways} />}
          <DeskPeople live={live} members={members} left={desk?.left ?? []} />
          {desk && (
            <DeskProjector meetingId={meetingId} desk={desk} needsCode={course.settings.checkInNeedsCode} />
          )}
          <section className="card live-card" aria-label="Questions">
            <Title order={2} fz="lg" mb="xs">
              Questions
            </Title>
            <ol className="desk-questions">
              {(round?.questions ?? course.settings.discussionQuestions).map((question) => (
                <li key={question}>{question}</li>
              ))}
            </ol>
          </section>
        </Stack>
      </div>
    </Stack>
  );
};
