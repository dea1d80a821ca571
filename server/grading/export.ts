// The marks of a meeting as CSV, one line per review, as a gradebook takes them.
import { Readable } from 'node:stream';
import type { gradingRoutes } from '#shared/grading/contract.ts';
import { calculate, emptyMarking } from '#shared/grading/marks.ts';
import { mayGrade } from '#shared/grading/rules.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { csvLine, csvMark } from '#server/kernel/csv.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { GradingParts } from './parts.ts';
import { createReadQueue } from './queue.ts';

export const exportHandlers = (parts: GradingParts): Pick<Handlers<typeof gradingRoutes>, 'exportMarks'> => {
  const { store, papers, accounts } = parts;
  const readQueue = createReadQueue(parts);
  return {
    // The staff's notes are left out: such files are passed on.
    exportMarks: async ({ actor, params: { meetingId } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      ensure(mayGrade(meeting.member));
      const { reviews, criteria, graders } = await readQueue(meeting);
      const [records, people] = await Promise.all([
        store.marks.find({ meetingId }).lean(),
        accounts.findPeople(reviews.map(({ author }) => author.id)),
      ]);
      const marksOf = new Map(records.map((record) => [record._id, record]));
      const emailOf = new Map(people.map(({ id, email }) => [id, email]));
      const nameOf = new Map(graders.map(({ id, name }) => [id, name]));
      const lines = reviews.map((review) => {
        const { reviewId, author, submittedAt, version, lateDays, percentLost, state, changedBy } = review;
        const record = marksOf.get(reviewId);
        const { marks, comments, overall } = record?.marking ?? emptyMarking;
        const { proposed, points } = calculate(
          criteria,
          { marks, points: record?.marking.points ?? null },
          percentLost,
        );
        return csvLine([
          ...[author.name, emailOf.get(author.id) ?? '', submittedAt, version, lateDays, percentLost],
          ...criteria.flatMap(({ key }) => [marks[key] ?? '', comments[key] ?? '']),
          ...[overall, proposed, points, state, record?.version ?? ''],
          ...[record?.returned?.at.toISOString() ?? '', nameOf.get(changedBy ?? '') ?? ''],
        ]);
      });
      const head = csvLine([
        ...['name', 'email', 'submitted_at', 'version', 'late_days', 'percent_lost'],
        ...criteria.flatMap(({ title }) => [title, `${title}: comment`]),
        ...['overall', 'points_proposed', 'points', 'state', 'marked_version', 'returned_at', 'marked_by'],
      ]);
      return {
        mediaType: 'text/csv; charset=utf-8',
        name: `marks ${meeting.startsAt.toISOString().slice(0, 10)}.csv`,
        made: Readable.from([csvMark + head, ...lines]),
      };
    },
  };
};
