// Names for a wall that many read from far away: as short as the course wants them, and still telling people apart.

import type { Settings } from '#shared/courses/settings.ts';

type NameStyle = Settings['projectorNames'];

/** Longer names are cut when they are shortened at all; in characters as people count them. */
const longestName = 22;
// Names in these scripts are a few characters long and begin with the family's: there is nothing to shorten.
const wholeScripts = /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u;
const graphemes = new Intl.Segmenter();
const lettersOf = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

const cut = (text: string): string => {
  const letters = lettersOf(text);
  return letters.length <= longestName
    ? text
    : `${letters
        .slice(0, longestName - 1)
        .join('')
        .trimEnd()}…`;
};

/** Every way to write a name, from the shortest to the whole one. */
const formsOf = (name: string, style: NameStyle): string[] => {
  const whole = name.trim().replaceAll(/\s+/g, ' ');
  if (style === 'full' || wholeScripts.test(whole)) return [whole];
  // "Lovelace, Ada" is how lists write it.
  const comma = whole.indexOf(',');
  const inOrder = comma > 0 ? `${whole.slice(comma + 1).trim()} ${whole.slice(0, comma).trim()}` : whole;
  const words = inOrder.trim().split(' ');
  const [first = whole, last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  if (last === '') return [cut(first), first];
  const letters = lettersOf(last);
  const withLetters = letters
    .slice(0, -1)
    .map((_, index) => `${first} ${letters.slice(0, index + 1).join('')}.`);
  return [...(style === 'first' ? [first] : []), ...withLetters, `${first} ${last}`, inOrder].map(
    (form, index, all) => (index < all.length - 1 ? cut(form) : form),
  );
};

/**
 * The names of everybody in a room, by person. Two who would be written alike get more letters, both of them, until they differ;
 * people of the very same name stay alike, because no letter tells them apart, and need none on each other's account.
 */
export const shortNames = (
  names: Readonly<Record<string, string>>,
  style: NameStyle,
): Record<string, string> => {
  const people = [...new Set(Object.values(names))].map((name) => ({
    ...{ name, at: 0 },
    forms: formsOf(name, style),
  }));
  const shown = ({ forms, at }: { forms: string[]; at: number }) => forms[at] ?? '';
  // A dot alone is not seen from far away.
  const keyOf = (person: { forms: string[]; at: number }) =>
    shown(person).replace(/[.]$/, '').toLocaleLowerCase('en');
  for (;;) {
    const counts = new Map<string, number>();
    for (const person of people) {
      const key = keyOf(person);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const alike = people.filter(
      (person) => (counts.get(keyOf(person)) ?? 0) > 1 && person.at < person.forms.length - 1,
    );
    if (alike.length === 0) break;
    for (const person of alike) person.at += 1;
  }
  const shortOf = new Map(people.map((person) => [person.name, shown(person)]));
  return Object.fromEntries(Object.entries(names).map(([id, name]) => [id, shortOf.get(name) ?? name]));
};
