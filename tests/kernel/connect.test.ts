// Connecting: what the settings of a connection guarantee, and the sentences for a wrong address.
import { describe, expect, test } from '@jest/globals';
import { Schema } from 'mongoose';
import { connectDatabase, ensureIndexes } from '#server/kernel/db/connect.ts';
import { SettingsError } from '#server/kernel/settings-error.ts';
import { testDatabase } from '#tests/support/engine.ts';

const database = testDatabase();
const withoutW = database.uri.replace(/&w=\w+/, '');

describe('connectDatabase', () => {
  test('queries are bounded, and writes are journaled with the acknowledgement that the address asks for', async () => {
    const connection = await connectDatabase(`${withoutW}&w=1`);
    expect(connection.get('maxTimeMS')).toBeGreaterThan(0);
    expect(connection.getClient().options.writeConcern).toMatchObject({ w: 1, j: true });
    await connection.close();
  });

  test('writes wait for a majority of the servers where the address does not say otherwise', async () => {
    const connection = await connectDatabase(withoutW);
    expect(connection.getClient().options.writeConcern).toMatchObject({ w: 'majority', j: true });
    await connection.close();
  });

  test('a misspelt field in a filter is an error', async () => {
    const connection = await database.connect();
    const Note = connection.model('Note', new Schema({ value: Number }));
    await expect(Note.deleteMany({ valeu: 1 })).rejects.toThrow('"valeu" is not in schema');
  });

  test.each([
    ['nonsense', /^MONGODB_URI is not the address of a MongoDB server: .*\.$/],
    ['mongodb://anna:secret@/x', /^MONGODB_URI is not the address of a MongoDB server: .*\.$/],
    [
      'mongodb://anna:secret@127.0.0.1:1/x?serverSelectionTimeoutMS=100',
      /^No MongoDB server answers at the address in MONGODB_URI: .*127\.0\.0\.1:1\.$/,
    ],
  ])('%s is answered with one sentence without the password', async (uri, sentence) => {
    const attempt = connectDatabase(uri);
    await expect(attempt).rejects.toBeInstanceOf(SettingsError);
    await expect(attempt).rejects.toThrow(sentence);
    await expect(attempt).rejects.not.toThrow('secret');
  });
});

describe('ensureIndexes', () => {
  const indexNames = async (
    fields: Record<string, { type: typeof Number; index?: boolean; unique?: boolean }>,
  ) => {
    const connection = await database.connect();
    const Thing = connection.model('Thing', new Schema(fields));
    await ensureIndexes(connection);
    return (await Thing.listIndexes()).map(({ name }) => name as string).sort();
  };

  test('makes the indexes of the schemas and removes those no schema names any more', async () => {
    const number = { type: Number };
    expect(await indexNames({ a: { ...number, unique: true }, b: { ...number, index: true } })).toEqual([
      '_id_',
      'a_1',
      'b_1',
    ]);
    expect(await indexNames({ a: { ...number, unique: true }, b: number })).toEqual(['_id_', 'a_1']);
  });
});
