// What is done at the controls: shown here at once, sent in its order, and kept while the network is away.
import { Refusal } from '#shared/kernel/refusals.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { ActInput, ShowView } from '#shared/presenting/contract.ts';
import { actOn } from '#shared/presenting/show.ts';

const againMs = 1000;

/** Steps that wait are one step: a held key does not queue up. */
export const queueAct = (queue: readonly ActInput[], act: ActInput): readonly ActInput[] => {
  const last = queue.at(-1);
  if (act.do === 'step' && last?.do === 'step')
    return [...queue.slice(0, -1), { ...last, by: last.by + act.by }];
  if (act.do === 'goTo' && last?.do === 'goTo') return [...queue.slice(0, -1), act];
  return [...queue, act];
};

const ahead = (show: ShowView, act: ActInput, selfId: Id, now: number): ShowView => {
  // How many slides the other version has only the server knows.
  if (act.do === 'accept') return show;
  const { slideMs: _, ...seen } = actOn({ ...show, slideMs: [] }, act, selfId, now);
  return { ...show, ...seen };
};

/** `mine`: the show with what was done here and is not answered yet; null: as the server says. */
export interface Steered {
  readonly mine: ShowView | null;
  /** The server cannot be reached, and has not heard of it. */
  readonly isAway: boolean;
}

interface Parts {
  readonly selfId: Id;
  send(act: ActInput): Promise<ShowView>;
  /** A newer state from the server. */
  keep(show: ShowView): void;
  refused(error: unknown): void;
  changed(steered: Steered): void;
  now(): number;
}

export const createSteerer = ({ selfId, send, keep, refused, changed, now }: Parts) => {
  let queue: readonly ActInput[] = [];
  let isSending = false;
  let steered: Steered = { mine: null, isAway: false };
  const change = (part: Partial<Steered>) => {
    steered = { ...steered, ...part };
    changed(steered);
  };

  const sendAll = async () => {
    if (isSending) return;
    isSending = true;
    for (let first = queue[0]; first; first = queue[0]) {
      queue = queue.slice(1);
      try {
        keep(await send(first));
        if (steered.isAway) change({ isAway: false });
      } catch (error) {
        if (error instanceof Refusal && error.body.reason === 'offline') {
          queue = [first, ...queue];
          change({ isAway: true });
          await new Promise((resolve) => setTimeout(resolve, againMs));
        } else {
          queue = [];
          refused(error);
        }
      }
    }
    isSending = false;
    change({ mine: null });
  };

  return {
    /** `show`: as the server says. */
    act: (wish: ActInput, show: ShowView | null): void => {
      const base = steered.mine ?? show;
      if (!base) return;
      queue = queueAct(queue, wish);
      change({ mine: ahead(base, wish, selfId, now()) });
      void sendAll();
    },
  };
};
