// What a migration is: a change of stored documents to a newer shape, in steps that may be repeated.
import type { Db } from 'mongodb';

export interface Migration {
  /** Counts from 1, without gaps; never changed once released. */
  readonly number: number;
  /** In words for the log: what it does. */
  readonly name: string;
  /**
   * Does the next batch after `cursor` (null: from the start) and answers with where to go on, or null when all is done. Kept after every
   * batch; a batch that was cut off comes again, so it changes only what is still of the older shape.
   */
  step(db: Db, cursor: string | null): Promise<string | null>;
}
