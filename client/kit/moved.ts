// Lists in the order that a person gives them, one step at a time.

/** The items with the one at `index` moved by one place up (-1) or down (1); as they are where there is no such place. */
export const moved = <T>(items: readonly T[], index: number, by: -1 | 1): T[] => {
  const [one, other] = [items[index], items[index + by]];
  if (one === undefined || other === undefined) return [...items];
  return items.with(index, other).with(index + by, one);
};
