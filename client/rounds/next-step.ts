// What the staff do next in a class: one verb at a time.
import { newId } from '#shared/kernel/primitives.ts';
import type { LiveView } from '#shared/rounds/contract.ts';
import type { Acts } from './acts.ts';

export interface NextStep {
  readonly verb: string;
  readonly act: () => Promise<LiveView>;
  /** Why it cannot be done yet. */
  readonly hindrance: string | null;
  /** It ends a phase that cannot be started again. */
  readonly endsPhase: boolean;
}

/** From the state of the class alone, so that every member of the staff is offered the same. */
export const nextStep = ({ round, present }: LiveView, acts: Acts): NextStep => {
  if (!round || round.phase === 'done') {
    // Made once per offer: pressing again after a lost answer draws no second round.
    const id = newId();
    return {
      verb: round ? 'Draw the next round' : 'Draw groups',
      act: () => acts.drawRound(id),
      hindrance: present.length < 2 ? 'Groups can be drawn once two students have checked in.' : null,
      endsPhase: false,
    };
  }
  const start = (phase: 'group' | 'class' | 'done', verb: string): NextStep => ({
    verb,
    act: () => acts.startPhase(round.id, phase),
    hindrance: null,
    endsPhase: round.phase !== 'drawn',
  });
  if (round.phase === 'drawn') return start('group', 'Start the group phase');
  return round.phase === 'group' ? start('class', 'Start the class phase') : start('done', 'End the round');
};
