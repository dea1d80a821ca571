// Holds back what others write, change and take away since one looked, so that nothing moves under the eyes of whoever reads.
import { useMemo, useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';

interface Item {
  readonly id: Id;
  readonly authorId: Id;
}

/** What one has seen: the item, and the number of the change that made it so. */
interface Seen<T> {
  readonly item: T;
  readonly change: number;
}
type Known<T> = ReadonlyMap<Id, Seen<T>>;

export interface Holding<T> {
  readonly ownId: Id;
  /** What may be shown of a later version at once, worked into the one that was seen: no line is added or taken by it. */
  quietly(seen: T, latest: T): T;
  /** Whether the rest of it differs, so that there is something to wait for. */
  differs(seen: T, latest: T): boolean;
  /** What is left of one that is gone, until one looks again. */
  taken(seen: T): T;
  readonly compare: (a: T, b: T) => number;
  changeOf(item: T): number;
  /** The number of the last change that one made oneself; what one does is seen at once. */
  actOf(id: Id): number;
}

export interface HeldBack<T extends Item> {
  readonly shown: readonly T[];
  /** The same as they were when one looked: what filters and orders go by. */
  readonly seen: readonly T[];
  /** As it is shown, given as it was seen. */
  asShown(item: T): T;
  /** How many new ones wait, and how many changes of those that are shown, counting what is gone. */
  readonly fresh: number;
  readonly changed: number;
  /** What nobody here has seen yet. */
  readonly withheld: readonly T[];
  showAll(): void;
  /** Shows one as it is now, for instance because its highlight was clicked. */
  show(id: Id): void;
}

const none: readonly never[] = [];

/** What one sees of all there is; pure, for one moment. */
const holdBack = <T extends Item>(items: readonly T[], known: Known<T>, how: Holding<T>) => {
  const taken: [Id, Seen<T>][] = [];
  const gone: Id[] = [];
  const withheld: T[] = [];
  const seen: T[] = [];
  const shown = new Map<T, T>();
  let changed = 0;
  let isMoved = false;
  const ids = new Set<Id>();
  for (const item of items) {
    ids.add(item.id);
    const before = known.get(item.id);
    const change = how.changeOf(item);
    const act = how.actOf(item.id);
    const isOwn = before ? act > before.change && change >= act : item.authorId === how.ownId;
    if (!before && !isOwn) {
      withheld.push(item);
      continue;
    }
    if (isOwn) taken.push([item.id, { item, change }]);
    if (!before || isOwn || before.item === item) {
      seen.push(item);
      continue;
    }
    if (how.compare(before.item, item) !== 0) isMoved = true;
    seen.push(before.item);
    if (how.differs(before.item, item)) changed++;
    shown.set(before.item, how.quietly(before.item, item));
  }
  for (const [id, before] of known) {
    if (ids.has(id)) continue;
    if (how.actOf(id) > before.change) {
      gone.push(id);
      continue;
    }
    isMoved = true;
    changed++;
    seen.push(before.item);
    shown.set(before.item, how.taken(before.item));
  }
  if (isMoved) seen.sort(how.compare);
  return { seen, shown, withheld, changed, taken, gone };
};

const lookAt = <T extends Item>(items: readonly T[], { changeOf }: Pick<Holding<T>, 'changeOf'>): Known<T> =>
  new Map(items.map((item) => [item.id, { item, change: changeOf(item) }]));

/** What is there at first is shown, one's own always; everything else waits. `items` undefined: not loaded yet. */
export const useHeldBack = <T extends Item>(
  items: readonly T[] | undefined,
  how: Holding<T>,
): HeldBack<T> => {
  const [known, setKnown] = useState<Known<T> | null>(null);
  const all = items ?? none;
  if (items && known === null) setKnown(lookAt(all, how));
  const held = useMemo(() => holdBack(all, known ?? new Map<Id, Seen<T>>(), how), [all, known, how]);
  const { taken, gone } = held;
  if (known && taken.length + gone.length > 0) {
    const next = new Map([...known, ...taken]);
    for (const id of gone) next.delete(id);
    setKnown(next);
  }
  return useMemo(() => {
    const { seen, shown, changed, withheld } = held;
    const asShown = (item: T) => shown.get(item) ?? item;
    return {
      shown: shown.size === 0 ? seen : seen.map(asShown),
      ...{ seen, asShown, changed, withheld },
      fresh: withheld.length,
      showAll: () => {
        setKnown(lookAt(all, how));
      },
      show: (id) => {
        const item = all.find((one) => one.id === id);
        if (!item) return;
        const change = how.changeOf(item);
        setKnown((now) =>
          now && now.get(id)?.item !== item ? new Map([...now, [id, { item, change }]]) : now,
        );
      },
    };
  }, [held, all, how]);
};

/** "2 new, 1 changed"; `word` for the new ones, in singular and plural. */
export const sayWaiting = (
  { fresh, changed }: Pick<HeldBack<Item>, 'fresh' | 'changed'>,
  [one, many] = ['new', 'new'],
): string =>
  [fresh > 0 && `${String(fresh)} ${fresh === 1 ? one : many}`, changed > 0 && `${String(changed)} changed`]
    .filter(Boolean)
    .join(', ');
