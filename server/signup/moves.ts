// Seats that change hands by a swap: all of its moves or none, once, whatever happens in between.
import type { Id } from '#shared/kernel/primitives.ts';
import type { SignupParts } from './parts.ts';
import type { SwapRecord } from './store.ts';

interface Move {
  readonly paperId: Id;
  readonly from: Id;
  readonly to: Id;
}

/** What an accepted swap does; `isBack`: what undoing it does. */
export const movesOf = ({ fromId, toId, paperId, forPaperId }: SwapRecord, isBack: boolean): Move[] => {
  if (toId === null) return [];
  const there = { paperId, from: fromId, to: toId };
  const moves = forPaperId === null ? [there] : [there, { paperId: forPaperId, from: toId, to: fromId }];
  return isBack ? moves.map((move) => ({ ...move, from: move.to, to: move.from })) : moves;
};

/**
 * Does the moves one after the other; those that are done already are left. Where one is not possible any more, because the staff
 * changed the talk in between, the earlier ones are taken back. True: all of them are done.
 */
export const moveSeats = async (
  { presentations }: Pick<SignupParts, 'presentations'>,
  courseId: Id,
  moves: readonly Move[],
): Promise<boolean> => {
  const done: Move[] = [];
  const isDoneAlready = async ({ paperId, from, to }: Move) => {
    const talk = (await presentations.talksOf(courseId)).find((one) => one.paperId === paperId);
    return talk?.presenterIds.includes(to) === true && !talk.presenterIds.includes(from);
  };
  for (const move of moves) {
    const { paperId, from, to } = move;
    if (
      (await presentations.replacePresenter(courseId, paperId, { from, to })) ||
      (await isDoneAlready(move))
    ) {
      done.push(move);
      continue;
    }
    for (const back of done.toReversed())
      await presentations.replacePresenter(courseId, back.paperId, { from: back.to, to: back.from });
    return false;
  }
  return true;
};
