// A class that took place: people check in, groups are drawn, write their notes and report.
import { encodeStateAsUpdate, Doc } from 'yjs';
import { newId } from '#shared/kernel/primitives.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { minutesAfter } from './calendar.ts';
import { eachOf, nth, type Player, type Stage, type StagedMeeting } from './stage.ts';
import type { GroupText } from './texts.ts';

/** What a group typed, as the Yjs update of its notes; the report-out stands below the last question. */
const typed = ({ notes, reportOut }: GroupText): string => {
  const document = new Doc();
  notes.forEach((note, index) => {
    const isLast = index === notes.length - 1;
    document.getText(`q${String(index)}`).insert(0, isLast ? `${note}\n\nTo the class: ${reportOut}` : note);
  });
  return Buffer.from(encodeStateAsUpdate(document)).toString('base64');
};

/** One finished round, half an hour into the meeting; two students were absent. */
export const holdRound = async (
  stage: Stage,
  { id: meetingId, startsAt }: StagedMeeting,
  texts: readonly GroupText[],
): Promise<void> => {
  const { callAs, at, instructor, students } = stage;
  const params = { meetingId };
  const minute = (minutes: number) => minutesAfter(startsAt, minutes);
  const present = students.filter((_, index) => index % 12 !== 11);
  await eachOf(present, 2, (student, index) =>
    at(minute(-6 + index / 2), async () => {
      const [shown] = (await callAs(instructor, roundsRoutes.readDesk, { params })).joinCodes;
      await callAs(student, roundsRoutes.checkIn, { params, body: { code: shown?.code } });
    }),
  );

  const roundId = newId();
  const drawn = await at(minute(30), () =>
    callAs(instructor, roundsRoutes.drawRound, { params, body: { id: roundId } }),
  );
  const start = (phase: 'group' | 'class' | 'done', minutes: number) =>
    at(minute(minutes), () =>
      callAs(instructor, roundsRoutes.startPhase, { params: { meetingId, roundId }, body: { phase } }),
    );
  await start('group', 31);
  const byId = new Map<string, Player>(students.map((student) => [student.personId, student]));
  await eachOf(drawn.round?.groups ?? [], 3, async ({ notesId, members, roles }, index) => {
    const scribe = byId.get(roles.scribe ?? members[0] ?? '');
    const text = nth(texts, index);
    if (scribe)
      await at(minute(36 + index / 2), () =>
        callAs(scribe, roundsRoutes.changeNotes, { params: { notesId }, body: { update: typed(text) } }),
      );
  });
  await start('class', 41);
  await start('done', 52);
};
