// Finding papers by title, authors, venue and year, and meetings by topic and place.
import type { Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { findMatches, type Span } from '#server/kernel/text/match.ts';
import type { Query } from '#server/kernel/text/query.ts';
import type { Snippet } from '#server/kernel/text/snippet.ts';
import type { PapersStore } from './store.ts';

export interface PaperHit {
  readonly paperId: Id;
  readonly courseId: Id;
  readonly meetingId: Id;
  readonly title: Snippet;
  readonly authors: Snippet;
  readonly score: number;
}

export interface MeetingHit {
  readonly meetingId: Id;
  readonly courseId: Id;
  readonly topic: Snippet;
  readonly startsAt: Date;
  readonly score: number;
}

// A course has some dozens of both, all in two small reads: an index would save nothing.
const atMost = 5000;

/** The marks inside of the part of a line that begins at `from`. */
const markPart = (text: string, spans: readonly Span[], from: number): Snippet => ({
  text,
  marks: spans
    .filter(({ start, end }) => start >= from && end <= from + text.length)
    .map(({ start, end }) => ({ start: start - from, end: end - from })),
});

const byScore = (a: { readonly score: number }, b: { readonly score: number }) => b.score - a.score;

export const createSearchNames =
  ({ papers, meetings }: PapersStore) =>
  /** All words must occur in one line of names. Best first; removed papers are not found. */
  async (
    members: readonly Member[],
    query: Query,
  ): Promise<{ papers: PaperHit[]; meetings: MeetingHit[] }> => {
    const courseId = { $in: members.map((member) => member.courseId) };
    const [somePapers, someMeetings] = await Promise.all([
      papers.find({ courseId, removedAt: null }, { abstract: 0 }).limit(atMost).lean(),
      meetings.find({ courseId }).limit(atMost).lean(),
    ]);
    const foundPapers = somePapers.flatMap((paper): PaperHit[] => {
      const authors = paper.authors.join(', ');
      const line = `${paper.title}\n${authors}\n${paper.venue} ${String(paper.year ?? '')}`;
      const match = findMatches(line, query);
      if (!match) return [];
      const { spans, score } = match;
      return [
        {
          paperId: paper._id,
          courseId: paper.courseId,
          meetingId: paper.meetingId,
          title: markPart(paper.title, spans, 0),
          authors: markPart(authors, spans, paper.title.length + 1),
          score,
        },
      ];
    });
    const foundMeetings = someMeetings.flatMap((meeting): MeetingHit[] => {
      const match = findMatches(`${meeting.topic}\n${meeting.place}`, query);
      if (!match) return [];
      const { _id, startsAt, topic } = meeting;
      return [
        {
          meetingId: _id,
          courseId: meeting.courseId,
          topic: markPart(topic, match.spans, 0),
          startsAt,
          score: match.score,
        },
      ];
    });
    return { papers: foundPapers.sort(byScore), meetings: foundMeetings.sort(byScore) };
  };
