// Reviews of a meeting in an exported course: what was handed in, the remarks on it, feedback of classmates, and the marks.
import { feedbackRoutes } from '#shared/feedback/contract.ts';
import { gradingRoutes } from '#shared/grading/contract.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { remarksRoutes } from '#shared/remarks/contract.ts';
import { reviewsRoutes, type Review } from '#shared/reviews/contract.ts';
import { csvLine, csvMark } from '#server/kernel/csv.ts';
import { bytesOf, type Parts } from './parts.ts';

const sectionOf = ({ author, alias, submission, questions, answers, isPicked }: Review) =>
  [
    `## ${author?.name ?? alias}\n`,
    [
      ...(submission
        ? [
            `Submitted ${submission.at}, version ${String(submission.version)}${submission.late ? ', late' : ''}.`,
          ]
        : []),
      ...(isPicked ? ['One of the best of this meeting.'] : []),
    ].join(' '),
    ...questions.map(({ key, title }) => `\n### ${title}\n\n${answers[key]?.trim() || '*No answer.*'}`),
  ].join('\n');

const writeReviews = async (
  { reading, actor, folder }: Parts,
  { id, topic }: MeetingView,
  place: string[],
) => {
  const params = { meetingId: id };
  const reviews = await reading.callAs(actor, reviewsRoutes.listReviews, { params });
  if (reviews.length === 0) return;
  const whole = [];
  for (const review of reviews) {
    const ofReview = { params: { reviewId: review.id } };
    const versions = await reading.callAs(actor, reviewsRoutes.listVersions, ofReview);
    whole.push({
      ...review,
      versions,
      ...(await reading.callAs(actor, remarksRoutes.listRemarks, ofReview)),
    });
  }
  const digest = [`# Reviews: ${topic}`, ...reviews.map(sectionOf)].join('\n\n');
  await folder.write([...place, 'reviews.md'], `${digest}\n`, 'The reviews that count, to read');
  await folder.writeJson(
    [...place, 'reviews.json'],
    whole,
    'All versions of the reviews, with the remarks on them and the reactions',
  );
  const marks = await reading.fileAs(actor, gradingRoutes.exportMarks, { params });
  await folder.write(
    [...place, 'marks of reviews.csv'],
    bytesOf(reading, marks),
    'What the staff gave the reviews, without their notes to each other',
  );
};

const writeFeedback = async ({ reading, actor, folder }: Parts, meetingId: string, place: string[]) => {
  const { students, criteria, pairings } = await reading.callAs(actor, feedbackRoutes.listPairings, {
    params: { meetingId },
  });
  if (pairings.length === 0) return;
  const nameOf = new Map(students.map(({ id, name }) => [id, name]));
  const lines = pairings.map(({ giverId, authorId, content, usefulness, answer }) =>
    csvLine([
      ...[nameOf.get(giverId) ?? giverId, nameOf.get(authorId) ?? authorId, content === null ? 'no' : 'yes'],
      ...criteria.flatMap(({ key }) => [content?.marks[key] ?? '', content?.comments[key] ?? '']),
      ...[content?.overall ?? '', usefulness, answer],
    ]),
  );
  const head = csvLine([
    ...['from', 'on the review of', 'submitted'],
    ...criteria.flatMap(({ title }) => [title, `${title}: comment`]),
    ...['overall', 'usefulness', 'answer'],
  ]);
  await folder.write(
    [...place, 'feedback on reviews.csv'],
    csvMark + head + lines.join(''),
    'Feedback of classmates on the reviews, with who gave it',
  );
};

export const writeReviewParts = async (
  parts: Parts,
  meeting: MeetingView,
  place: string[],
): Promise<void> => {
  const where = place.join('/');
  await parts.folder.attempt(`${where}: reviews`, () => writeReviews(parts, meeting, place));
  await parts.folder.attempt(`${where}: feedback on reviews`, () => writeFeedback(parts, meeting.id, place));
};
