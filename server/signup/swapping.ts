// Swaps between presenters: offered, answered, undone; the swap's document says what is to stand, the talks follow it.
import { isStaff, mayTakePart, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { Refusal, refuse } from '#shared/kernel/refusals.ts';
import { ensure, type Verdict } from '#shared/kernel/rules.ts';
import { signupEvents } from '#shared/signup/contract.ts';
import {
  mayAnswerSwap,
  mayOfferSwap,
  maySwapSeats,
  mayUndoSwap,
  type SwapTerms,
} from '#shared/signup/rules.ts';
import { swapsEvents, type Swap, type swapsRoutes } from '#shared/signup/swaps.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { movesOf, moveSeats } from './moves.ts';
import type { SignupParts } from './parts.ts';
import type { SwapRecord } from './store.ts';
import { talksNow } from './world.ts';

/** Things have changed since: nobody did anything that they may not. */
const ensureStill = (verdict: Verdict) => {
  if (verdict !== true) throw refuse('conflict', verdict.key, verdict.message);
};

const answeredAlready = () =>
  refuse(
    'conflict',
    'answered_already',
    'This offer is not open any more: somebody was quicker, or it was taken back. Your own seats have not changed.',
  );

/** Whether a swap concerns somebody: the two of it, the staff; an offer to anybody all students. */
const mayReadSwap = (member: Member, { fromId, toId, state }: SwapRecord): boolean =>
  isStaff(member) ||
  [fromId, toId].includes(member.personId) ||
  (member.role === 'student' && toId === null && state === 'offered');

export const createSwapping = (parts: SignupParts) => {
  const { store, courses, accounts, bus, clock, inTurn } = parts;
  const { swaps } = store;

  const allowedIn = async (courseId: Id) =>
    (await store.signups.findById(courseId, { swaps: 1 }).lean())?.swaps ?? 'none';
  const talksOf = async (courseId: Id) =>
    new Map((await talksNow(parts, courseId, null)).map((talk) => [talk.paperId, talk]));
  const tell = ({ courseId, fromId, toId }: SwapRecord, haveSeatsChanged = false) => {
    bus.publish(swapsEvents.swapsChanged, courseId, { courseId });
    if (!haveSeatsChanged) return;
    for (const personId of [fromId, toId])
      if (personId !== null) bus.publish(signupEvents.seatsChanged, personId, { courseId });
  };

  const viewAll = async (courseId: Id, records: readonly SwapRecord[], member: Member): Promise<Swap[]> => {
    const talks = await talksOf(courseId);
    const names = await accounts.namesOf(
      records.flatMap(({ fromId, toId, log }) => [fromId, toId ?? '', ...log.map(({ byId }) => byId)]),
    );
    const nameOf = (id: Id) => names.get(id) ?? 'A former member';
    return records.map((record) => {
      const { _id: id, state, fromId, toId, paperId, forPaperId, offeredAt, log } = record;
      const isLapsed = state === 'offered' && maySwapSeats(record, talks, clock.now()) !== true;
      return {
        ...{ id, courseId, paperId, forPaperId, offeredAt: offeredAt.toISOString() },
        state: isLapsed ? 'lapsed' : state,
        from: { id: fromId, name: nameOf(fromId) },
        to: toId === null ? null : { id: toId, name: nameOf(toId) },
        log: isStaff(member)
          ? log.map(({ at, byId, what }) => ({ at: at.toISOString(), by: nameOf(byId), what }))
          : [],
      };
    });
  };

  const found = async (actor: Actor, swapId: Id) => {
    const swap = await swaps.findById(swapId).lean();
    const member = swap && (await courses.findMember(actor, swap.courseId));
    if (!swap || !member) throw noSuch('offer');
    ensure(mayTakePart(member));
    if (!mayReadSwap(member, swap)) throw noSuch('offer');
    return { swap, member };
  };

  const view = async (swap: SwapRecord, member: Member): Promise<Swap> => {
    const [shown] = await viewAll(swap.courseId, [swap], member);
    if (!shown) throw noSuch('offer');
    return shown;
  };

  /** From one state to another, with a line in the log; null: it was not in that state any more. */
  const step = (
    swapId: Id,
    from: SwapRecord['state'],
    byId: Id,
    to: SwapRecord['state'],
    more: { toId?: Id } = {},
  ) =>
    swaps
      .findOneAndUpdate(
        { _id: swapId, state: from },
        { $set: { state: to, ...more }, $push: { log: { at: clock.now(), byId, what: to } } },
        { returnDocument: 'after' },
      )
      .lean();

  /** Makes the talks follow a swap that was accepted or is being undone; may be done any number of times. */
  const finish = async (swap: SwapRecord): Promise<SwapRecord> => {
    const isBack = swap.state === 'undoing';
    const byId = swap.log.at(-1)?.byId ?? swap.fromId;
    const isMoved = await moveSeats(parts, swap.courseId, movesOf(swap, isBack));
    const end = isBack ? (isMoved ? 'undone' : 'done') : isMoved ? 'done' : 'failed';
    const ended = (await step(swap._id, swap.state, byId, end)) ?? swap;
    tell(ended, isMoved);
    return ended;
  };

  const closeOffer = async (actor: Actor, swapId: Id, to: 'declined' | 'withdrawn') => {
    const { swap, member } = await found(actor, swapId);
    const owner = to === 'withdrawn' ? swap.fromId : swap.toId;
    if (owner !== actor.personId && !(to === 'withdrawn' && isStaff(member))) throw noSuch('offer');
    if (swap.state === to) return view(swap, member);
    const closed = await step(swapId, 'offered', actor.personId, to);
    if (!closed) throw answeredAlready();
    tell(closed);
    return view(closed, member);
  };

  const handlers: Handlers<typeof swapsRoutes> = {
    listSwaps: async ({ actor, params: { courseId } }) => {
      const member = await courses.memberOf(actor, courseId);
      const records = await swaps.find({ courseId }).sort({ offeredAt: -1, _id: 1 }).limit(500).lean();
      return viewAll(
        courseId,
        records.filter((record) => mayReadSwap(member, record)),
        member,
      );
    },

    offerSwap: async ({ actor, params: { courseId }, body: { id, paperId, toPersonId, forPaperId } }) => {
      const member = await courses.memberOf(actor, courseId);
      const terms: SwapTerms = { fromId: actor.personId, toId: toPersonId, paperId, forPaperId };
      const earlier = await swaps.findById(id).lean();
      if (earlier) {
        if (earlier.fromId !== actor.personId || earlier.courseId !== courseId)
          throw refuse(
            'conflict',
            'id_taken',
            'This identifier is in use already. Try again with a new one.',
          );
        return view(earlier, member);
      }
      ensure(mayOfferSwap(member, await allowedIn(courseId), terms));
      if (toPersonId !== null) {
        const other = await courses.findMember({ personId: toPersonId, isAdmin: false }, courseId);
        if (other?.role !== 'student')
          throw refuse('unprocessable', 'not_a_classmate', 'Seats are swapped with students of this course.');
      }
      ensureStill(maySwapSeats(terms, await talksOf(courseId), clock.now()));
      const now = clock.now();
      const swap: SwapRecord = {
        ...{ _id: id, courseId, ...terms, state: 'offered', offeredAt: now },
        log: [{ at: now, byId: actor.personId, what: 'offered' }],
      };
      try {
        await swaps.create(swap);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        return view((await swaps.findById(id).lean()) ?? swap, member);
      }
      tell(swap);
      return view(swap, member);
    },

    acceptSwap: async ({ actor, params: { swapId } }) => {
      const { swap: seen } = await found(actor, swapId);
      return inTurn(seen.courseId, async () => {
        const swap = (await swaps.findById(swapId).lean()) ?? seen;
        const { courseId } = swap;
        // Whoever was dropped while waiting for their turn is no member any more.
        const member = await courses.memberOf(actor, courseId);
        if (swap.state === 'done' && swap.toId === actor.personId) return view(swap, member);
        if (swap.state !== 'offered') throw answeredAlready();
        ensure(mayAnswerSwap(member, await allowedIn(courseId), swap));
        const terms = { ...swap, toId: actor.personId };
        ensureStill(maySwapSeats(terms, await talksOf(courseId), clock.now()));
        const accepted = await step(swapId, 'offered', actor.personId, 'accepted', { toId: actor.personId });
        if (!accepted) throw answeredAlready();
        const ended = await finish(accepted);
        if (ended.state === 'failed')
          throw refuse(
            'conflict',
            'seat_gone',
            'Who presents these talks has changed at this very moment, so nothing was swapped.',
          );
        return view(ended, member);
      });
    },

    declineSwap: ({ actor, params: { swapId } }) => closeOffer(actor, swapId, 'declined'),
    withdrawSwap: ({ actor, params: { swapId } }) => closeOffer(actor, swapId, 'withdrawn'),

    undoSwap: async ({ actor, params: { swapId } }) => {
      const { swap: seen, member } = await found(actor, swapId);
      ensure(mayUndoSwap(member));
      return inTurn(seen.courseId, async () => {
        const swap = (await swaps.findById(swapId).lean()) ?? seen;
        if (swap.state === 'undone') return view(swap, member);
        if (swap.state !== 'done' || swap.toId === null)
          throw refuse('conflict', 'not_done', 'Only a swap that was made can be undone.');
        // Nobody gets a seat back who is no member any more.
        const back = await courses.findMember({ personId: swap.fromId, isAdmin: false }, swap.courseId);
        const terms = { ...swap, fromId: swap.toId, toId: swap.fromId };
        ensureStill(
          back
            ? maySwapSeats(terms, await talksOf(swap.courseId), clock.now())
            : { key: 'has_left', message: 'The one who gave the seat has left the course.' },
        );
        const undoing = await step(swapId, 'done', actor.personId, 'undoing');
        const ended = undoing && (await finish(undoing));
        if (ended?.state !== 'undone')
          throw refuse('conflict', 'seat_gone', 'These talks have changed at this very moment. Try again.');
        return view(ended, member);
      });
    },
  };

  return {
    handlers,
    /** Courses with a swap that was left in the middle. */
    unfinished: () => swaps.distinct('courseId', { state: { $in: ['accepted', 'undoing'] } }),
    /** Finishes what was left in the middle; in the course's turn. */
    finishIn: async (courseId: Id) => {
      for (const swap of await swaps.find({ courseId, state: { $in: ['accepted', 'undoing'] } }).lean())
        await finish(swap).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        });
    },
    /** Ends the open offers by or to somebody who has left. */
    endOffersOf: async (courseId: Id, personId: Id) => {
      const theirs = [{ fromId: personId }, { toId: personId }];
      const { modifiedCount } = await swaps.updateMany(
        { courseId, state: 'offered' as const, $or: theirs },
        {
          $set: { state: 'withdrawn' },
          $push: { log: { at: clock.now(), byId: personId, what: 'left' } },
        },
      );
      if (modifiedCount > 0) bus.publish(swapsEvents.swapsChanged, courseId, { courseId });
    },
  };
};
