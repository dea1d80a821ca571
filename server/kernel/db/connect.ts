// Connects to the database with the settings everything relies on: journaled writes, bounded queries, no global state.
import type { Db } from 'mongodb';
import type { Connection } from 'mongoose';
import mongoose from 'mongoose';
import { reviveWhenStuck } from './revive.ts';
import { SettingsError } from '#server/kernel/settings-error.ts';

// A misspelt field in a filter is an error: dropping it silently would match, and delete, everything.
mongoose.set('strictQuery', 'throw');

// No query of a person takes longer; what does is without an index, or the server is in trouble.
const maxTimeMS = 10_000;
// A database that hangs is given up after both together; until then requests wait, after that they are refused at once.
const askEveryMs = 2000;
const answerWithinMs = 5000;

/**
 * A connection of its own (several apps may run in one process); indexes and collections are made by `ensureIndexes`.
 * Filters are built by stores from validated values, so that no operator comes from outside; an unknown field in one is an error.
 * Throws a SettingsError if `uri` is not an address, or nobody answers there, or the password is refused.
 */
export const connectDatabase = async (uri: string): Promise<Connection> => {
  const connection = mongoose.createConnection();
  try {
    await connection.openUri(uri, {
      autoIndex: false,
      autoCreate: false,
      readConcern: { level: 'local' },
      // Acknowledged means on disk: with the default, a crash loses up to 100 ms of what people were told is saved.
      journal: true,
      wtimeoutMS: maxTimeMS,
      // Who waits is told after a while; nothing is kept in memory for a database that comes back some day.
      bufferCommands: false,
      // The other way, 'poll', can begin on a connection that is just breaking, and waits for it for ever (mongodb 7.8).
      serverMonitoringMode: 'stream',
      ...unlessIn(uri, 'heartbeatFrequencyMS', askEveryMs),
      ...unlessIn(uri, 'connectTimeoutMS', answerWithinMs),
      ...unlessIn(uri, 'w', 'majority'),
      ...unlessIn(uri, 'serverSelectionTimeoutMS', 5000),
    });
  } catch (error) {
    await connection.destroy();
    throw new SettingsError(sentence(error));
  }
  connection.set('maxTimeMS', maxTimeMS);
  reviveWhenStuck(connection, uri);
  return connection;
};

/** The driver's own database behind a connection. */
export const nativeDb = ({ db }: Connection): Db => {
  if (!db) throw new Error('The connection is not open');
  return db as unknown as Db;
};

/** Makes the collections and indexes of all models of `connection` and removes indexes that no schema names any more. */
export const ensureIndexes = async (connection: Connection): Promise<void> => {
  for (const model of Object.values(connection.models)) await model.syncIndexes();
};

// What the address says itself stands: the built-in database asks for w=1.
const unlessIn = (uri: string, name: string, value: string | number) =>
  new RegExp(`[?&]${name}=`, 'i').test(uri) ? {} : { [name]: value };

const authenticationFailed = 18;

const sentence = (error: unknown): string => {
  const { name, message, code } = error as Error & { code?: unknown };
  // The driver quotes the address in some messages, with the password in it.
  const detail = message.replaceAll(/\/\/[^@\s]*@/g, '//');
  if (code === authenticationFailed)
    return `The database server refuses the user name or password in MONGODB_URI.`;
  return name === 'MongoParseError' || name === 'MongoAPIError' || name === 'MongoInvalidArgumentError'
    ? `MONGODB_URI is not the address of a MongoDB server: ${detail}.`
    : `No MongoDB server answers at the address in MONGODB_URI: ${detail}.`;
};
