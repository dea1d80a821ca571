// Finds the mention that is being typed, and the people it may mean.
import type { MemberView } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';

/** `from`: where the `@` stands; `typed`: what follows it up to the caret. */
export interface Typing {
  readonly from: number;
  readonly typed: string;
}

/** A name has so many words at most while it is typed: more are a sentence. */
const wordsAtMost = 4;
export const peopleShown = 8;

const atCaret = /(?:^|[\s([{"'“‘«>])@(?<typed>[\p{L}\p{M}\p{N}'’.\- ]*)$/u;

/** Null where no mention is being typed: the `@` of an address or of code is none. */
export const typingAt = (text: string, caret: number): Typing | null => {
  const typed = atCaret.exec(text.slice(Math.max(0, caret - 80), caret))?.groups?.['typed'];
  if (typed === undefined || /^ | $/.test(typed) || typed.split(' ').length > wordsAtMost) return null;
  return { from: caret - typed.length - 1, typed };
};

// `ø`, `ł` and `ß` do not fall apart into a letter and an accent.
const plainLetters: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** For comparing: small letters without accents. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øłđßæœı]/g, (letter) => plainLetters[letter] ?? letter);

export interface Somebody extends Pick<MemberView, 'personId' | 'name' | 'role' | 'joinedAt'> {
  /** The parts of the name, folded. */
  readonly parts: readonly string[];
}

/** The members in the order of their names, ready for {@link peopleFor}. */
export const preparePeople = (members: readonly MemberView[]): Somebody[] =>
  members
    .map(({ personId, name, role, joinedAt }) => ({
      ...{ personId, name, role, joinedAt },
      parts: fold(name).split(/[\s\-]+/),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));

/** Whoever has parts of the name that begin as the words typed do; `first` before the others. */
export const peopleFor = (people: readonly Somebody[], typed: string, first: ReadonlySet<Id>): Somebody[] => {
  const words = fold(typed)
    .split(/[\s\-]+/)
    .filter((word) => word !== '');
  const found = people.filter(({ parts }) =>
    words.every((word) => parts.some((part) => part.startsWith(word))),
  );
  return [
    ...found.filter(({ personId }) => first.has(personId)),
    ...found.filter(({ personId }) => !first.has(personId)),
  ].slice(0, peopleShown);
};
