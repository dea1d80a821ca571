// What a person's calendar holds, as iCalendar (RFC 5545): the meetings of their courses and their own talks.
import ical, { ICalCalendarMethod } from 'ical-generator';
import { dayAndTime, zoneCity } from '#shared/kernel/moments.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { SignupParts } from './parts.ts';

interface CourseInFeed {
  readonly title: string;
  readonly timeZone: string;
  readonly meetings: readonly MeetingView[];
  /** Papers that the person presents. */
  readonly own: ReadonlySet<Id>;
}

const minuteMs = 60_000;

/**
 * Times are written in UTC, so that no calendar has to know the rules of a zone; the words say them in the course's own. A talk has
 * its meeting's time, and the deadline of its slides is an entry of its own. Uids stay, so an entry that moved is moved.
 */
const writeFeed = (courses: readonly CourseInFeed[], origin: string, now: Date): string => {
  const calendar = ical({
    name: 'Paperround',
    prodId: { company: 'Paperround', product: 'Paperround', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  });
  for (const { title: course, timeZone, meetings, own } of courses)
    for (const meeting of meetings) {
      const { id, topic, place, startsAt, slidesDueAt, durationMinutes, papers, revision } = meeting;
      const start = new Date(startsAt);
      const url = `${origin}/meetings/${id}`;
      const there = (instant: string) => `${dayAndTime(instant, timeZone)} in ${zoneCity(timeZone)}`;
      const common = { stamp: now, sequence: revision, url, location: place === '' ? null : place };
      const end = new Date(start.getTime() + durationMinutes * minuteMs);
      calendar.createEvent({
        ...{ ...common, id: `meeting-${id}@paperround`, start, end },
        summary: `${course}: ${topic}`,
        description: [there(startsAt), ...papers.map((paper) => `Paper: ${paper.title}`), url].join('\n'),
      });
      for (const paper of papers.filter((one) => own.has(one.id))) {
        calendar.createEvent({
          ...{ ...common, id: `talk-${paper.id}@paperround`, start, end },
          summary: `You present: ${paper.title}`,
          description: [`${course}: ${topic}`, there(startsAt), url].join('\n'),
        });
        calendar.createEvent({
          ...{ ...common, id: `slides-${paper.id}@paperround`, start: new Date(slidesDueAt) },
          summary: `Slides due: ${paper.title}`,
          description: [`${course}: ${topic}`, there(slidesDueAt), url].join('\n'),
        });
      }
    }
  return calendar.toString();
};

/** The feed of a person as things are now: only courses that they are in now, only what they present now. */
export const gatherFeed = async (
  { courses, papers, presentations, clock }: SignupParts,
  actor: Actor,
  origin: string,
): Promise<string> => {
  const ids = await courses.coursesOf(actor);
  const known = await Promise.all(
    ids.map(async (courseId): Promise<CourseInFeed> => {
      const [title, { timeZone }, meetings, talks] = await Promise.all([
        courses.titleOf(courseId),
        courses.settingsOf(courseId),
        papers.meetingsOf(courseId),
        presentations.talksOf(courseId),
      ]);
      const own = talks.filter(({ presenterIds }) => presenterIds.includes(actor.personId));
      return { title, timeZone, meetings, own: new Set(own.map(({ paperId }) => paperId)) };
    }),
  );
  return writeFeed(known, origin, clock.now());
};
