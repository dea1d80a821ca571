// Finds remarks for those who may read them, shows them, and tells the rooms of those who may know that something changed.
import { byPlace } from '#shared/remarks/place.ts';
import { mayReadRemark, readsAsStaff, type Shown } from '#shared/remarks/rules.ts';
import { remarksEvents, type RemarkView } from '#shared/remarks/contract.ts';
import type { Passage } from '#shared/remarks/place.ts';
import { reactions, type Reacted, type Reaction } from '#shared/remarks/reactions.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import { noSuch, type CoursesPublic } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { ReadableReview, ReviewsPublic } from '#server/reviews/public.ts';
import { createRemarkAliases } from './aliases.ts';
import type { ReactedRecord, RemarkRecord, RemarksStore } from './store.ts';
import { countOf, isGone, peopleIn, viewReacted, viewRemark, type Look } from './views.ts';

export interface RemarksParts {
  readonly store: RemarksStore;
  readonly reviews: ReviewsPublic;
  readonly accounts: AccountsPublic;
  readonly courses: CoursesPublic;
  readonly bus: Bus;
  readonly secret: string;
}

/** A sentence of a review that readers reacted to. */
export interface Noted {
  readonly reviewId: Id;
  readonly authorId: Id;
  /** Stands for the author where `isNamed` is false. */
  readonly alias: string;
  readonly isNamed: boolean;
  /** Names the sentence: the same in every version of the review. */
  readonly key: string;
  readonly part: string;
  readonly passage: Passage;
  readonly counts: Readonly<Record<Reaction, number>>;
}

const readerOf = ({ member, authorId }: ReadableReview) => ({
  member,
  isAuthor: member.personId === authorId,
});

/** What counting needs: of thousands of remarks the words are not read. */
const countedFields = {
  ...{ reviewId: 1, part: 1, audience: 1, isHeld: 1, isPartForStaff: 1, shownAt: 1 },
  ...{ authorId: 1, postedAt: 1, deletedAt: 1 },
  ...{ 'replies.authorId': 1, 'replies.postedAt': 1, 'replies.deletedAt': 1 },
} as const;
type Counted = Shown &
  Pick<RemarkRecord, 'reviewId' | 'part' | 'shownAt' | 'authorId' | 'postedAt' | 'deletedAt' | 'replies'>;
type Placed = Pick<Shown, 'isPartForStaff'>;

/** A part that is for the staff now is so for what was said about it before. */
const isForStaff = ({ questions }: ReadableReview, part: string, { isPartForStaff }: Placed): boolean =>
  isPartForStaff || questions.some(({ key, readers }) => key === part && readers === 'staff');

const isOpen = ({ reader, review }: Look, remark: Counted): boolean =>
  !isGone(remark) &&
  mayReadRemark(reader, { ...remark, isPartForStaff: isForStaff(review, remark.part, remark) }) === true;

const isReactedOpen = ({ reader, review }: Look, { place, isPartForStaff }: ReactedRecord): boolean =>
  place === null ||
  mayReadRemark(reader, {
    ...{ audience: 'readers', isHeld: false },
    isPartForStaff: isForStaff(review, place.part, { isPartForStaff }),
  }) === true;

type Told = Pick<RemarkRecord, 'reviewId' | 'meetingId' | 'courseId' | 'reviewAuthorId'> & Shown;

/** Tells those who may read the remark that something changed, and nobody else that there is anything. */
export const tellRemark = async (
  { bus, courses }: Pick<RemarksParts, 'bus' | 'courses'>,
  told: Told,
): Promise<void> => {
  const { reviewId, meetingId, courseId, reviewAuthorId, audience, isHeld, isPartForStaff } = told;
  bus.publish(remarksEvents.staffRemarksChanged, courseId, { meetingId, reviewId });
  if (audience === 'staff' || isHeld) return;
  if (audience === 'readers' && !isPartForStaff) bus.publish(remarksEvents.remarksChanged, reviewId, {});
  // One's own room stays open when one has left the course, whose affairs are not told there then.
  const author = await courses.findMember({ personId: reviewAuthorId, isAdmin: false }, courseId);
  if (author) bus.publish(remarksEvents.ownRemarksChanged, reviewAuthorId, { meetingId, reviewId });
};

export const createLooking = ({ store, reviews, accounts, courses, bus, secret }: RemarksParts) => {
  const aliasFor = createRemarkAliases(secret);
  const namesFor = async (people: readonly Id[]) => {
    const names = await accounts.namesOf([...people]);
    return { nameOf: (personId: Id) => names.get(personId) ?? 'A former member', aliasFor };
  };
  const lookWith = async (review: ReadableReview): Promise<Look> => {
    const reader = readerOf(review);
    const visit = reader.isAuthor ? await store.visits.findById(review.reviewId).lean() : null;
    return { reader, review, seenAt: visit?.seenAt ?? null };
  };
  const lookAt = async (actor: Actor, reviewId: Id) => {
    const review = await reviews.readable(actor, reviewId);
    return { ...(await lookWith(review)), counted: review.counted };
  };

  return {
    lookAt,

    /** `not_found` for whoever may not read it, in the words for no remark. Also one of which nothing is left, for bringing it back. */
    remarkFor: async (actor: Actor, remarkId: Id) => {
      const remark = await store.remarks.findById(remarkId).lean();
      if (!remark) throw noSuch('remark');
      const look = await lookAt(actor, remark.reviewId).catch((error: unknown) => {
        throw error instanceof Refusal && error.body.code === 'not_found' ? noSuch('remark') : error;
      });
      const isPartForStaff = isForStaff(look.review, remark.part, remark);
      if (mayReadRemark(look.reader, { ...remark, isPartForStaff }) !== true) throw noSuch('remark');
      return { ...look, remark };
    },

    viewOne: async (remark: RemarkRecord, look: Look): Promise<RemarkView> =>
      viewRemark(remark, look, await namesFor(peopleIn([remark]))),

    /** Everything that this reader may read of a review, remarks by their place: never by time or writer. */
    list: async (look: Look): Promise<{ remarks: RemarkView[]; reacted: Reacted[] }> => {
      const { reviewId, questions } = look.review;
      const [all, allReacted] = await Promise.all([
        store.remarks.find({ reviewId }).lean(),
        store.reacted.find({ reviewId }).lean(),
      ]);
      const open = all.filter((remark) => isOpen(look, remark));
      const reacted = allReacted.filter((record) => isReactedOpen(look, record));
      const names = await namesFor(peopleIn(open, reacted));
      const inOrder = byPlace(questions.map(({ key }) => key));
      return {
        remarks: open
          .map((remark) => viewRemark(remark, look, names))
          .sort((a, b) => inOrder(a.place, b.place) || (a.id < b.id ? -1 : 1)),
        reacted: reacted
          .map((record) => viewReacted(record, look, names.nameOf))
          .filter(({ counts }) => counts.length > 0)
          .sort((a, b) => (a.place && b.place ? inOrder(a.place, b.place) : a.place ? 1 : -1)),
      };
    },

    /** For all reviews of a meeting that the asker may read, in one go. */
    count: async (actor: Actor, meetingId: Id) => {
      const readable = await reviews.readableIn(actor, meetingId);
      if (readable.length === 0) return [];
      const [looks, remarks] = await Promise.all([
        Promise.all(readable.map(lookWith)),
        // Not the words, which nobody asks for here.
        store.remarks.find({ meetingId }, countedFields).lean<Counted[]>(),
      ]);
      const lookOf = new Map(looks.map((look) => [look.review.reviewId, look]));
      const counts = new Map(readable.map(({ reviewId }) => [reviewId, { reviewId, count: 0, fresh: 0 }]));
      for (const remark of remarks) {
        const [look, sum] = [lookOf.get(remark.reviewId), counts.get(remark.reviewId)];
        if (!look || !sum || !isOpen(look, remark)) continue;
        const { count, fresh } = countOf(remark, look);
        sum.count += count;
        sum.fresh += fresh;
      }
      return [...counts.values()];
    },

    /** Sentences of the meeting's reviews that readers reacted to, as far as the asker may read them; counts, never people. */
    noted: async (actor: Actor, meetingId: Id): Promise<Noted[]> => {
      const readable = await reviews.readableIn(actor, meetingId);
      if (readable.length === 0) return [];
      const lookOf = new Map(
        readable.map((review) => [review.reviewId, { reader: readerOf(review), review, seenAt: null }]),
      );
      const records = await store.reacted.find({ meetingId, place: { $ne: null } }).lean();
      return records.flatMap((record) => {
        const look = lookOf.get(record.reviewId);
        const passage = record.place?.passage;
        if (!look || !passage || !isReactedOpen(look, record)) return [];
        return [
          {
            ...{ reviewId: record.reviewId, authorId: look.review.authorId, alias: look.review.alias },
            ...{ isNamed: look.review.areNamesShown || readsAsStaff(look.reader) },
            ...{ key: record._id, part: record.place?.part ?? '', passage },
            counts: Object.fromEntries(
              reactions.map((reaction) => [reaction, record.people[reaction]?.length ?? 0]),
            ) as Noted['counts'],
          },
        ];
      });
    },

    tell: (remark: RemarkRecord, { review }: Pick<Look, 'review'>): Promise<void> =>
      tellRemark({ bus, courses }, { ...remark, isPartForStaff: isForStaff(review, remark.part, remark) }),
  };
};
export type Looking = ReturnType<typeof createLooking>;
