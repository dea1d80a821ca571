// The one record about the sample course: how far its making is, and who its people are.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import type { SampleLink } from '#shared/demo/contract.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

export interface SampleRecord {
  _id: 'sample';
  courseId: Id;
  state: 'making' | 'failed' | 'ready';
  step: string;
  /** When its maker was last heard of, by the machine's clock. */
  at: Date;
  /** The people whom links sign in. */
  people: { personId: Id; part: SampleLink['part'] }[];
  /** How many people the sample course has made, failed attempts included. */
  peopleMade: number;
}

/** Opens the collection `samples`. */
export const openDemoStore = (db: Connection): Model<SampleRecord> =>
  openCollection<SampleRecord>(db, 'samples', {
    courseId: needed(String),
    state: needed(String),
    step: { type: String, default: '' },
    at: needed(Date),
    people: { type: [Object], default: [] },
    peopleMade: needed(Number),
  });
