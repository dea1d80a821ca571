// Finds what classes took away: everybody in a course reads it.
import type { TakeawayHitView } from '#shared/search/contract.ts';
import type { Member } from '#shared/courses/roles.ts';
import { findMatches } from '#server/kernel/text/match.ts';
import type { Query } from '#server/kernel/text/query.ts';
import { makeSnippet } from '#server/kernel/text/snippet.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { ReportingPublic } from '#server/reporting/public.ts';

interface Parts {
  readonly papers: PapersPublic;
  readonly reporting: ReportingPublic;
}

/** Best first. There are some dozens in a course: an index would save nothing. */
export const createSearchTakeaways =
  ({ papers, reporting }: Parts) =>
  async (members: readonly Member[], query: Query): Promise<TakeawayHitView[]> => {
    const courseIds = members.map(({ courseId }) => courseId);
    const hits = (await reporting.takeawaysIn(courseIds)).flatMap((takeaway) => {
      const match = findMatches(takeaway.text, query);
      return match ? [{ takeaway, match }] : [];
    });
    const courses = [...new Set(hits.map(({ takeaway }) => takeaway.courseId))];
    const meetings = new Map(
      (await Promise.all(courses.map((courseId) => papers.meetingsOf(courseId))))
        .flat()
        .map((meeting) => [meeting.id, meeting]),
    );
    return hits
      .sort((one, other) => other.match.score - one.match.score)
      .flatMap(({ takeaway: { id, text, courseId, meetingId }, match }) => {
        const meeting = meetings.get(meetingId);
        if (!meeting) return [];
        const { topic, startsAt } = meeting;
        return [
          { ...{ courseId, meetingId, topic, startsAt }, takeawayId: id, snippet: makeSnippet(text, match) },
        ];
      });
  };
