// A talk with its feedback as one member finds it: when it may be given, the rubric it began with, and handing it out, once.
import { defaultRubric, type TalkCriterion } from '#shared/talk-feedback/rubric.ts';
import { giversAtLeast } from '#shared/talk-feedback/results.ts';
import { saysSomething } from '#shared/talk-feedback/content.ts';
import { talkPhaseOf, talkTermsOf, type TalkPlace, type TalkTerms } from '#shared/talk-feedback/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { MeetingForMember } from '#server/papers/public.ts';
import type { TalkFeedbackParts } from './parts.ts';
import type { HandedOut } from './store.ts';

export interface TalkFound {
  readonly meeting: MeetingForMember;
  readonly paperId: Id;
  readonly place: TalkPlace;
  readonly terms: TalkTerms;
  readonly criteria: readonly TalkCriterion[];
  readonly handedOut: HandedOut | null;
  /** Its rubric is fixed. */
  readonly hasBegun: boolean;
}

export interface TalkExchanges {
  /** The talk of a paper for a member of the course; `not_found` for anybody else. */
  look(actor: Actor, meetingId: Id, paperId: Id): Promise<TalkFound>;
  /** Fixes the rubric of a talk that has begun, once. The caller has asked its rule. */
  begin(found: TalkFound): Promise<TalkFound>;
  rubricOf(courseId: Id): Promise<readonly TalkCriterion[]>;
  /**
   * What the presenters are shown, null where too few gave. The first call that finds enough copies it, and nothing is given from
   * then on. The caller has asked the rule. Feedback of somebody who presents by now is left out.
   */
  handOut(found: TalkFound): Promise<HandedOut | null>;
}

/** In an order that says nothing of who or when. */
const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, at: crypto.getRandomValues(new Uint32Array(2)).join('.') }))
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .map(({ item }) => item);

export const createTalkExchanges = ({ store, presentations, clock }: TalkFeedbackParts): TalkExchanges => {
  const rubricOf = async (courseId: Id) =>
    (await store.rubrics.findById(courseId).lean())?.criteria ?? defaultRubric;

  const begin: TalkExchanges['begin'] = async (found) => {
    const { paperId, place, meeting, hasBegun } = found;
    if (hasBegun || place.phase === 'before' || place.presenterIds.length === 0) return found;
    const { courseId, meetingId } = meeting;
    const criteria = [...found.criteria];
    try {
      await store.exchanges.create({ _id: paperId, courseId, meetingId, criteria, handedOut: null });
      return { ...found, hasBegun: true };
    } catch (error) {
      const other = isDuplicate(error) ? await store.exchanges.findById(paperId).lean() : null;
      if (!other) throw error;
      return { ...found, hasBegun: true, criteria: other.criteria, handedOut: other.handedOut };
    }
  };

  const handOut: TalkExchanges['handOut'] = async ({ paperId, place, handedOut }) => {
    if (handedOut) return handedOut;
    const all = await store.feedbacks.find({ paperId }).lean();
    const given = all
      .filter(({ giverId, content }) => saysSomething(content) && !place.presenterIds.includes(giverId))
      .map(({ giverId, content }) => ({ ...content, giverId }));
    if (given.length < giversAtLeast) return null;
    const copy = { at: clock.now(), given: shuffled(given) };
    await store.exchanges.updateOne({ _id: paperId, handedOut: null }, { $set: { handedOut: copy } });
    // Of two at once the first one's copy is everybody's.
    return (await store.exchanges.findById(paperId).lean())?.handedOut ?? null;
  };

  return {
    rubricOf,
    begin,
    handOut,
    look: async (actor, meetingId, paperId) => {
      const { meeting, talk } = await presentations.talkFor(actor, meetingId, paperId);
      const { courseId, settings } = meeting;
      const presenterIds = talk?.presenterIds ?? [];
      const terms = talkTermsOf(settings, meeting);
      const record = await store.exchanges.findById(paperId).lean();
      const phase = talkPhaseOf(terms, !!record?.handedOut, clock.now());
      return {
        ...{ meeting, paperId, terms },
        place: { courseId, presenterIds, phase },
        criteria: record?.criteria ?? (await rubricOf(courseId)),
        handedOut: record?.handedOut ?? null,
        hasBegun: record !== null,
      };
    },
  };
};
