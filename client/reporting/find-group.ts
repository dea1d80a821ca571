// Finding a group by a word, and going from card to card.
import type { GroupView } from '#shared/rounds/views.ts';

/** Whether a group is meant: by the beginning of its name, by its number from 1, or by somebody's name. */
export const matches = (
  { name, number, members }: Pick<GroupView, 'name' | 'number' | 'members'>,
  names: Readonly<Record<string, string>>,
  sought: string,
): boolean => {
  const word = sought.trim().toLowerCase();
  if (word === '' || name.toLowerCase().startsWith(word)) return true;
  if (/^\d+$/.test(word)) return number + 1 === Number(word);
  // One letter is the beginning of a group's name and of nothing else.
  return word.length > 1 && members.some((id) => (names[id] ?? '').toLowerCase().includes(word));
};

/** Puts the focus on the card before or after the one that has it; without one, on the first. */
export const focusNextCard = (cards: readonly HTMLElement[], by: 1 | -1): void => {
  const at = cards.findIndex((card) => card === document.activeElement);
  const next = cards[at < 0 ? 0 : (at + by + cards.length) % cards.length];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
};
