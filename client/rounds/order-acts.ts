// What the staff do with the running order: each act says what was on the screen when it was done.
import { useMemo } from 'react';
import { newId } from '#shared/kernel/primitives.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import type { LiveView } from '#shared/rounds/views.ts';
import type { OrderActInput } from '#shared/rounds/order-contract.ts';
import { call } from '#client/kernel/call.ts';
import { createActQueue } from './act-queue.ts';
import { keepItems, lookAgain } from './data.ts';
import { useAct } from './acts.ts';

type Item = LiveView['order']['items'][number];

const queues = new Map<string, ReturnType<typeof createActQueue>>();
const queueOf = (name: string) => {
  const queue = queues.get(name) ?? createActQueue();
  queues.set(name, queue);
  return queue;
};

/** The acts of one class, as promises of its new state. */
export const orderActsOf = (meetingId: string) => {
  const params = { meetingId };
  // A refusal says that something else is so than what is shown.
  const looking = (refusal: unknown): never => {
    lookAgain(meetingId);
    throw refusal;
  };
  return {
    run: (live: LiveView, act: OrderActInput) => {
      const id = newId();
      return queueOf(`turn ${meetingId}`)(live.order.turn, (turn) =>
        call(roundsRoutes.runOrder, { params, body: { id, turn, act } }),
      ).catch(looking);
    },
    /** A round that was not planned, or new groups for one that has not started. */
    draw: (live: LiveView) => {
      const id = newId();
      return queueOf(`turn ${meetingId}`)(live.order.turn, (turn) =>
        call(roundsRoutes.drawRound, { params, body: { id, turn } }),
      ).catch(looking);
    },
    /** Shown at once; taken back where the server refuses it. */
    arrange: (live: LiveView, items: Item[]) => {
      keepItems(live, items);
      return queueOf(`plan ${meetingId}`)(live.order.planRevision, (planRevision) =>
        call(roundsRoutes.planOrder, { params, body: { items, planRevision } }),
      ).catch(looking);
    },
  };
};
export type OrderActs = ReturnType<typeof orderActsOf>;
export type { Item };

/** The acts of a class, said in a corner where they are refused. */
export const useOrderActs = (live: LiveView) => {
  const { act, isBusy } = useAct();
  const acts = useMemo(() => orderActsOf(live.meetingId), [live.meetingId]);
  return {
    acts,
    isBusy,
    act,
    run: (input: OrderActInput) => {
      act(() => acts.run(live, input));
    },
    arrange: (items: Item[]) => {
      act(() => acts.arrange(live, items));
    },
  };
};
