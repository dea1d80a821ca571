// An exported course as a whole: settings, members, what things were judged by, points over the term, and every meeting.
import { coursesRoutes } from '#shared/courses/contract.ts';
import { feedbackRoutes } from '#shared/feedback/contract.ts';
import { papersRoutes, type MeetingView } from '#shared/papers/contract.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { talkFeedbackRoutes } from '#shared/talk-feedback/contract.ts';
import { talkGradingRoutes } from '#shared/talk-feedback/grading.ts';
import { csvLine, csvMark } from '#server/kernel/csv.ts';
import { writeMeeting } from './meeting-parts.ts';
import type { Parts } from './parts.ts';

/** Texts and the like beside the papers. */
const roomBeside = 32_000_000;

const writeMembers = async ({ reading, actor, folder }: Parts, courseId: string) => {
  const members = await reading.callAs(actor, coursesRoutes.listMembers, { params: { courseId } });
  const lines = members.map(({ name, email, role, joinedAt }) => csvLine([name, email, role, joinedAt]));
  await folder.write(
    ['members.csv'],
    csvMark + csvLine(['name', 'email', 'role', 'joined_at']) + lines.join(''),
    'The members; its first three columns can be imported into another course',
  );
};

const writePoints = async ({ reading, actor, folder }: Parts, courseId: string) => {
  const params = { courseId };
  const scores = await reading.callAs(actor, feedbackRoutes.listFeedbackScores, { params });
  const lines = scores.map(({ person, asked, submitted, points, override }) =>
    csvLine([person.name, asked, submitted, points, override?.points ?? '', override?.reason ?? '']),
  );
  const head = csvLine(['name', 'asked', 'submitted', 'points', 'points_by_hand', 'reason']);
  await folder.write(
    ['points for feedback.csv'],
    csvMark + head + lines.join(''),
    'Points for giving feedback on reviews, over the term',
  );
  const { talks, outOf } = await reading.callAs(actor, talkGradingRoutes.listGradedTalks, { params });
  const talkLines = talks.flatMap(({ title, meetingNumber, startsAt, presenters }) =>
    presenters.map(({ person, state, points, returnedAt }) =>
      csvLine([person.name, meetingNumber, startsAt, title, state, points, outOf, returnedAt]),
    ),
  );
  const talkHead = ['name', 'meeting', 'held_at', 'paper', 'state', 'points', 'out_of', 'returned_at'];
  await folder.write(
    ['points for talks.csv'],
    csvMark + csvLine(talkHead) + talkLines.join(''),
    'Points for talks, a line for every presenter',
  );
};

const writeRubrics = async ({ reading, actor, folder }: Parts, courseId: string) => {
  const input = { params: { courseId } };
  const rubrics = {
    reviewForm: (await reading.callAs(actor, reviewsRoutes.readForm, input)).form,
    feedbackCriteria: (await reading.callAs(actor, feedbackRoutes.readCriteria, input)).criteria,
    talkRubric: (await reading.callAs(actor, talkFeedbackRoutes.readTalkRubric, input)).criteria,
  };
  await folder.writeJson(
    ['form and criteria.json'],
    rubrics,
    'What reviews asked, and what feedback and talks were judged by',
  );
};

const bytesIn = (meetings: readonly MeetingView[]) =>
  meetings.flatMap(({ papers }) => papers).reduce((sum, { document }) => sum + (document?.bytes ?? 0), 0);

export const writeCourse = async (parts: Parts, courseId: string): Promise<void> => {
  const { reading, actor, folder } = parts;
  const params = { courseId };
  const meetings = await reading.callAs(actor, papersRoutes.listMeetings, { params });
  await folder.ensureRoom(bytesIn(meetings) + roomBeside);
  // Whoever has the join code could come in.
  const { joinCode: _, ...course } = await reading.callAs(actor, coursesRoutes.readCourse, { params });
  await folder.writeJson(['course.json'], course, 'The course and its settings');
  await writeMembers(parts, courseId);
  await folder.attempt('Points', () => writePoints(parts, courseId));
  await folder.attempt('Form and criteria', () => writeRubrics(parts, courseId));
  for (const meeting of meetings) await writeMeeting(parts, meeting);
};
