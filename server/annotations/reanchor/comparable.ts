// Reads text so that two printings of the same words are equal: letter case, ligatures, hyphens, accents and quotes set aside.

/** `map[i]` is the offset in the original that the comparable character `i` came from (UTF-16 units). */
export interface Comparable {
  readonly text: string;
  readonly map: Uint32Array;
}

/** Hyphens and dashes go altogether: whether one stands at a line's end or inside of a word is the typesetter's choice. */
const dropped = /[\s\p{M}\u00ad\u2010-\u2015\u02c6\u02c7\u02d8-\u02dd\ufffd-]/gu;

const plain: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u2032': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2033': '"',
  // TeX sets accents on letters without dots.
  ı: 'i',
  ȷ: 'j',
  '\u2219': '\u2022',
};

const known = new Map<string, string>();

/** What one character (code point) compares as: nothing, or one or more characters. */
function comparableOf(character: string): string {
  let found = known.get(character);
  if (found === undefined) {
    found = (plain[character] ?? character).normalize('NFKD').replace(dropped, '').toLowerCase();
    known.set(character, found);
  }
  return found;
}

/** `original` has no whitespace already or loses it here. */
export function comparable(original: string): Comparable {
  const parts: string[] = [];
  let map = new Uint32Array(original.length + 16);
  let length = 0;
  for (let at = 0; at < original.length;) {
    const character = String.fromCodePoint(original.codePointAt(at) ?? 0);
    const compared = comparableOf(character);
    parts.push(compared);
    if (length + compared.length > map.length) {
      const wider = new Uint32Array(map.length * 2);
      wider.set(map);
      map = wider;
    }
    for (let i = 0; i < compared.length; i++) map[length++] = at;
    at += character.length;
  }
  return { text: parts.join(''), map: map.subarray(0, length) };
}
