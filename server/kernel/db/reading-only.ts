// A connection whose models only read: what would write through one is refused before it reaches the database.
import type { Connection } from 'mongoose';
import { refuse } from '#shared/kernel/refusals.ts';

/** The reason of the refusal. */
export const readingOnly = 'reading_only';

const writes = [
  ...['save', 'insertMany', 'bulkWrite', 'updateOne', 'updateMany', 'replaceOne'],
  ...['findOneAndUpdate', 'findOneAndReplace', 'findOneAndDelete', 'deleteOne', 'deleteMany'],
];

const refused = () => {
  throw refuse(
    'unavailable',
    readingOnly,
    'It is yet to begin, and looking on begins nothing. Open its page once, then try again.',
  );
};

/** A second connection to the same database, without models yet. It ends with the first one. */
export const openReadingOnly = (connection: Connection): Connection => {
  const own = connection.useDb(connection.name);
  own.plugin((schema) => {
    for (const write of writes) schema.pre(write as 'updateOne', { document: true, query: true }, refused);
  });
  return own;
};
