// The doctor finds what is broken on purpose and nothing else; administrators are made; wrong words are told.
import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { startApp } from '#tests/support/app.ts';
import { testDatabase } from '#tests/support/engine.ts';
import { uploadDocument } from '#tests/annotations/read-document.ts';
import { adminOn, temporaryFolder } from './admin.ts';
import { nativeDb } from '#server/kernel/db/connect.ts';
import { version } from '#server/kernel/version.ts';

const dataDir = await temporaryFolder();
const app = await startApp({ filesDir: path.join(dataDir, 'files') });
const admin = adminOn({ MONGODB_URI: app.database.uri, DATA_DIR: dataDir });
const unused = testDatabase();
const ada = await app.person('Ada', { admin: true });
const document = await uploadDocument(await app.course({ instructor: ada }));
const fileOf = (hash: string) => path.join(dataDir, 'files', hash.slice(0, 2), hash);

test('the version is that of package.json', async () => {
  expect(JSON.parse(await readFile('package.json', 'utf8'))).toMatchObject({ version });
});

describe('words', () => {
  test.each([
    [['nonsense'], /There is no command "nonsense"/],
    [['restore'], /It is: npm run admin -- restore FOLDER/],
    [['backup', '--nonsense'], /Unknown option '--nonsense'/],
    [['create-admin', 'nobody'], /is not an e-mail address/],
    [['create-admin', 'new@example.org'], /say who it is with --name/],
  ])('%j', async (args, sentence) => {
    expect(await admin(args)).toMatchObject({ code: 2, warned: expect.stringMatching(sentence) });
  });

  test('help says what there is', async () => {
    expect((await admin(['--help'])).said).toMatch(/backup .*\n.*restore/);
    expect((await admin(['delete-person', '--help'])).said).toMatch(/--dry-run/);
  });

  test('a wrong setting is told in a sentence', async () => {
    const ran = await adminOn({ PORT: 'eighty' })(['doctor']);
    expect(ran).toMatchObject({ code: 1, warned: expect.stringMatching(/^PORT must be a whole number/) });
  });
});

describe('create-admin', () => {
  test('promotes and lets in, by a link that works once', async () => {
    const ben = await app.person('Ben');
    const { code, said } = await admin(['create-admin', ben.email]);
    expect(code).toBe(0);
    const token = /\/link#(\S+)/.exec(said)?.[1] ?? '';
    const body = { token, password: 'slow green turtles' };
    expect(await app.visitor().call(accountsRoutes.useLink, { body })).toMatchObject({ isAdmin: true });
    await expect(app.visitor().call(accountsRoutes.useLink, { body })).rejects.toMatchObject({ status: 410 });
  });

  test('makes somebody new', async () => {
    const { said } = await admin(['create-admin', 'New@Example.org', '--name', 'Nora New']);
    expect(said).toMatch(/^Nora New \(new@example\.org\) is an administrator\./);
  });
});

describe('doctor', () => {
  const findings = async (...flags: string[]) => {
    const { code, said } = await admin(['doctor', '--json', ...flags]);
    return { code, found: (JSON.parse(said) as { findings: { about: string; says: string }[] }).findings };
  };

  test('finds nothing where nothing is wrong', async () => {
    expect(await findings('--deep')).toEqual({ code: 0, found: [] });
  });

  test('finds a membership of nobody, and a file that is missing, and says what to do', async () => {
    const memberships = app.db.collection<{ _id: string; personId: string }>('memberships');
    const one = await memberships.findOne({});
    await memberships.updateOne({ _id: one?._id ?? '' }, { $set: { personId: 'nobody0000000000' } });
    const file = fileOf(document.fileHash);
    const bytes = await readFile(file);
    await rm(file);
    const { code, found } = await findings();
    expect([code, found.map(({ about }) => about)]).toEqual([1, ['references', 'references']]);
    expect(found.map(({ says }) => says).join(' ')).toMatch(
      /copy it from a backup, files\/.*nobody0000000000 \(personId\), which is not in people/s,
    );
    await memberships.updateOne({ _id: one?._id ?? '' }, { $set: { personId: one?.personId ?? '' } });
    await writeFile(file, bytes.subarray(1));
    expect((await findings('--deep')).found).toMatchObject([{ says: expect.stringMatching(/is damaged/) }]);
    await writeFile(file, bytes);
  });

  test('sets indexes right and removes files of nobody, only when asked to', async () => {
    await app.db.collection('people').dropIndex('email_1');
    await nativeDb(app.db)
      .collection('threads')
      .createIndexes([{ key: { text: 1 } }]);
    const hash = 'e'.repeat(64);
    await mkdir(path.dirname(fileOf(hash)), { recursive: true });
    await writeFile(fileOf(hash), 'x');
    // Just now it may be one that is only coming.
    expect((await findings()).found.map(({ about }) => about)).toEqual(['indexes', 'indexes']);
    const before = new Date(Date.now() - 2 * 24 * 3600 * 1000);
    await utimes(fileOf(hash), before, before);
    expect((await findings()).found.map(({ about }) => about)).toEqual(['indexes', 'indexes', 'files']);
    expect((await findings('--repair')).code).toBe(0);
    expect(await findings()).toEqual({ code: 0, found: [] });
    expect(await readFile(fileOf(document.fileHash))).toBeTruthy();
  });

  test('says that nothing is stored where no server has run: most likely the settings name another place', async () => {
    const ran = await adminOn({ MONGODB_URI: unused.uri, DATA_DIR: dataDir })(['doctor', '--json']);
    expect(ran.code).toBe(1);
    expect((JSON.parse(ran.said) as { findings: object[] }).findings).toMatchObject([
      { about: 'settings', says: expect.stringMatching(/Nothing is stored here yet/) },
    ]);
  });

  test('says that Redis does not answer', async () => {
    const { code, said } = await adminOn({
      MONGODB_URI: app.database.uri,
      DATA_DIR: dataDir,
      REDIS_URL: 'redis://127.0.0.1:1',
    })(['doctor']);
    expect([code, said]).toEqual([1, expect.stringMatching(/Redis does not answer at REDIS_URL/)]);
  });
});
