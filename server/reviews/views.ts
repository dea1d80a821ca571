// Stored reviews as their author, the staff and classmates see them.
import type { OwnReview, Review, ReviewStatus, SavedReview } from '#shared/reviews/contract.ts';
import { answerTo, areSameAnswers, countAllWords, countCitations } from '#shared/reviews/answers.ts';
import { costOf, countedOf, type LatePolicy } from '#shared/reviews/deadline.ts';
import { isPast } from '#shared/papers/schedule.ts';
import type { Question } from '#shared/reviews/form.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { lateDaysOf, type Asked, type OwnFacts } from './facts.ts';
import type { ReviewRecord, VersionRecord } from './store.ts';

/** A submission without its text. */
const viewSubmission = ({ number, at, late, questions, answers }: VersionRecord) => ({
  version: number,
  at: at.toISOString(),
  late,
  words: countAllWords(questions, answers),
});

/** All versions with their texts, newest first. */
export const viewVersions = (versions: readonly VersionRecord[]) =>
  versions
    .map((version) => ({
      ...viewSubmission(version),
      questions: version.questions,
      answers: version.answers,
    }))
    .reverse();

/** Questions that are asked no more and have an answer all the same; of some only the answer is known. */
const formerOf = (review: ReviewRecord, asked: readonly Question[]): Question[] => {
  const known = [...review.questions, ...review.versions.flatMap(({ questions }) => questions)];
  return Object.keys(review.answers)
    .filter((key) => answerTo(review.answers, key) !== '' && !asked.some((one) => one.key === key))
    .map((key) => ({
      ...(known.find((one) => one.key === key) ?? {
        ...{ key, kind: 'text', title: 'Asked before', help: '', paperId: null, readers: 'staff' },
        ...{ words: null, choices: [] },
      }),
      isRequired: false,
    }));
};

/** For the author: the draft, the latest submission, and what is asked by when. */
export const viewOwnReview = (
  personId: Id,
  { review, terms, daysLeft, isExtended }: OwnFacts,
  asked: Asked,
  now: Date,
): OwnReview => {
  const questions = asked.questionsFor(personId);
  const latest = review?.versions.at(-1);
  const { title, about } = asked.roleFor(personId);
  return {
    id: review?._id ?? null,
    role: asked.hasRoles ? { title, about } : null,
    questions,
    former: review ? formerOf(review, questions) : [],
    answers: review?.answers ?? {},
    revision: review?.revision ?? 0,
    savedAt: review?.savedAt.toISOString() ?? null,
    submission: latest ? viewSubmission(latest) : null,
    countedVersion: countedOf(review?.versions ?? [])?.number ?? null,
    isChanged: latest !== undefined && !areSameAnswers(latest.answers, review?.answers ?? {}),
    isShared: review?.isShared ?? false,
    dueAt: terms.dueAt.toISOString(),
    isExtended,
    acceptedUntil: terms.acceptedUntil?.toISOString() ?? null,
    lateDaysLeft: daysLeft,
    now: now.toISOString(),
  };
};

/** For the author: what a save changed. */
export const viewSaved = (review: ReviewRecord): SavedReview => {
  const latest = review.versions.at(-1);
  return {
    id: review._id,
    revision: review.revision,
    savedAt: review.savedAt.toISOString(),
    isChanged: latest !== undefined && !areSameAnswers(latest.answers, review.answers),
  };
};

export interface Reader {
  readonly personId: Id;
  readonly seesNames: boolean;
  /** Staff read every part, classmates those that are for them. */
  readonly isStaff: boolean;
}

/** The pseudonym of a review and its author. Ids of reviews are random: it tells nothing. */
export const aliasOf = (reviewId: Id): string => `Reviewer ${reviewId.slice(0, 4).toUpperCase()}`;

/** What others read: the version that counts. Null where nothing was submitted. */
export const viewReview = (
  review: ReviewRecord,
  reader: Reader,
  names: ReadonlyMap<Id, string>,
  picked: readonly Id[],
): Review | null => {
  const counted = countedOf(review.versions);
  if (!counted) return null;
  const isOwn = review.authorId === reader.personId;
  const questions = counted.questions.filter(
    ({ readers }) => readers === 'classmates' || reader.isStaff || isOwn,
  );
  const knowsWho = reader.seesNames || isOwn;
  return {
    id: review._id,
    meetingId: review.meetingId,
    author: knowsWho ? { id: review.authorId, name: names.get(review.authorId) ?? 'A former member' } : null,
    alias: aliasOf(review._id),
    isOwn,
    isPicked: picked.includes(review._id),
    questions,
    answers: Object.fromEntries(questions.map(({ key }) => [key, answerTo(counted.answers, key)])),
    words: countAllWords(questions, counted.answers),
    submission: knowsWho ? viewSubmission(counted) : null,
  };
};

interface Standing {
  readonly personId: Id;
  readonly name: string;
  readonly role: string | null;
  readonly review: ReviewRecord | undefined;
  readonly dueAt: Date;
  readonly isExtended: boolean;
}

/** For staff: how far a student is. */
export const viewStatus = (
  { personId, name, role, review, dueAt, isExtended }: Standing,
  policy: LatePolicy,
  now: Date,
): ReviewStatus => {
  const counted = countedOf(review?.versions ?? []);
  const lateDays = lateDaysOf(counted, dueAt);
  return {
    personId,
    name,
    role,
    state: counted
      ? counted.late
        ? 'late'
        : 'submitted'
      : review
        ? 'draft'
        : isPast(dueAt, now)
          ? 'missing'
          : 'not_started',
    reviewId: counted && review ? review._id : null,
    submission: counted ? viewSubmission(counted) : null,
    extendedUntil: isExtended ? dueAt.toISOString() : null,
    lateDays,
    percentLost: costOf(policy, lateDays).percent,
    citations: (counted?.questions ?? [])
      .filter(({ kind }) => kind === 'text')
      .map(({ key, title }) => ({ title, count: countCitations(answerTo(counted?.answers ?? {}, key)) })),
  };
};
