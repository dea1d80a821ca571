// Chooses the line breaks of a justified paragraph as a whole, after Knuth and Plass, "Breaking paragraphs into lines" (1981).

export type Item<T> =
  | { kind: 'box'; width: number; content: T }
  | { kind: 'glue'; width: number; stretch: number; shrink: number; content?: undefined }
  | { kind: 'penalty'; width: number; cost: number; content?: T };

interface Node {
  at: number;
  demerits: number;
  ratio: number;
  hyphenated: boolean;
  before: Node | undefined;
}

/** Breaks items into lines of the given widths (points); the last width repeats. Never fails: at worst a line is too full. */
export function breakLines<T>(items: readonly Item<T>[], widthOf: (line: number) => number): Item<T>[][] {
  const list: Item<T>[] = [
    ...items,
    { kind: 'glue', width: 0, stretch: 1e5, shrink: 0 },
    { kind: 'penalty', width: 0, cost: -1e4 },
  ];
  for (const [tolerance, spare] of [
    [2, 0],
    [6, 0],
    [Infinity, 12],
  ] as const) {
    const end = search(list, widthOf, tolerance, spare);
    if (end) return collect(list, end);
  }
  throw new Error('a paragraph without an end');
}

function search<T>(
  list: Item<T>[],
  widthOf: (line: number) => number,
  tolerance: number,
  spare: number,
): Node | undefined {
  let width = 0;
  let stretch = 0;
  let shrink = 0;
  const start = {
    node: { at: -1, demerits: 0, ratio: 0, hyphenated: false, before: undefined } as Node,
    line: 0,
    width,
    stretch,
    shrink,
  };
  let active = [start];
  for (const [i, item] of list.entries()) {
    const legal = item.kind === 'penalty' || (item.kind === 'glue' && list[i - 1]?.kind === 'box');
    if (legal) {
      const forced = item.kind === 'penalty' && item.cost <= -1e4;
      const extra = item.kind === 'penalty' ? item.width : 0;
      const cost = item.kind === 'penalty' && !forced ? item.cost : 0;
      const best = new Map<number, Node>();
      const stay: typeof active = [];
      for (const from of active) {
        const room = widthOf(from.line) - (width - from.width + extra);
        const give = room >= 0 ? stretch - from.stretch + spare : shrink - from.shrink;
        const ratio = room === 0 ? 0 : give > 0 ? room / give : room > 0 ? 1e3 : -1e3;
        if (ratio >= -1 && !forced) stay.push(from);
        const overfull = ratio < -1;
        if (
          overfull &&
          !(tolerance === Infinity && stay.length === 0 && best.size === 0 && from === active.at(-1))
        )
          continue;
        if (ratio > tolerance) continue;
        const hyphenated = item.kind === 'penalty' && item.width > 0;
        const bad = overfull ? 1e6 : 100 * Math.abs(ratio) ** 3;
        const demerits =
          from.node.demerits +
          (1 + bad + cost) ** 2 +
          (hyphenated && from.node.hyphenated ? 8000 : 0) +
          (Math.abs(ratio - from.node.ratio) > 1 ? 2000 : 0);
        const line = from.line + 1;
        if (demerits < (best.get(line)?.demerits ?? Infinity))
          best.set(line, { at: i, demerits, ratio: Math.max(-1, ratio), hyphenated, before: from.node });
      }
      if (forced) return [...best.values()].sort((a, b) => a.demerits - b.demerits)[0];
      // What follows a break loses its leading glue.
      const skip = { width, stretch, shrink };
      for (let next = i, glue = list[next]; glue && glue.kind !== 'box'; glue = list[++next]) {
        if (glue.kind !== 'glue') continue;
        skip.width += glue.width;
        skip.stretch += glue.stretch;
        skip.shrink += glue.shrink;
      }
      active = [...stay, ...[...best].map(([line, node]) => ({ node, line, ...skip }))];
      if (active.length === 0) return undefined;
    }
    if (item.kind !== 'penalty') width += item.width;
    if (item.kind === 'glue') {
      stretch += item.stretch;
      shrink += item.shrink;
    }
  }
  return undefined;
}

function collect<T>(list: Item<T>[], end: Node): Item<T>[][] {
  const lines: Item<T>[][] = [];
  for (let node = end; node.before; node = node.before) {
    const items = list.slice(node.before.at + 1, node.at + 1);
    const first = items.findIndex((item) => item.kind === 'box');
    const kept = items.filter(
      (item, i) =>
        i >= first && (item.kind !== 'penalty' || (i === items.length - 1 && item.content !== undefined)),
    );
    while (kept.at(-1)?.kind === 'glue') kept.pop();
    lines.unshift(kept);
  }
  return lines;
}
