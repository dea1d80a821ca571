/** Counts a page's text in non-whitespace characters, the coordinates in which anchors survive pdf.js upgrades. */

/** A page's text without whitespace; `map[i]` is the ordinary offset of the condensed character `i` (UTF-16 units). */
export type CondensedText = { condensed: string; map: Uint32Array };

/** Half-open range of offsets in UTF-16 units. */
export type Range = { start: number; end: number };

/** Drops everything that JavaScript's `\s` calls whitespace, and remembers where the rest stood. */
export function condense(text: string): CondensedText {
  const map = new Uint32Array(text.length);
  let length = 0;
  let condensed = '';
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    condensed += word;
    for (let i = 0; i < word.length; i++) map[length++] = index + i;
  }
  return { condensed, map: map.subarray(0, length) };
}

/** How many non-whitespace characters stand before the ordinary offset (binary search). */
export function toCondensedOffset({ map }: CondensedText, offset: number): number {
  let low = 0;
  let high = map.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((map[middle] ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An ordinary range in condensed offsets; whitespace at its ends falls away. */
export function toCondensedRange(page: CondensedText, { start, end }: Range): Range {
  return { start: toCondensedOffset(page, start), end: toCondensedOffset(page, end) };
}

/** A condensed range in ordinary offsets, from its first to just after its last character; null when empty or outside. */
export function toOrdinaryRange({ map }: CondensedText, { start, end }: Range): Range | null {
  const first = map[start];
  const last = map[end - 1];
  return first === undefined || last === undefined || end <= start ? null : { start: first, end: last + 1 };
}
