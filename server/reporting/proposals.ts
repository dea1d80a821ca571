// Proposes what to talk about and keeps what groups pin: references only, shown to each person as far as they may see it.
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { Refusal, refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { reactions } from '#shared/remarks/reactions.ts';
import {
  proposalLimits,
  proposalsEvents,
  proposalsRoutes,
  type Proposal,
} from '#shared/reporting/proposals.ts';
import { mayComposePoint } from '#shared/reporting/rules.ts';
import { mayReadNotes } from '#shared/rounds/rules.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { Noted } from '#server/remarks/public.ts';
import { groupIn, lookAt, type ReportingParts } from './parts.ts';
import { leastAgreed, mostReacted } from './ranking.ts';
import { pinsWith, withPin, withoutPin, type PinRecord } from './pins.ts';

type Parts = Pick<ReportingParts, 'store' | 'papers' | 'rounds' | 'annotations' | 'bus' | 'clock'> & {
  readonly accounts: AccountsPublic;
  readonly noted: (actor: Actor, meetingId: Id) => Promise<Noted[]>;
};

const excerpt = (text: string): string =>
  text.length <= proposalLimits.excerpt ? text : `${text.slice(0, proposalLimits.excerpt).trimEnd()} …`;

const viewThread = (
  thread: ThreadView,
  paper: string,
  why: Extract<Proposal, { kind: 'thread' }>['why'],
): Proposal => {
  const [target] = thread.anchor.targets;
  return {
    ...{ kind: 'thread', id: thread.id, why, documentId: thread.documentId, paper },
    quote: target && 'quote' in target ? excerpt(target.quote.exact) : null,
    ...{ text: excerpt(thread.text), authorName: thread.authorName, upvotes: thread.upvotes },
    replies: thread.replies.filter(({ deletedAt }) => deletedAt === null).length,
  };
};

/** Answers for {@link proposalsRoutes}. */
export const createProposalsFeature = (parts: Parts): Feature => {
  const { store, annotations, accounts, noted, bus, clock } = parts;

  const viewPassages = async (
    passages: readonly (readonly [Noted, Extract<Proposal, { kind: 'passage' }>['why']])[],
  ): Promise<Proposal[]> => {
    const named = passages.filter(([{ isNamed }]) => isNamed).map(([{ authorId }]) => authorId);
    const names = await accounts.namesOf(named);
    return passages.map(([one, why]) => ({
      ...{ kind: 'passage' as const, id: one.key, why, reviewId: one.reviewId },
      quote: excerpt(one.passage.quote.exact),
      authorName: one.isNamed ? (names.get(one.authorId) ?? 'A former member') : one.alias,
      counts: reactions
        .map((reaction) => ({ reaction, count: one.counts[reaction] }))
        .filter(({ count }) => count > 0),
    }));
  };

  const viewPins = async (actor: Actor, meetingId: Id, notesId: Id) => {
    const pins = await pinsWith(store, notesId);
    const passages = pins.some(({ kind }) => kind === 'passage') ? await noted(actor, meetingId) : [];
    const views = await Promise.all(
      pins.map(async ({ id, kind }): Promise<Proposal[]> => {
        if (kind === 'passage') {
          const found = passages.find(({ key }) => key === id);
          return found ? viewPassages([[found, 'most_reacted']]) : [];
        }
        try {
          const { thread, document } = await annotations.threadFor(actor, id);
          if (thread.visibility !== 'class') return [];
          const isOpenQuestion = thread.kind === 'question' && thread.acceptedReplyId === null;
          return [viewThread(thread, document.title, isOpenQuestion ? 'unanswered' : 'discussed')];
        } catch (error) {
          if (error instanceof Refusal) return [];
          throw error;
        }
      }),
    );
    const shown = views.flat();
    return { pins: shown, closed: pins.length - shown.length };
  };

  /** The group whose pins the asker may change. */
  const ownGroup = async (actor: Actor, meetingId: Id, notesId: Id) => {
    const look = await lookAt(parts, actor, meetingId);
    const { round, group } = groupIn(look, notesId);
    ensure(mayComposePoint(look.member, group.members, round.phase));
    return look.meeting;
  };

  /** What is pinned is there for whoever pins it, and for the class: a group is no way around who may see a thread. */
  const ensureProposable = async (
    actor: Actor,
    meetingId: Id,
    { id, kind }: Pick<PinRecord, 'id' | 'kind'>,
  ) => {
    if (kind === 'passage') {
      const passages = await noted(actor, meetingId);
      if (!passages.some(({ key }) => key === id)) throw noSuch('passage');
      return;
    }
    const { thread, document } = await annotations.threadFor(actor, id);
    if (document.meetingId !== meetingId) throw noSuch('thread');
    if (thread.visibility !== 'class')
      throw refuse('unprocessable', 'not_for_class', 'Only threads that the class may see can be pinned.');
  };

  return feature(proposalsRoutes, {
    listProposals: async ({ actor, params: { meetingId } }) => {
      const { meeting, live } = await lookAt(parts, actor, meetingId);
      // A round may be about some of the papers only.
      const about = live.presentRound?.paperIds ?? [];
      const threads = await Promise.all(
        meeting.paperIds
          .filter((id) => about.length === 0 || about.includes(id))
          .map(async (documentId): Promise<Proposal[]> => {
            try {
              const { document, unanswered, discussed } = await annotations.worthDiscussing(
                actor,
                documentId,
                proposalLimits.proposed,
              );
              return [
                ...unanswered.map((thread) => viewThread(thread, document.title, 'unanswered')),
                ...discussed.map((thread) => viewThread(thread, document.title, 'discussed')),
              ];
            } catch (error) {
              // A paper without its PDF yet.
              if (error instanceof Refusal) return [];
              throw error;
            }
          }),
      );
      const passages = await noted(actor, meetingId);
      const least = leastAgreed(passages).slice(0, proposalLimits.proposed);
      const most = mostReacted(passages.filter((one) => !least.includes(one))).slice(
        0,
        proposalLimits.proposed,
      );
      return [
        ...threads.flat(),
        ...(await viewPassages([
          ...least.map((one) => [one, 'least_agreed'] as const),
          ...most.map((one) => [one, 'most_reacted'] as const),
        ])),
      ];
    },

    listPins: async ({ actor, params: { meetingId, notesId } }) => {
      const look = await lookAt(parts, actor, meetingId);
      const { round, group } = groupIn(look, notesId);
      ensure(mayReadNotes(look.member, group.members, round.phase));
      return viewPins(actor, meetingId, notesId);
    },

    pin: async ({ actor, params: { meetingId, notesId, pinId }, body: { kind } }) => {
      const { courseId } = await ownGroup(actor, meetingId, notesId);
      const pin = { id: pinId, kind };
      await ensureProposable(actor, meetingId, pin);
      const isPinned = await withPin(
        store,
        { notesId, courseId, meetingId },
        {
          ...pin,
          ...{ by: actor.personId, at: clock.now() },
        },
      );
      if (!isPinned)
        throw refuse(
          'unprocessable',
          'too_many_pins',
          `A group pins ${String(proposalLimits.pinned)} things at most. Take one away first.`,
        );
      bus.publish(proposalsEvents.pinsChanged, notesId, { notesId });
      return viewPins(actor, meetingId, notesId);
    },

    unpin: async ({ actor, params: { meetingId, notesId, pinId } }) => {
      await ownGroup(actor, meetingId, notesId);
      await withoutPin(store, notesId, pinId);
      bus.publish(proposalsEvents.pinsChanged, notesId, { notesId });
      return viewPins(actor, meetingId, notesId);
    },
  });
};
