// The installation's own secret: made once, kept in the database, known to every process that serves it.
import { createHmac, randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { SettingsError } from './settings-error.ts';

/** The secret from the settings, or the one that this installation made for itself. */
export const readSecret = async (db: Connection, given: string | undefined): Promise<string> => {
  if (given !== undefined) return given;
  const settings = db.collection<{ _id: string; value: string }>('settings');
  await settings.updateOne(
    { _id: 'secret' },
    { $setOnInsert: { value: randomBytes(32).toString('base64url') } },
    { upsert: true },
  );
  const kept = await settings.findOne({ _id: 'secret' });
  if (!kept) throw new Error('The secret was written but cannot be read');
  return kept.value;
};

/** The same for whoever only looks on. Throws a SettingsError where it is in the settings of the servers and not in these. */
export const findSecret = async (db: Connection, given: string | undefined): Promise<string> => {
  if (given !== undefined) return given;
  const kept = await db.collection<{ _id: string; value: string }>('settings').findOne({ _id: 'secret' });
  if (kept) return kept.value;
  throw new SettingsError(
    'The servers of this community have a SESSION_SECRET of their own: set the same here, for pseudonyms depend on it.',
  );
};

/** A token that only this installation can make, for a purpose and a subject; 43 characters. */
export const deriveToken = (secret: string, purpose: string, subject: string): string =>
  createHmac('sha256', secret).update(`${purpose}\n${subject}`).digest('base64url');
