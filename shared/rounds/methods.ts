// How the groups of a round come about. World Café and jigsaw go on with the rounds of the same method just before.
export const methods = ['fresh', 'cafe', 'jigsaw'] as const;

/**
 * `fresh`: new groups. `cafe`: a host stays at each table, the others move on; the first round lays the tables. `jigsaw`: groups
 * that become experts on one part each, and in the round after that groups with an expert of every part.
 */
export type Method = (typeof methods)[number];

/** A jigsaw has so many parts. */
export const partsAtLeast = 2;
export const partsAtMost = 8;
