// The running order that is proposed before anybody has planned one: each talk, then a round about its paper.
import type { Id } from '#shared/kernel/primitives.ts';
import type { Settings } from '#shared/courses/settings.ts';
import type { OrderItem, RoundItem } from './order.ts';

/** Lengths in minutes. */
export interface Occasion {
  readonly durationMinutes: number;
  /** In the order in which they are discussed. */
  readonly paperIds: readonly Id[];
  /** Those of them that somebody presents. */
  readonly presentedIds: readonly Id[];
  readonly settings: Pick<
    Settings,
    'talkMinutes' | 'questionMinutes' | 'groupMinutes' | 'classMinutes' | 'discussionQuestions'
  >;
}

const breakMinutes = 10;
/** A meeting that is longer has a break, where there is time for it. */
const longMinutes = 100;

/** A round with the course’s lengths and questions; without papers it is about the whole meeting. */
export const usualRound = (
  id: Id,
  paperIds: readonly Id[],
  { groupMinutes, classMinutes, discussionQuestions }: Occasion['settings'],
): RoundItem => ({
  ...{ id, kind: 'round', paperIds, questions: discussionQuestions, groupMinutes, classMinutes },
  method: 'fresh',
});

/** Talks always; as many rounds as there is time for, but one. `newId` gives items their identity. */
export const proposeOrder = (
  { durationMinutes, paperIds, presentedIds, settings }: Occasion,
  newId: () => Id,
): OrderItem[] => {
  const talkMinutes = settings.talkMinutes + settings.questionMinutes;
  const roundMinutes = settings.groupMinutes + settings.classMinutes;
  const talks = paperIds.filter((id) => presentedIds.includes(id));
  const left = durationMinutes - talks.length * talkMinutes;
  const rounds = Math.max(1, Math.min(Math.max(1, paperIds.length), Math.floor(left / roundMinutes)));
  const isEach = paperIds.length > 1 && rounds === paperIds.length;
  const items = paperIds.flatMap((paperId): OrderItem[] => [
    ...(talks.includes(paperId)
      ? [{ id: newId(), kind: 'presentation' as const, paperId, minutes: talkMinutes }]
      : []),
    ...(isEach ? [usualRound(newId(), [paperId], settings)] : []),
  ]);
  if (!isEach) items.push(...Array.from({ length: rounds }, () => usualRound(newId(), [], settings)));
  const spare = left - rounds * roundMinutes;
  if (durationMinutes < longMinutes || spare < breakMinutes || items.length < 3) return items;
  return items.toSpliced(Math.ceil(items.length / 2), 0, {
    ...{ id: newId(), kind: 'break', minutes: breakMinutes },
  });
};
