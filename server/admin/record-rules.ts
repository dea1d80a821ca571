// What is said of a collection in the table of collections.

/**
 * What happens at a field that holds a person's id when that person is deleted. `keep`: the id stays, and leads to a person without a
 * name; `delete`: the whole document is theirs alone; `pull`, `null` and `unset`: the id, or the entry of a list or map, is taken out.
 */
export type Fate = 'keep' | 'delete' | 'pull' | 'null' | 'unset';

/** `loose`: what it names may be gone, or not be there yet. */
export type Reference = readonly [at: string, to: string, how?: 'loose'];

export interface RecordRules {
  /** In words, for exports. */
  readonly what: string;
  /** Where the course's id stands; absent where there is none. */
  readonly course?: string;
  readonly refs?: readonly Reference[];
  /** Where hashes of stored files stand; those of `looseFiles` may be gone. */
  readonly files?: readonly string[];
  readonly looseFiles?: readonly string[];
  readonly people?: Readonly<Record<string, Fate>>;
}
