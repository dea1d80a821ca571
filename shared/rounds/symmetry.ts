// Shifts of people that turn one round into another: cycles of an abelian group, and people who stay where they are.

/**
 * People are numbered orbit after orbit; shift s adds s to everybody's place in their orbit, in the group Z_a x Z_b x ... of
 * `factors`, and leaves the last `fixed` people where they are.
 */
export interface Symmetry {
  factors: readonly number[];
  orbits: number;
  fixed: number;
}

/** How many shifts there are, the first (0) being none. */
export function shiftsOf({ factors }: Symmetry): number {
  return factors.reduce((product, factor) => product * factor, 1);
}

/** Where a shift takes a person. */
export function shiftPerson(symmetry: Symmetry, person: number, shift: number): number {
  const shifts = shiftsOf(symmetry);
  if (person >= symmetry.orbits * shifts) return person;
  let [place, step, scale, sum] = [person % shifts, shift, 1, 0];
  for (const factor of symmetry.factors) {
    sum += (((place % factor) + (step % factor)) % factor) * scale;
    place = Math.floor(place / factor);
    step = Math.floor(step / factor);
    scale *= factor;
  }
  return person - (person % shifts) + sum;
}

/** Ways to see `people` under groups of this order: with as few fixed people as possible, and one orbit fewer. */
export function symmetriesOf(people: number, order: number): Symmetry[] {
  const orbits = Math.floor(people / order);
  return groupsOf(order).flatMap((factors) =>
    (order === 1 ? [orbits] : [orbits, orbits - 1])
      .filter((count) => count > 0)
      .map((count) => ({ factors, orbits: count, fixed: people - count * order })),
  );
}

/** Z_n, and the square of Z_p where n is p squared: it has solutions that Z_n lacks (28 people in fours, nine rounds). */
function groupsOf(order: number): number[][] {
  const root = Math.round(Math.sqrt(order));
  return root > 1 && root * root === order ? [[order], [root, root]] : [[order]];
}
