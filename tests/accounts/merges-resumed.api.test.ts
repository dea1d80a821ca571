// A server that dies while it makes two accounts one goes on with it at its next start.
import { expect, test } from '@jest/globals';
import { renamePerson } from '#server/accounts/merges/rename.ts';
import { stringsOf } from '#server/admin/person/words.ts';
import { collectionsOf } from '#server/admin/source.ts';
import { nativeDb } from '#server/kernel/db/connect.ts';
import { createLog } from '#server/kernel/log.ts';
import { startApp } from '#tests/support/app.ts';
import { makeOneOfEverything } from '#tests/support/one-of-everything.ts';

const before = await startApp();
const { ben } = (await makeOneOfEverything(before)).people;
const stays = await before.person();
const db = nativeDb(before.db);
const merges = db.collection<{ _id: string; toId: string; startedAt: Date }>('merges');
await merges.insertOne({ _id: ben.personId, toId: stays.personId, startedAt: new Date() });
// Some documents are done, most are not.
let steps = 0;
const lost = {
  throwIfAborted: () => {
    if ((steps += 1) > 5) throw new Error('killed');
  },
} as unknown as AbortSignal;
const cut = await renamePerson(db, {
  ...{ from: ben.personId, to: stays.personId, lost, log: createLog('silent') },
}).catch(String);
const placesOf = async (personId: string) => {
  const places: string[] = [];
  for (const name of await collectionsOf(db))
    for await (const one of db.collection(name).find())
      for (const [at, text] of stringsOf(one)) if (text.includes(personId)) places.push(`${name} ${at}`);
  return places;
};
const left = await placesOf(ben.personId);
await before.close();
const after = await startApp({ database: before.database, filesDir: before.filesDir });

test('nothing names the account that ended, and its address leads to the one that stays', async () => {
  expect([cut, left.length > 10]).toEqual(['Error: killed', true]);
  while ((await merges.countDocuments()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await placesOf(ben.personId)).toEqual([]);
  const [found] = await after.app.accounts.findByEmails([ben.email]);
  expect(found).toMatchObject({ id: stays.personId });
});
