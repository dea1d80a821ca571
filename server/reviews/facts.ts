// Gathers what decides about one person's review of a meeting: the questions of their role, their deadline, their late days.
import type { Id } from '#shared/kernel/primitives.ts';
import { isPast } from '#shared/papers/schedule.ts';
import { acceptedUntil, costOf, countedOf, dueWith, lateDaysAt } from '#shared/reviews/deadline.ts';
import { questionsOf, roleOf, type AskedPaper, type ReviewForm } from '#shared/reviews/form.ts';
import type { ReviewTerms } from '#shared/reviews/rules.ts';
import { defaultForm } from '#shared/reviews/templates.ts';
import type { MeetingForMember } from '#server/papers/public.ts';
import { fromStored } from './legacy.ts';
import type { ReviewsParts } from './parts.ts';
import type { ArrangementRecord, ReviewRecord, VersionRecord } from './store.ts';

/** A version is late when it came after the deadline of its moment and after the present one: more time heals, less does not hurt. */
export const withLate = (review: ReviewRecord, dueAt: Date): ReviewRecord => ({
  ...review,
  versions: review.versions.map((version) => ({
    ...version,
    late: version.late && isPast(dueAt, version.at),
  })),
});

/** Days that the version that counts is late. */
export const lateDaysOf = (counted: VersionRecord | undefined, dueAt: Date): number =>
  counted?.late ? lateDaysAt(dueAt, counted.at) : 0;

const dueOfFor =
  ({ deadlines }: MeetingForMember, extended: ReadonlyMap<Id, Date>) =>
  (personId: Id): Date =>
    extended.get(personId) ?? deadlines.reviewsDueAt;

export const createFacts = ({ store, papers }: Pick<ReviewsParts, 'store' | 'papers'>) => {
  const formOf = async (courseId: Id): Promise<{ form: ReviewForm; revision: number }> => {
    const record = await store.forms.findById(courseId).lean();
    return { form: record?.form ?? defaultForm, revision: record?.revision ?? 0 };
  };

  const arrangementOf = async (
    meetingId: Id,
  ): Promise<Pick<ArrangementRecord, 'roles' | 'picked' | 'revision'>> =>
    (await store.arrangements.findById(meetingId).lean()) ?? { roles: {}, picked: [], revision: 0 };

  /** The papers in their order, and the form and role of everybody. */
  const askedIn = async ({ meetingId, courseId, paperIds }: MeetingForMember) => {
    const [{ form }, arrangement, titles] = await Promise.all([
      formOf(courseId),
      arrangementOf(meetingId),
      papers.titlesOf(paperIds),
    ]);
    const asked = paperIds.map((id): AskedPaper => ({ id, title: titles.get(id) ?? '' }));
    const roleFor = (personId: Id) => roleOf(form, arrangement.roles[personId]);
    return {
      picked: arrangement.picked,
      hasRoles: form.roles.length > 1,
      roleFor,
      questionsFor: (personId: Id) => questionsOf(roleFor(personId), asked),
    };
  };

  /** The deadline of everybody in a meeting who was given more time. */
  const extensionsIn = async (meeting: MeetingForMember): Promise<Map<Id, Date>> => {
    const records = await store.extensions.find({ meetingId: meeting.meetingId }).lean();
    const people = new Set(records.flatMap(({ personIds }) => personIds));
    return new Map(
      [...people].map((id) => {
        const granted = records.filter(({ personIds }) => personIds.includes(id)).map(({ dueAt }) => dueAt);
        return [id, dueWith(meeting.deadlines.reviewsDueAt, granted)];
      }),
    );
  };

  /** When the review of anybody in a meeting is due. */
  const duesIn = async (meeting: MeetingForMember) => dueOfFor(meeting, await extensionsIn(meeting));

  /** Late days that a student has not spent on other meetings of the course. */
  const lateDaysLeft = async (meeting: MeetingForMember, personId: Id): Promise<number> => {
    const { courseId, meetingId, settings } = meeting;
    const [meetings, reviews, extensions] = await Promise.all([
      papers.meetingsOf(courseId),
      store.reviews
        .find(
          { courseId, authorId: personId, meetingId: { $ne: meetingId } },
          { meetingId: 1, 'versions.number': 1, 'versions.at': 1, 'versions.late': 1 },
        )
        .lean(),
      store.extensions.find({ courseId, personIds: personId }).lean(),
    ]);
    const spent = reviews.map((stored) => {
      const its = meetings.find(({ id }) => id === stored.meetingId);
      if (!its) return 0;
      const granted = extensions.filter((one) => one.meetingId === its.id).map(({ dueAt }) => dueAt);
      const dueAt = dueWith(new Date(its.reviewsDueAt), granted);
      const counted = countedOf(withLate(fromStored(stored), dueAt).versions);
      return costOf(settings, lateDaysOf(counted, dueAt)).days;
    });
    return Math.max(0, settings.lateDays - spent.reduce((sum, days) => sum + days, 0));
  };

  /** One's own terms in a meeting, with one's own review as far as there is one, and when anybody's is due. */
  const ownFacts = async (meeting: MeetingForMember, personId: Id) => {
    const { meetingId, settings } = meeting;
    const hasDays = settings.lateReviews === 'late_days';
    const [stored, extensions, daysLeft] = await Promise.all([
      store.reviews.findOne({ meetingId, authorId: personId }).lean(),
      extensionsIn(meeting),
      hasDays ? lateDaysLeft(meeting, personId) : null,
    ]);
    const dueOf = dueOfFor(meeting, extensions);
    const dueAt = dueOf(personId);
    const review = stored ? withLate(fromStored(stored), dueAt) : null;
    const terms: ReviewTerms = {
      dueAt,
      acceptedUntil: acceptedUntil(settings, dueAt, daysLeft ?? 0),
      classmatesReadReviews: settings.classmatesReadReviews,
      hasSubmitted: review !== null && review.versions.length > 0,
    };
    return { review, terms, daysLeft, isExtended: extensions.has(personId), dueOf };
  };

  return { formOf, arrangementOf, askedIn, extensionsIn, duesIn, ownFacts };
};
export type Facts = ReturnType<typeof createFacts>;
export type OwnFacts = Awaited<ReturnType<Facts['ownFacts']>>;
export type Asked = Awaited<ReturnType<Facts['askedIn']>>;
