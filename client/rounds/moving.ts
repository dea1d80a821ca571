// Moves of the desk's hand: each says who went where, and can be undone for ten seconds.
import type { LiveView } from '#shared/rounds/views.ts';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import { actsOf, useAct } from './acts.ts';
import { placeChanges, saidChanges } from './place-changes.ts';

/** What is done with one seated person by hand, from the menu and by dragging. */
export const useMoving = (live: LiveView) => {
  const { act, isBusy } = useAct();
  const { round, meetingId } = live;
  const acts = actsOf(meetingId);
  const byHand = (personId: string, change: (roundId: string) => Promise<LiveView>) => {
    if (!round) return;
    act(async () => {
      const after = await change(round.id);
      const changes = placeChanges(live, after);
      if (changes.length > 0)
        sayUndoable(saidChanges(changes, personId, after), () => {
          act(() => acts.undoMoves(round.id, changes));
        });
      return after;
    });
  };
  return {
    isBusy,
    move: (personId: string, toGroup: number) => {
      byHand(personId, (roundId) => acts.moveMember(roundId, personId, toGroup));
    },
    swap: (personId: string, otherId: string) => {
      byHand(personId, (roundId) => acts.swapMembers(roundId, personId, otherId));
    },
    leave: (personId: string) => {
      act(async () => {
        const after = await acts.checkOutMember(personId);
        sayUndoable(`${live.names[personId] ?? 'Somebody'} has left.`, () => {
          act(() => acts.checkInMember(personId));
        });
        return after;
      });
    },
  };
};
