// An order that looks random and is the same whenever the seed is.

/** FNV-1a, 32 bits, with a final mix so that near texts do not lie near. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
};

/** By a hash of the seed and each item's key: one that comes or goes leaves the others in their order. */
export const shuffledBy = <T>(
  items: readonly T[],
  seed: string,
  keyOf: (item: T) => string = (item) => String(item),
): T[] =>
  items
    .map((item) => [hash(`${seed} ${keyOf(item)}`), keyOf(item), item] as const)
    .sort(([a, one], [b, other]) => a - b || (one < other ? -1 : 1))
    .map(([, , item]) => item);
