// The commands `backup` and `restore`.
import path from 'node:path';
import type { Command, Talk } from '#server/admin/command.ts';
import { confirm } from '#server/admin/command.ts';
import type { Installation } from '#server/admin/installation.ts';
import { isRestoring } from '#server/kernel/db/restoring.ts';
import { SettingsError } from '#server/kernel/settings-error.ts';
import { schemaVersion } from '#server/migrations/list.ts';
import { pendingMigrations } from '#server/migrations/run.ts';
import { makeBackup, secretMarkOf, type MadeBackup } from './make.ts';
import { findBackup, readManifest, type Manifest } from './manifest.ts';
import { restoreInto } from './restore.ts';
import { verifyBackup } from './verify.ts';

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

const tell = ({ folder, manifest, copied, damaged }: MadeBackup, talk: Talk) => {
  const written = Object.values(manifest.collections);
  const count = written.reduce((sum, each) => sum + each.count, 0);
  talk.say(
    `${String(count)} documents of ${String(written.length)} collections and ${String(manifest.files.count)} files (${megabytes(manifest.files.bytes)}, ${String(copied)} of them copied now) are in ${folder}.`,
  );
  talk.say(
    'Sessions and one-time links are not in it. It holds names, addresses and hashed passwords: keep it as safe as the server.',
  );
  if (manifest.secretMark !== null)
    talk.say(
      'SESSION_SECRET is not in it: keep it apart. Without it pseudonyms and projector links become others.',
    );
  for (const each of manifest.unmet) talk.warn(`Leads nowhere in the database itself: ${each}. Run doctor.`);
  for (const hash of damaged)
    talk.warn(`The stored file ${hash} is damaged and is not in the backup: take it from an older one.`);
};

export const backup: Command = {
  name: 'backup',
  words: ['[FOLDER]'],
  summary: 'Copies everything into a folder of its own below FOLDER (./backups), while people go on working',
  help: [
    'A second backup into the same FOLDER copies only the files that are new. Whoever has sha256sum checks a',
    'backup with "sha256sum -c SHA256SUMS" in its folder.',
    '',
    '  --json   say what was made as JSON',
  ],
  options: { json: { type: 'boolean' } },
  run: async ({ db, files, environment }, given, talk) => {
    if (await isRestoring(db))
      throw new SettingsError('A restore has not finished: there is nothing whole to copy.');
    // What a newer version has stored would be called this version's.
    await pendingMigrations(db);
    const made = await makeBackup(db, files, path.resolve(given.words[0] ?? 'backups'), environment);
    if (given.flag('json')) talk.say(JSON.stringify(made, null, 2));
    else tell(made, talk);
    return made.damaged.length > 0 || made.manifest.unmet.length > 0 ? 1 : 0;
  },
};

const ensureFits = (manifest: Manifest) => {
  if (manifest.schema > schemaVersion)
    throw new SettingsError(
      `This backup was made by Paperround ${manifest.version}, which is newer: install that version, then restore.`,
    );
};

const isEmpty = async ({ db }: Installation) =>
  (await db.collection('people').findOne()) === null && (await db.collection('courses').findOne()) === null;

/** What is typed before a community is replaced. */
const nameOf = ({ environment, db }: Installation) =>
  environment.publicUrl ? new URL(environment.publicUrl).hostname : db.databaseName;

export const restore: Command = {
  name: 'restore',
  words: ['FOLDER'],
  summary: 'Puts the newest backup in FOLDER, or FOLDER itself, into an empty community',
  help: [
    'Everything is verified first. No server starts on a restore that was cut off; run it again. People sign in',
    'again afterwards, and one-time links have to be made anew.',
    '',
    '  --replace        replace a community that is not empty; a backup of it is made into FOLDER-before first',
    '  --confirm NAME   the name that is asked for with --replace',
  ],
  options: { replace: { type: 'boolean' }, confirm: { type: 'string' } },
  run: async (installation, given, talk) => {
    const { db, files, environment } = installation;
    const asked = path.resolve(given.words[0] ?? '');
    const folder = await findBackup(asked);
    const manifest = await readManifest(folder);
    ensureFits(manifest);
    if (await installation.isServed())
      throw new SettingsError('A server is running on this community: stop it, then restore.');
    const hashes = await verifyBackup(folder, manifest);
    if (!(await isRestoring(db)) && !(await isEmpty(installation))) {
      if (!given.flag('replace'))
        throw new SettingsError(
          'There are people and courses here already. Nothing was changed; --replace would replace them.',
        );
      await confirm(talk, given, nameOf(installation), 'Everything here now is replaced by the backup.');
      const before = await makeBackup(db, files, `${asked}-before`, environment);
      talk.say(`What was here is kept in ${before.folder}.`);
    }
    await restoreInto(installation, folder, manifest, hashes);
    talk.say(
      `Restored what was there on ${manifest.startedAt} from ${folder}. People sign in again; one-time links are made anew.`,
    );
    if (manifest.secretMark !== secretMarkOf(environment.sessionSecret))
      talk.warn('SESSION_SECRET is not the one of the backup: pseudonyms and projector links become others.');
    return 0;
  },
};
