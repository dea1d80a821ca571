// A cheapest flow through a network whose costs have several words, the first of them counting before all others.

export interface Flow {
  /** An arc with `capacity` units at `cost` each (one number per word, none negative); answers with its number. */
  addArc(from: number, to: number, capacity: number, cost: readonly number[]): number;
  /** Sends as much as there is a way for, as cheaply as possible; answers with how much. Call it once. */
  send(source: number, sink: number): number;
  /** How many units go along an arc. */
  along(arc: number): number;
}

/**
 * Successive shortest paths: Dijkstra's search over reduced costs, as Edmonds and Karp (1972) made them with potentials. Costs
 * are compared word by word, like words in a dictionary; as long as sums of a word's costs are whole numbers below 2^53, all is exact.
 */
export const createFlow = (nodes: number, arcs: number, words: number): Flow => {
  const to = new Int32Array(arcs * 2);
  const next = new Int32Array(arcs * 2);
  const room = new Int32Array(arcs * 2);
  const costs = new Float64Array(arcs * 2 * words);
  const first = new Int32Array(nodes).fill(-1);
  const potentials = new Float64Array(nodes * words);
  const distances = new Float64Array(nodes * words);
  const through = new Int32Array(nodes);
  let count = 0;

  const half = (from: number, target: number, capacity: number, cost: readonly number[], sign: 1 | -1) => {
    to[count] = target;
    room[count] = capacity;
    for (let word = 0; word < words; word++) costs[count * words + word] = sign * (cost[word] ?? 0);
    next[count] = first[from] ?? -1;
    first[from] = count++;
  };

  // A heap of nodes by distance; `place` is where a node stands in it, -1 for not yet, -2 for no more.
  const heap = new Int32Array(nodes);
  const place = new Int32Array(nodes);
  let size = 0;
  const isNearer = (one: number, other: number): boolean => {
    for (let word = 0; word < words; word++) {
      const gap = (distances[one * words + word] ?? 0) - (distances[other * words + word] ?? 0);
      if (gap !== 0) return gap < 0;
    }
    return false;
  };
  const put = (node: number, at: number) => {
    heap[at] = node;
    place[node] = at;
  };
  const rise = (node: number) => {
    let at = place[node] ?? 0;
    while (at > 0) {
      const above = heap[(at - 1) >> 1] ?? 0;
      if (!isNearer(node, above)) break;
      put(above, at);
      at = (at - 1) >> 1;
    }
    put(node, at);
  };
  const takeNearest = (): number => {
    const nearest = heap[0] ?? 0;
    place[nearest] = -2;
    const last = heap[--size] ?? 0;
    let at = 0;
    while (size > 0) {
      let below = at * 2 + 1;
      if (below >= size) break;
      if (below + 1 < size && isNearer(heap[below + 1] ?? 0, heap[below] ?? 0)) below += 1;
      if (!isNearer(heap[below] ?? 0, last)) break;
      put(heap[below] ?? 0, at);
      at = below;
    }
    if (size > 0) put(last, at);
    return nearest;
  };

  const candidate = new Float64Array(words);
  /** Whether the way through `arc` from `node` is nearer than the known one to its end; then it is noted. */
  const relax = (node: number, arc: number) => {
    const target = to[arc] ?? 0;
    if (place[target] === -2) return;
    const isKnown = place[target] !== -1;
    let gap = isKnown ? 0 : -1;
    for (let word = 0; word < words; word++) {
      const reach =
        (distances[node * words + word] ?? 0) +
        (costs[arc * words + word] ?? 0) +
        (potentials[node * words + word] ?? 0) -
        (potentials[target * words + word] ?? 0);
      candidate[word] = reach;
      if (gap === 0) gap = reach - (distances[target * words + word] ?? 0);
      if (gap > 0) return;
    }
    if (gap === 0) return;
    distances.set(candidate, target * words);
    through[target] = arc;
    if (!isKnown) put(target, size++);
    rise(target);
  };

  const findWay = (source: number, sink: number): boolean => {
    place.fill(-1);
    size = 0;
    distances.fill(0, source * words, source * words + words);
    put(source, size++);
    while (size > 0) {
      const node = takeNearest();
      if (node === sink) return true;
      for (let arc = first[node] ?? -1; arc !== -1; arc = next[arc] ?? -1)
        if ((room[arc] ?? 0) > 0) relax(node, arc);
    }
    return false;
  };

  return {
    addArc: (from, target, capacity, cost) => {
      half(from, target, capacity, cost, 1);
      half(target, from, 0, cost, -1);
      return count - 2;
    },
    send: (source, sink) => {
      let sent = 0;
      while (findWay(source, sink)) {
        // What is farther than the sink was not looked at: there the sink's distance will do.
        for (let node = 0; node < nodes; node++) {
          const nearest = place[node] === -2 ? node : sink;
          for (let word = 0; word < words; word++)
            potentials[node * words + word] =
              (potentials[node * words + word] ?? 0) + (distances[nearest * words + word] ?? 0);
        }
        for (let node = sink; node !== source;) {
          const arc = through[node] ?? 0;
          room[arc] = (room[arc] ?? 0) - 1;
          room[arc ^ 1] = (room[arc ^ 1] ?? 0) + 1;
          node = to[arc ^ 1] ?? source;
        }
        sent += 1;
      }
      return sent;
    },
    along: (arc) => room[arc ^ 1] ?? 0,
  };
};
