// Deleting a person: what the table says holds for every field, nothing says who they were, and every page goes on.
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Document } from 'mongodb';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { mentionOf } from '#shared/annotations/mentions.ts';
import { draftsRoutes } from '#shared/drafts/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { planningRoutes } from '#shared/rounds/planning.ts';
import { idsAt } from '#server/admin/paths.ts';
import { stringsOf } from '#server/admin/person/words.ts';
import { records } from '#server/admin/records.ts';
import { collectionsOf } from '#server/admin/source.ts';
import { nativeDb } from '#server/kernel/db/connect.ts';
import { listFor, anchorOn } from '#tests/annotations/read-document.ts';
import { startApp } from '#tests/support/app.ts';
import { makeOneOfEverything } from '#tests/support/one-of-everything.ts';
import { adminOn, temporaryFolder } from './admin.ts';
import { readPages } from './pages.ts';

const dataDir = await temporaryFolder();
const app = await startApp({ filesDir: path.join(dataDir, 'files') });
const admin = adminOn({ MONGODB_URI: app.database.uri, DATA_DIR: dataDir });
const everything = await makeOneOfEverything(app);
const { people, document, course, ids } = everything;
const { ada, cleo } = people;
const db = nativeDb(app.db);

/** Everything that is stored, by collection. */
const stored = async () => {
  const names = (await collectionsOf(db)).filter((name) => !['sessions', 'leases'].includes(name));
  const all = await Promise.all(
    names.map(async (name): Promise<[string, Document[]]> => [
      name,
      await db.collection(name).find().toArray(),
    ]),
  );
  return new Map(all);
};

test('every place where an id of a person stands is in the table', async () => {
  const everybody = new Set(Object.values(people).map(({ personId }) => personId));
  const unknown = new Set<string>();
  let [seen, composed] = [0, 0];
  for (const [name, documents] of await stored())
    for (const one of documents) {
      const known = Object.keys(records[name]?.people ?? {}).flatMap((at) => idsAt(one, at));
      for (const [at, text] of stringsOf(one)) {
        if (!everybody.has(text)) {
          composed += [...everybody].filter((id) => text.includes(id)).length;
          continue;
        }
        seen += 1;
        if (!known.includes(text)) unknown.add(`${name} ${at}`);
      }
    }
  expect([...unknown]).toEqual([]);
  expect(seen).toBeGreaterThan(40);
  expect(composed).toBeGreaterThan(0);
});

describe('delete-person', () => {
  const name = 'Zebedee Quillfeather';
  const whole = new RegExp('zebedee|quillfeather', 'i');

  test('is asked first, and does nothing on a dry run', async () => {
    const gone = await app.person('Dry Runner');
    const before = await stored();
    const ran = await admin(['delete-person', gone.email, '--dry-run']);
    expect(ran).toMatchObject({ code: 0, said: expect.stringMatching(/people: names, addresses/) });
    expect(await admin(['delete-person', gone.email], 'yes')).toMatchObject({ code: 2 });
    expect(await admin(['delete-person', gone.email])).toMatchObject({ code: 2 });
    expect(await admin(['delete-person', 'nobody@example.org', '--yes'])).toMatchObject({ code: 2 });
    expect(await stored()).toEqual(before);
  });

  test('the only administrator stays', async () => {
    expect(await admin(['delete-person', people.eve.email, '--yes'])).toMatchObject({
      ...{ code: 1, warned: expect.stringMatching(/is the only administrator/) },
    });
  });

  test('nothing holds the name any more, the discussion stays, and every page is there', async () => {
    const { email } = people.ben;
    await people.ben.call(accountsRoutes.changeSelf, { body: { name } });
    await people.ben.call(draftsRoutes.keepDraft, {
      params: {
        personId: people.ben.personId,
        place: `document:${document.id}:reply:${ids['threadId'] ?? ''}`,
      },
      body: { value: '"Mine."', revision: 0, updatedAt: '2026-09-07T12:00:00.000Z' },
    });
    const post = (client: typeof cleo, text: string, visibility: 'class' | 'private') =>
      client.call(annotationsRoutes.postThread, {
        params: { documentId: document.id },
        body: {
          ...{ id: newId(), anchor: anchorOn(document, 5), kind: 'plain', readingQuestion: null },
          ...{ text, visibility },
        },
      });
    const asked = await post(cleo, `What does ${mentionOf(name, people.ben.personId)} say?`, 'class');
    const secret = await post(people.ben, 'For myself.', 'private');
    await ada.call(planningRoutes.changeGroupWishes, {
      params: { courseId: course.id },
      body: {
        wishes: [{ id: newId(), kind: 'apart', label: '', people: [people.ben.personId, cleo.personId] }],
        revision: 0,
      },
    });
    const pages = await readPages(app.app, ada, everything);
    const thread = (await listFor(cleo, document.id)).threads.find(({ id }) => id === ids['threadId']);

    expect(await admin(['delete-person', email], email)).toMatchObject({ code: 0, warned: '' });

    for (const [collection, documents] of await stored())
      for (const one of documents) {
        const words = [...stringsOf(one)].map(([, text]) => text);
        expect([collection, words.filter((word) => whole.test(word) || word.includes(email))]).toEqual([
          ...[collection, []],
        ]);
      }
    await expect(people.ben.call(accountsRoutes.changeSelf, { body: { name } })).rejects.toMatchObject({
      status: 401,
    });
    const { threads } = await listFor(cleo, document.id);
    expect(threads.find(({ id }) => id === thread?.id)).toMatchObject({ text: thread?.text });
    expect(threads.find(({ id }) => id === asked.id)?.text).toBe(
      `What does ${mentionOf('Former member', people.ben.personId)} say?`,
    );
    expect(await db.collection<{ _id: string }>('threads').findOne({ _id: secret.id })).toBeNull();
    const after = await readPages(app.app, ada, everything);
    const changed = [...after].filter(([verb, { status }]) => status !== pages.get(verb)?.status);
    // Both are about one member, and who has left is none: as when the staff take somebody out.
    expect(changed.map(([verb, { status }]) => [verb, status])).toEqual([
      ['readPersonTerm', 404],
      ['readClassHistory', 404],
    ]);
    expect(
      (await ada.call(planningRoutes.readGroupWishes, { params: { courseId: course.id } })).wishes,
    ).toEqual([]);
  });

  test('where others wrote the name in their own words is told', async () => {
    const gone = await app.person('Wilhelmina Ott');
    await ada.call(annotationsRoutes.reply, {
      params: { threadId: ids['threadId'] ?? '' },
      body: { id: newId(), text: 'As Wilhelmina Ott said.' },
    });
    const ran = await admin(['delete-person', gone.personId, '--yes']);
    expect(ran.warned).toMatch(/still stands in 1 documents at threads replies\.text/);
  });
});
