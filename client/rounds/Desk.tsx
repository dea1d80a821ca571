// The staff’s control desk: the clock on top, groups in the middle, projector and people beside them.
import { Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { LiveView } from '#shared/rounds/contract.ts';
import { membersQuery } from '#client/courses/data.ts';
import { queryClient } from '#client/kernel/query.ts';
import { EmptyState } from '#client/kit/States.tsx';
import { recordQuery, useDesk, useRecord } from './data.ts';
import { RunningOrder } from './RunningOrder.tsx';
import { DeskBar } from './DeskBar.tsx';
import { DeskPeople } from './DeskPeople.tsx';
import { DeskProjector } from './DeskProjector.tsx';
import { GroupCard } from './GroupCard.tsx';
import { RoundsRecord } from './RoundsRecord.tsx';

interface Props {
  readonly live: LiveView;
  readonly meeting: MeetingView;
  readonly course: Course;
  readonly connected: ReadonlySet<string>;
}

export const Desk = ({ live, meeting, course, connected }: Props) => {
  const { round, meetingId } = live;
  const desk = useDesk(meetingId).data;
  const members = useQuery(membersQuery(course.id)).data ?? [];
  const records = useRecord(meetingId).data ?? [];
  const earlier = records.filter(({ roundId, phase }) => phase === 'done' && roundId !== round?.id);
  const shown = round?.phase === 'done' ? records.filter(({ phase }) => phase === 'done') : earlier;
  // Every phase adds to the record.
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: recordQuery(meetingId).queryKey });
  }, [meetingId, round?.id, round?.phase]);
  return (
    <Stack gap="lg">
      <DeskBar live={live} />
      <div className="desk">
        <section className="card live-card desk-order" aria-label="Running order">
          <Title order={2} fz="lg">
            Running order
          </Title>
          <RunningOrder live={live} meeting={meeting} course={course} onDesk />
        </section>
        <Stack gap="lg" miw={0}>
          {round && round.phase !== 'done' ? (
            <div className="desk-groups">
              {round.groups.map((group) => (
                <GroupCard
                  key={group.notesId}
                  {...{ live, round, group, connected }}
                  pulse={desk?.pulses.find(({ notesId }) => notesId === group.notesId)}
                />
              ))}
            </div>
          ) : (
            <div className="card live-card">
              <EmptyState title={round ? `Round ${String(round.number)} is over` : 'No groups yet'}>
                {round
                  ? 'Draw the next round when the class is ready: it mixes people who have not met.'
                  : 'Students check in on their own screens; open the projector to show them how.'}
              </EmptyState>
            </div>
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
          {desk && (
            <DeskProjector meetingId={meetingId} desk={desk} needsCode={course.settings.checkInNeedsCode} />
          )}
          <DeskPeople live={live} members={members} />
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
