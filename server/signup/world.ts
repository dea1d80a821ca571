// A course's talks, people and wishes as they are now, and the problem they make.
import type { Id } from '#shared/kernel/primitives.ts';
import { isLongEnough, type Problem, type Seat, type Slot } from '#shared/signup/problem.ts';
import type { SignupParts } from './parts.ts';
import type { PreferencesRecord, SignupRecord } from './store.ts';

/** A paper that stands in a meeting, with who presents it. */
export interface TalkNow {
  readonly paperId: Id;
  readonly meetingId: Id;
  readonly title: string;
  readonly startsAt: Date;
  readonly presenterIds: readonly Id[];
  /** What the sign-up wants; null: it is not in it. */
  readonly wanted: { readonly min: number; readonly max: number } | null;
}

/** Talks in the order of meetings and papers. Talks of papers that were taken out are none. */
export const talksNow = async (
  { papers, presentations }: Pick<SignupParts, 'papers' | 'presentations'>,
  courseId: Id,
  signup: SignupRecord | null,
): Promise<TalkNow[]> => {
  const [meetings, talks] = await Promise.all([papers.meetingsOf(courseId), presentations.talksOf(courseId)]);
  const presenters = new Map(talks.map(({ paperId, presenterIds }) => [paperId, presenterIds]));
  const wanted = new Map(signup?.slots.map(({ paperId, min, max }) => [paperId, { min, max }]));
  return meetings.flatMap((meeting) =>
    meeting.papers.map((paper) => ({
      ...{ paperId: paper.id, meetingId: meeting.id, title: paper.title },
      startsAt: new Date(meeting.startsAt),
      presenterIds: presenters.get(paper.id) ?? [],
      wanted: wanted.get(paper.id) ?? null,
    })),
  );
};

/** How many talks should be ranked, where there are fewer all of them. */
export const atLeastOf = (setting: number, talks: readonly TalkNow[]): number =>
  Math.min(setting, talks.filter(({ wanted }) => wanted !== null).length);

/** Whether a list is long enough, by everything that can be ranked. */
export const isCompleteAmong = (
  talks: readonly TalkNow[],
  setting: number,
  wishes: { readonly ranked: readonly Id[]; readonly blocked: readonly Id[] },
): boolean => {
  const slots = talks.flatMap(({ paperId, meetingId, wanted }) =>
    wanted ? [{ id: paperId, meetingId }] : [],
  );
  return isLongEnough({ slots, atLeast: setting }, wishes);
};

/** Whether somebody presents less often than they are to. */
export const isNeeded = ({ seats }: SignupRecord, talks: readonly TalkNow[], personId: Id): boolean =>
  talks.filter(({ presenterIds }) => presenterIds.includes(personId)).length < seats;

interface Facts {
  readonly signup: SignupRecord;
  readonly talks: readonly TalkNow[];
  readonly studentIds: readonly Id[];
  readonly preferences: readonly PreferencesRecord[];
  readonly atLeast: number;
  readonly now: Date;
}

/**
 * The problem to assign. Open are the sign-up's talks whose meeting has not begun. Talks elsewhere, given by hand or over already,
 * count for those who give them. Presenters who are no students stay. With `keeping: 'most'` what staff gave by hand beyond the
 * numbers stands as well.
 */
export const problemOf = (
  { signup, talks, studentIds, preferences, atLeast, now }: Facts,
  keeping: 'most' | 'bonus',
  seed: string,
): Problem => {
  const students = new Set(studentIds);
  const open = talks.filter(({ wanted, startsAt }) => wanted !== null && startsAt > now);
  const openIds = new Set(open.map(({ paperId }) => paperId));
  const elsewhere = talks.filter(({ paperId }) => !openIds.has(paperId));
  const seatsIn = (some: readonly TalkNow[]): Seat[] =>
    some.flatMap(({ paperId, presenterIds }) =>
      presenterIds.map((personId) => ({ personId, slotId: paperId })),
    );
  const standing = seatsIn(open).filter(({ personId }) => students.has(personId));
  const guests = seatsIn(open).filter(({ personId }) => !students.has(personId));
  const pinned = signup.pins
    .filter(({ personId, paperId }) => students.has(personId) && openIds.has(paperId))
    .map(({ personId, paperId }) => ({ personId, slotId: paperId }));
  const wishes = new Map(preferences.map((one) => [one.personId, one]));
  const count = <T>(items: readonly T[], is: (item: T) => boolean) => items.filter(is).length;

  const slots = open.map(({ paperId, meetingId, wanted, presenterIds }): Slot => {
    const [min, max] = [wanted?.min ?? 0, wanted?.max ?? 0];
    return {
      ...{ id: paperId, meetingId, min },
      max: keeping === 'most' ? Math.max(max, presenterIds.length) : max,
    };
  });
  const people = studentIds.map((id) => {
    const own = wishes.get(id);
    const given = elsewhere.filter(({ presenterIds }) => presenterIds.includes(id));
    const wanted = Math.max(
      signup.seats - given.length,
      count(pinned, ({ personId }) => personId === id),
      keeping === 'most' ? count(standing, ({ personId }) => personId === id) : 0,
    );
    return {
      id,
      seats: Math.max(0, wanted),
      ranked: (own?.ranked ?? []).filter((paperId) => openIds.has(paperId)),
      // Nobody presents twice in a meeting, so one with a talk of theirs outside of the sign-up is as good as blocked.
      blocked: [...(own?.blocked ?? []), ...given.map(({ meetingId }) => meetingId)],
      partnerId: own?.partnerId ?? null,
      since: own?.completeAt?.getTime() ?? null,
    };
  });
  return { slots, people, fixed: [...pinned, ...guests], standing, atLeast, seed };
};

/** All of {@link Facts} of a course. */
export const gatherFacts = async (
  parts: Pick<SignupParts, 'store' | 'papers' | 'presentations' | 'courses' | 'clock'>,
  signup: SignupRecord,
): Promise<Facts> => {
  const courseId = signup._id;
  const [talks, students, preferences, settings] = await Promise.all([
    talksNow(parts, courseId, signup),
    parts.courses.membersOf(courseId, ['student']),
    parts.store.preferences.find({ courseId }).lean(),
    parts.courses.settingsOf(courseId),
  ]);
  return {
    ...{ signup, talks, preferences, now: parts.clock.now() },
    // In a set order: the database's own would make the same preview come out differently.
    studentIds: students.map(({ personId }) => personId).toSorted(),
    atLeast: atLeastOf(settings.preferencesAtLeast, talks),
  };
};
