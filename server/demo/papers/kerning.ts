// Kerning for Computer Modern: the web fonts came without it, and "We" or "AV" look wrong unkerned.

/** [letters before, letters after, thousandths of the size], after the kerning classes of Knuth's roman faces. */
const rules: readonly (readonly [string, string, number])[] = [
  ['PTVWY', '.,', -83],
  ['TVWY', 'aeoru', -83],
  ['TY', 'yA', -83],
  ['VW', 'A', -111],
  ['F', 'aeor', -83],
  ['FP', 'A', -83],
  ['A', 'TY', -83],
  ['A', 'VW', -111],
  ['A', 'tCOGUQ', -28],
  ['L', 'TY', -83],
  ['L', 'VW', -111],
  ['R', 'TVWY', -28],
  ['OD', 'XWAVY', -28],
  ['KX', 'OCGQ', -28],
  ['hmn', 'tubyvw', -28],
  ['bop', 'vwyx', -28],
  ['a', 'vwy', -28],
  ['kvw', 'aeoc', -28],
  ['t', 'yw', -28],
  ['y', 'aeo', -28],
  ['ywvr', '.,', -83],
  ['o', 'j', 56],
  ['f', "'’)!?", 78],
];

const pairs = new Map<string, number>();
for (const [before, after, size] of rules) {
  for (const left of before) for (const right of after) pairs.set(left + right, size);
}

/** Thousandths of the size to add between two characters of a typeface. */
export function kernOf(face: string, before: string, after: string): number {
  return face === 'roman' || face === 'bold' ? (pairs.get(before + after) ?? 0) : 0;
}
