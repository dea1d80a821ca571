// Writing one's own review: saving the draft from a known revision, submitting it as a version.
import { newId } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { reviewsEvents, type reviewsRoutes } from '#shared/reviews/contract.ts';
import { areSameAnswers, withoutEmpty, type Answers } from '#shared/reviews/answers.ts';
import { isLate, maySubmitReview, mayWriteReview } from '#shared/reviews/rules.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { MeetingForMember } from '#server/papers/public.ts';
import type { Facts, OwnFacts } from './facts.ts';
import { fromStored } from './legacy.ts';
import type { ReviewsParts } from './parts.ts';
import { createSaves } from './saving.ts';
import { versionsAtMost, type ReviewRecord } from './store.ts';
import { viewOwnReview, viewSaved, viewVersions } from './views.ts';

type Verb = 'readOwnReview' | 'saveReview' | 'submitReview' | 'listOwnVersions' | 'shareReview';

/** The part of the reviews feature that is about one's own. */
export const writingHandlers = (
  { store: { reviews }, papers, bus, clock }: ReviewsParts,
  facts: Facts,
): Pick<Handlers<typeof reviewsRoutes>, Verb> => {
  const save = createSaves(reviews);
  const show = async (meeting: MeetingForMember, own?: OwnFacts) => {
    const { personId } = meeting.member;
    const [asked, known] = await Promise.all([
      facts.askedIn(meeting),
      own ?? facts.ownFacts(meeting, personId),
    ]);
    return viewOwnReview(personId, known, asked, clock.now());
  };
  const conflict = async (meeting: MeetingForMember) =>
    refuse(
      'conflict',
      'review_changed',
      'This review was changed in another tab or on another device. Both texts are here: choose one or put them together.',
      { current: await show(meeting) },
    );

  /** The first save; null when there is a review already. */
  const create = async (review: ReviewRecord): Promise<ReviewRecord | null> => {
    try {
      await reviews.create(review);
      return review;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return null;
    }
  };

  /** Stores the questions anew when an answer has none; saves are many, and seldom is anything asked that was not before. */
  const keepQuestions = async (meeting: MeetingForMember, { _id, answers, questions }: ReviewRecord) => {
    const isUnknown = (key: string) => !questions.some((one) => one.key === key);
    if (!Object.keys(answers).some(isUnknown)) return;
    const [asked, stored] = await Promise.all([facts.askedIn(meeting), reviews.findById(_id).lean()]);
    const now = asked.questionsFor(meeting.member.personId);
    const former = stored ? fromStored(stored).questions : [];
    // What is asked no more keeps its question.
    const all = [...now, ...former.filter(({ key }) => !now.some((one) => one.key === key))];
    await reviews.updateOne({ _id }, { $set: { questions: all } });
  };

  return {
    readOwnReview: async ({ actor, params: { meetingId } }) =>
      show(await papers.meetingFor(actor, meetingId)),

    saveReview: async ({ actor, params: { meetingId }, body }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      ensure(mayWriteReview(meeting.member));
      const { courseId } = meeting;
      const { personId } = actor;
      const answers: Answers = withoutEmpty(body.answers);
      const draft = { answers, savedAt: clock.now() };
      const base = { _id: newId(), courseId, meetingId, authorId: personId, isShared: false };
      const saved =
        body.revision === 0
          ? await create({ ...base, ...draft, questions: [], revision: 1, versions: [] })
          : await save({ meetingId, authorId: personId, revision: body.revision, ...draft });
      if (!saved) {
        const { review } = await facts.ownFacts(meeting, personId);
        // The same save again, because its answer was lost on the way.
        const isRepeat = review?.revision === body.revision + 1 && areSameAnswers(review.answers, answers);
        if (!isRepeat) throw await conflict(meeting);
        return viewSaved(review);
      }
      await keepQuestions(meeting, saved);
      bus.publish(reviewsEvents.reviewSaved, personId, { meetingId, revision: body.revision + 1 });
      return viewSaved(saved);
    },

    submitReview: async ({ actor, params: { meetingId }, body: { revision } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      ensure(mayWriteReview(meeting.member));
      const [own, asked] = await Promise.all([
        facts.ownFacts(meeting, actor.personId),
        facts.askedIn(meeting),
      ]);
      const { review: draft, terms } = own;
      if (draft?.revision !== revision) throw await conflict(meeting);
      const latest = draft.versions.at(-1);
      // The same text again, perhaps because the answer was lost: what was submitted stands, with its time.
      if (latest && areSameAnswers(latest.answers, draft.answers)) return show(meeting, own);
      const at = clock.now();
      const questions = asked.questionsFor(actor.personId);
      ensure(maySubmitReview(meeting.member, { questions, answers: draft.answers }, terms, at));
      const count = latest?.number ?? 0;
      if (count >= versionsAtMost)
        throw refuse(
          'unprocessable',
          'too_many_versions',
          `A review can be submitted ${String(versionsAtMost)} times; this one was.`,
        );
      const isAnswered = ({ key }: (typeof questions)[number]) => draft.answers[key] !== undefined;
      const former = draft.questions.filter(
        (one) => isAnswered(one) && !questions.some(({ key }) => key === one.key),
      );
      const version = {
        ...{ number: count + 1, at, late: isLate(terms, at) },
        ...{ questions: [...questions, ...former], answers: draft.answers },
      };
      const { matchedCount } = await reviews.updateOne(
        { _id: draft._id, revision, versions: { $size: count } },
        { $push: { versions: version } },
      );
      if (matchedCount === 0) {
        const current = await facts.ownFacts(meeting, actor.personId);
        // Two submissions of one text at the same moment: the other one was first.
        if (current.review?.revision === revision) return show(meeting, current);
        throw await conflict(meeting);
      }
      bus.publish(reviewsEvents.reviewSubmitted, meeting.courseId, { meetingId });
      bus.publish(reviewsEvents.reviewSaved, actor.personId, { meetingId, revision });
      return show(meeting);
    },

    shareReview: async ({ actor, params: { meetingId }, body: { isShared } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      ensure(mayWriteReview(meeting.member));
      const shared = await reviews
        .findOneAndUpdate(
          { meetingId, authorId: actor.personId },
          { $set: { isShared } },
          { projection: { _id: 1 } },
        )
        .lean();
      if (!shared)
        throw refuse('unprocessable', 'nothing_written', 'There is no review of yours to share yet.');
      // Whoever had it open may not read it any more.
      if (!isShared) bus.clearRoom('review', shared._id);
      return show(meeting);
    },

    listOwnVersions: async ({ actor, params: { meetingId } }) => {
      const { review } = await facts.ownFacts(await papers.meetingFor(actor, meetingId), actor.personId);
      return viewVersions(review?.versions ?? []);
    },
  };
};
