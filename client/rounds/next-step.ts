// What the staff do next in a class: one verb at a time.
import type { LiveView } from '#shared/rounds/views.ts';
import { itemAt, itemsAhead, stageOn } from '#shared/rounds/order.ts';
import { kindWord } from './order-words.ts';
import type { OrderActs } from './order-acts.ts';

export interface NextStep {
  readonly verb: string;
  readonly act: () => Promise<LiveView>;
  /** Why it cannot be done yet. */
  readonly hindrance: string | null;
  /** It ends something that has a clock. */
  readonly endsPhase: boolean;
}

const tooFew = 'Groups can be drawn once two students have checked in.';

/** From the state of the class alone, so that every member of the staff is offered the same. */
export const nextStep = (live: LiveView, acts: OrderActs): NextStep => {
  const { order, present } = live;
  const stage = stageOn(order);
  const [next] = itemsAhead(order);
  const step = (verb: string, draws = false): NextStep => ({
    verb,
    act: () => acts.run(live, { do: 'next' }),
    hindrance: draws && present.length < 2 ? tooFew : null,
    endsPhase: stage !== undefined && stage.phase !== 'drawn',
  });
  if (stage?.phase === 'drawn') return step('Start the group phase');
  if (stage?.phase === 'group') return step('Start the class phase');
  if (next) {
    const what = kindWord(order, next).toLowerCase();
    if (next.id in order.stages)
      return step(next.kind === 'round' ? `Go on with ${what}` : `Go on with the ${what}`);
    return next.kind === 'round' ? step(`Draw groups for ${what}`, true) : step(`Start the ${what}`);
  }
  const item = itemAt(order);
  if (stage && item)
    return step(item.kind === 'round' ? 'End the round' : `End the ${kindWord(order, item).toLowerCase()}`);
  return {
    verb: Object.keys(order.roundNumbers).length === 0 ? 'Draw groups' : 'Draw the next round',
    act: () => acts.draw(live),
    hindrance: present.length < 2 ? tooFew : null,
    endsPhase: false,
  };
};
