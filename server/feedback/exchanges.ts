// The exchange of a meeting: opened by whoever looks first after the reviews’ deadline, and drawn on whenever people come or go.
import { createHash } from 'node:crypto';
import { feedbackEvents } from '#shared/feedback/contract.ts';
import { phaseOf, termsOf, type PairFacts } from '#shared/feedback/rules.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import { createSerial } from '#server/kernel/serial.ts';
import { noSuch } from '#server/courses/public.ts';
import type { MeetingForMember } from '#server/papers/public.ts';
import type { Submission } from '#server/reviews/public.ts';
import type { FeedbackParts } from './parts.ts';
import { keptCriteria, openFeedback } from './public.ts';
import { drawPairs } from './plan/pairing.ts';
import type { ExchangeRecord, FeedbackRecord, PairRecord } from './store.ts';

export const factsOf = (
  { courseId }: Pick<ExchangeRecord, 'courseId'>,
  { giverId, authorId }: PairRecord,
  feedback: FeedbackRecord | null | undefined,
): PairFacts => ({
  ...{ giverId, authorId, courseId },
  isSubmitted: !!feedback?.submitted,
  isAnswered: feedback?.answer != null,
});

export const createExchanges = (parts: FeedbackParts) => {
  const { store, reviews, papers, courses, bus, clock, presentersOf } = parts;
  const inTurn = createSerial();
  const { criteriaOf } = openFeedback(store);

  /** Those whose reviews get feedback, and those who give it, as things are now. */
  const peopleOf = async (meeting: MeetingForMember, submitted: readonly Submission[]) => {
    const { settings, meetingId, courseId } = meeting;
    const students = (await courses.membersOf(courseId, ['student'])).map(({ personId }) => personId).sort();
    const writers = new Set(submitted.map(({ authorId }) => authorId));
    const presenters = new Set(settings.presentersGiveFeedback ? [] : await presentersOf(meetingId));
    return {
      students,
      authors: students.filter((id) => writers.has(id)),
      givers: students.filter(
        (id) => (settings.missingGiveFeedback || writers.has(id)) && !presenters.has(id),
      ),
    };
  };

  const tell = (courseId: Id, meetingId: Id, giverIds: Iterable<Id>) => {
    for (const id of new Set(giverIds)) bus.publish(feedbackEvents.feedbackAssigned, id, { meetingId });
    bus.publish(feedbackEvents.pairingsChanged, courseId, { meetingId });
  };

  const fresh = async ({ meetingId, courseId }: MeetingForMember): Promise<ExchangeRecord> => {
    const criteria = [...(await criteriaOf(courseId))];
    const record: ExchangeRecord = {
      ...{ _id: meetingId, courseId, criteria, pairs: [], drawnFor: '', revision: 0 },
    };
    try {
      await store.exchanges.create(record);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    return (await store.exchanges.findById(meetingId).lean()) ?? record;
  };

  /** Adds the pairs that are missing for those who are there now; what stands is left alone. */
  const drawOn = async (
    meeting: MeetingForMember,
    submitted: readonly Submission[],
  ): Promise<ExchangeRecord> => {
    const { meetingId, courseId, settings } = meeting;
    const record = (await store.exchanges.findById(meetingId).lean()) ?? (await fresh(meeting));
    const { authors, givers } = await peopleOf(meeting, submitted);
    const perReview = settings.feedbackPerReview;
    const drawnFor = createHash('sha256')
      .update(JSON.stringify([authors, givers, perReview]))
      .digest('hex');
    if (drawnFor === record.drawnFor) return record;
    const others = await store.exchanges.find({ courseId, _id: { $ne: meetingId } }, { pairs: 1 }).lean();
    const drawn = drawPairs({
      ...{ authors, givers, perReview, standing: record.pairs },
      history: others.flatMap(({ pairs }) => pairs),
      seed: `${meetingId} ${drawnFor}`,
    });
    const reviewOf = new Map(submitted.map(({ authorId, reviewId }) => [authorId, reviewId]));
    const added = drawn.map((pair): PairRecord => ({
      id: newId(),
      ...pair,
      reviewId: reviewOf.get(pair.authorId) ?? '',
      by: 'draw',
    }));
    const changed = await store.exchanges
      .findOneAndUpdate(
        { _id: meetingId, revision: record.revision },
        { $push: { pairs: { $each: added } }, $set: { drawnFor }, $inc: { revision: 1 } },
        { returnDocument: 'after' },
      )
      .lean();
    // Somebody else was first: what they made is as good, and the next look draws on.
    if (!changed) return (await store.exchanges.findById(meetingId).lean()) ?? record;
    if (added.length > 0)
      tell(
        courseId,
        meetingId,
        added.map(({ giverId }) => giverId),
      );
    return changed;
  };

  return {
    peopleOf,
    tell,
    /** The meeting's exchange as it is now, with who submitted a review; `record` null: not opened (yet). */
    look: async (actor: Actor, meetingId: Id) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      const terms = termsOf(meeting.settings, meeting.deadlines.reviewsDueAt);
      const phase = phaseOf(terms, clock.now());
      if (phase === 'off' || phase === 'before')
        return {
          ...{ meeting, terms, phase, submitted: [], record: null },
          criteria: await criteriaOf(meeting.courseId),
        };
      const submitted = await reviews.submissionsIn(meetingId);
      const record =
        phase === 'open'
          ? await inTurn(meetingId, () => drawOn(meeting, submitted))
          : await store.exchanges.findById(meetingId).lean();
      const criteria = record ? keptCriteria(record) : await criteriaOf(meeting.courseId);
      return { meeting, terms, phase, submitted, record, criteria };
    },
    /** One pair with its exchange and what was written; `not_found` for anybody outside of the course. */
    pairOf: async (actor: Actor, pairId: Id) => {
      const record = await store.exchanges
        .findOne({ 'pairs.id': pairId }, { courseId: 1, criteria: 1, 'pairs.$': 1 })
        .lean<Pick<ExchangeRecord, '_id' | 'courseId' | 'criteria' | 'pairs'>>();
      const [pair] = record?.pairs ?? [];
      const member = record && (await courses.findMember(actor, record.courseId));
      if (!pair || !member) throw noSuch('feedback');
      const meeting = await papers.meetingFor(actor, record._id);
      const phase = phaseOf(termsOf(meeting.settings, meeting.deadlines.reviewsDueAt), clock.now());
      const feedback = await store.feedbacks.findById(pairId).lean();
      const facts = factsOf(record, pair, feedback);
      return { record, pair, member, meeting, phase, feedback, facts, criteria: keptCriteria(record) };
    },
  };
};
export type Exchanges = ReturnType<typeof createExchanges>;
