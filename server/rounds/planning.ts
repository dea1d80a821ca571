// What a draw takes into account beside who has met whom: wishes of the staff, presenters, missing reviews, opposed authors.
import type { Id } from '#shared/kernel/primitives.ts';
import { opposedByScale } from '#shared/rounds/opposed.ts';
import type { GroupWish } from '#shared/rounds/planning.ts';
import type { Wishes } from '#shared/rounds/wishes.ts';
import type { AnnotationsPublic } from '#server/annotations/public.ts';
import type { MeetingForMember } from '#server/papers/public.ts';
import type { PresentationsPublic } from '#server/presentations/public.ts';
import type { ReviewsPublic } from '#server/reviews/public.ts';
import type { WishesStore } from './wishes-store.ts';

export interface PlanningParts {
  readonly presentations: Pick<PresentationsPublic, 'presentersOf'>;
  readonly reviews: Pick<ReviewsPublic, 'submissionsIn' | 'submittedBy'>;
  readonly annotations: Pick<AnnotationsPublic, 'opposedOn'>;
}

/** The people of all wishes of one kind. */
export const setsOf = (wishes: readonly GroupWish[], kind: GroupWish['kind']): Id[][] =>
  wishes.filter((wish) => wish.kind === kind).map(({ people }) => people);

export interface Planning {
  /** Everything that is known of a meeting's students before its groups are drawn. */
  wishesFor(meeting: MeetingForMember, studentIds: readonly Id[]): Promise<Wishes>;
}

/** Puts together what other domains know. */
export const openPlanning = (
  { presentations, reviews, annotations }: PlanningParts,
  store: WishesStore,
): Planning => ({
  wishesFor: async (meeting, studentIds) => {
    const { meetingId, courseId, paperIds } = meeting;
    const [record, presenters, submissions, opposed] = await Promise.all([
      store.findById(courseId).lean(),
      presentations.presentersOf(meetingId),
      reviews.submissionsIn(meetingId),
      annotations.opposedOn(paperIds),
    ]);
    const wishes = record?.wishes ?? [];
    const authors = new Set(submissions.map(({ authorId }) => authorId));
    const submitted = await reviews.submittedBy(meeting, [...authors]);
    // Where nobody has written a review there is nothing to spread.
    const without = authors.size === 0 ? [] : studentIds.filter((id) => !authors.has(id));
    return {
      keepApart: setsOf(wishes, 'apart'),
      keepTogether: setsOf(wishes, 'together'),
      spread: [presenters, without, ...setsOf(wishes, 'spread')],
      mix: eachOnce([...opposed, ...opposedByScale(submitted)]),
    };
  },
});

// Who is of another opinion twice is worth no more than once: a repeat stays worse.
const eachOnce = (pairs: readonly (readonly [Id, Id])[]): [Id, Id][] => [
  ...new Map(
    pairs.map(([one, other]): [string, [Id, Id]] =>
      one < other ? [`${one} ${other}`, [one, other]] : [`${other} ${one}`, [other, one]],
    ),
  ).values(),
];
