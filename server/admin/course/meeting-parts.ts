// A meeting in an exported course: its papers and talks with what was written on them, its reviews, and its record.
import { Refusal } from '#shared/kernel/refusals.ts';
import { meetingRecordRoutes } from '#shared/meeting-record/contract.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { talkFeedbackRoutes } from '#shared/talk-feedback/contract.ts';
import { talkGradingRoutes } from '#shared/talk-feedback/grading.ts';
import { readingOnly } from '#server/kernel/db/reading-only.ts';
import { writeDocument } from './document-parts.ts';
import { bytesOf, type Parts } from './parts.ts';
import { writeReviewParts } from './review-parts.ts';
import { safeName } from './safe-name.ts';

const placeOf = ({ number, startsAt, topic }: MeetingView) => [
  'meetings',
  `${String(number).padStart(2, '0')} ${startsAt.slice(0, 10)} ${safeName(topic)}`,
];

/** Whoever gives feedback or marks first begins a talk: where looking on would have to, there are none. */
const ifBegun = async <T>(ask: () => Promise<T>): Promise<T | null> => {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Refusal && error.body.reason === readingOnly) return null;
    throw error;
  }
};

const writeTalks = async (parts: Parts, { id: meetingId, papers }: MeetingView, place: string[]) => {
  const { reading, actor, folder } = parts;
  const talks = await reading.callAs(actor, presentationsRoutes.listTalks, { params: { meetingId } });
  const held = [];
  for (const talk of talks.filter(({ presenters, slides }) => presenters.length > 0 || slides !== null)) {
    const { paperId, slides, presenters } = talk;
    const at = papers.findIndex(({ id }) => id === paperId);
    const name = `${String(at + 1)} ${safeName(papers[at]?.title ?? '')}`;
    if (slides)
      await writeDocument(parts, slides.document, place, `${name} slides`, 'The slides of the talk');
    const ofTalk = { params: { meetingId, paperId } };
    const [feedback, marks]: unknown[] = await Promise.all([
      ifBegun(() => reading.callAs(actor, talkFeedbackRoutes.listTalkFeedback, ofTalk)),
      ifBegun(() => reading.callAs(actor, talkGradingRoutes.readTalkMarks, ofTalk)),
    ]);
    held.push({ paper: papers[at]?.title ?? null, presenters, slides, feedback, marks });
  }
  if (held.length > 0)
    await folder.writeJson(
      [...place, 'talks.json'],
      held,
      'Who presented what, feedback on the talks with who gave it, and their marks',
    );
};

const writeRecord = async ({ reading, actor, folder }: Parts, meetingId: string, place: string[]) => {
  for (const [as, what] of [
    ['md', 'What happened in the meeting: attendance, groups, reports, takeaways; to read'],
    ['csv', 'The same for a spreadsheet'],
  ] as const) {
    const input = { params: { meetingId }, query: { as } };
    const file = await reading.fileAs(actor, meetingRecordRoutes.exportMeetingRecord, input);
    await folder.write([...place, `record.${as}`], bytesOf(reading, file), what);
  }
};

export const writeMeeting = async (parts: Parts, meeting: MeetingView): Promise<void> => {
  const place = placeOf(meeting);
  const { folder } = parts;
  await folder.writeJson([...place, 'meeting.json'], meeting, 'Date, topic, deadlines, and the papers');
  for (const [at, paper] of meeting.papers.entries())
    if (paper.document)
      await writeDocument(
        parts,
        paper.document,
        place,
        `${String(at + 1)} ${safeName(paper.title)}`,
        'A paper',
      );
  const where = place.join('/');
  await folder.attempt(`${where}: talks`, () => writeTalks(parts, meeting, place));
  await writeReviewParts(parts, meeting, place);
  await folder.attempt(`${where}: record`, () => writeRecord(parts, meeting.id, place));
};
