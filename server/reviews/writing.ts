// Writing one's own review: saving the draft from a known revision, submitting it as a version.
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { reviewsEvents, type reviewsRoutes } from '#shared/reviews/contract.ts';
import { areSameAnswers, withoutEmpty, type Answers } from '#shared/reviews/answers.ts';
import { isLate, maySubmitReview, mayWriteReview } from '#shared/reviews/rules.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { MeetingForMember } from '#server/papers/public.ts';
import type { Facts, OwnFacts } from './facts.ts';
import type { ReviewsParts } from './parts.ts';
import { versionsAtMost, type ReviewRecord } from './store.ts';
import { viewOwnReview, viewVersions } from './views.ts';

type Verb = 'readOwnReview' | 'saveReview' | 'submitReview' | 'listOwnVersions' | 'shareReview';

/** The part of the reviews feature that is about one's own. */
export const writingHandlers = (
  { store: { reviews }, papers, bus, clock }: ReviewsParts,
  facts: Facts,
): Pick<Handlers<typeof reviewsRoutes>, Verb> => {
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

  /** The first save; false when there is a review already. */
  const create = async (review: ReviewRecord): Promise<boolean> => {
    try {
      await reviews.create(review);
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return false;
    }
  };

  const change = async (
    meetingId: Id,
    actor: Actor,
    revision: number,
    set: Pick<ReviewRecord, 'answers' | 'questions' | 'savedAt'>,
  ) => {
    const { matchedCount } = await reviews.updateOne(
      { meetingId, authorId: actor.personId, revision },
      { $set: set, $unset: { parts: 1 }, $inc: { revision: 1 } },
    );
    return matchedCount > 0;
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
      const [before, asked] = await Promise.all([facts.ownFacts(meeting, personId), facts.askedIn(meeting)]);
      const now = asked.questionsFor(personId);
      // What is asked no more but was answered keeps its question.
      const former = (before.review?.questions ?? []).filter(
        ({ key }) => answers[key] !== undefined && !now.some((one) => one.key === key),
      );
      const draft = { answers, questions: [...now, ...former], savedAt: clock.now() };
      const base = { _id: newId(), courseId, meetingId, authorId: personId, isShared: false };
      const isSaved =
        body.revision === 0
          ? await create({ ...base, ...draft, revision: 1, versions: [] })
          : await change(meetingId, actor, body.revision, draft);
      if (!isSaved) {
        const current = await facts.ownFacts(meeting, personId);
        // The same save again, because its answer was lost on the way.
        const isRepeat =
          current.review?.revision === body.revision + 1 && areSameAnswers(current.review.answers, answers);
        if (!isRepeat) throw await conflict(meeting);
        return show(meeting, current);
      }
      bus.publish(reviewsEvents.reviewSaved, personId, { meetingId, revision: body.revision + 1 });
      return show(meeting);
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
      const { matchedCount } = await reviews.updateOne(
        { meetingId, authorId: actor.personId },
        { $set: { isShared } },
      );
      if (matchedCount === 0)
        throw refuse('unprocessable', 'nothing_written', 'There is no review of yours to share yet.');
      return show(meeting);
    },

    listOwnVersions: async ({ actor, params: { meetingId } }) => {
      const { review } = await facts.ownFacts(await papers.meetingFor(actor, meetingId), actor.personId);
      return viewVersions(review?.versions ?? []);
    },
  };
};
