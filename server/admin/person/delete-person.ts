// The command `delete-person`: a person's name and what is theirs alone go, what others live on stays without a name.
import { confirm, UsageError, type Command, type Talk } from '#server/admin/command.ts';
import type { Installation } from '#server/admin/installation.ts';
import { records } from '#server/admin/records.ts';
import { sourceOf } from '#server/admin/source.ts';
import { SettingsError } from '#server/kernel/settings-error.ts';
import { countPlaces, meetFates } from './fates.ts';
import { clearOwnWork, deleteGrades, formerName } from './own-work.ts';
import { findWords } from './words.ts';

interface Person {
  _id: string;
  email: string;
  name: string;
  isAdmin: boolean;
  createdAt: Date;
}

const peopleOf = ({ db }: Installation) => db.collection<Person>('people');

const findPerson = async (installation: Installation, asked: string): Promise<Person> => {
  const people = peopleOf(installation);
  const person =
    (await people.findOne({ email: asked.trim().toLowerCase() })) ?? (await people.findOne({ _id: asked }));
  if (!person) throw new UsageError(`Nobody has the address or the id ${asked}.`);
  const isLast =
    person.isAdmin &&
    !(await people.findOne({ isAdmin: true, isDisabled: false, _id: { $ne: person._id } } as object));
  if (isLast)
    throw new SettingsError(
      `${person.name} is the only administrator: make somebody else one first (create-admin).`,
    );
  return person;
};

const fateInWords = { keep: 'stays, without a name', delete: 'is deleted' } as const;
const wordsOf = (fate: string) => (fate in fateInWords ? fateInWords[fate as 'keep'] : 'is taken out');

const tellPlan = async ({ db }: Installation, personId: string, talk: Talk) => {
  for (const { collection, at, fate, count } of await countPlaces(await sourceOf(db), personId))
    talk.say(
      `  ${String(count).padStart(6)}  ${records[collection]?.what ?? collection} (${collection} ${at}): ${wordsOf(fate)}`,
    );
  talk.say('Private threads and reviews that were never submitted are deleted as well.');
};

/** Done first: nobody comes in, and whoever is in is out with their next request. */
const closeAccount = async (installation: Installation, { _id, createdAt }: Person) => {
  const { db } = installation;
  // All that was known of the person, whatever later versions add.
  await db.collection<{ _id: string }>('people').replaceOne(
    { _id },
    {
      ...{ email: `former-${_id}@deleted.invalid`, name: formerName, passwordHash: null },
      ...{ isAdmin: false, isDisabled: true, timeZone: null, createdAt },
    },
  );
  await db.collection('sessions').deleteMany({ 'session.passport.user': _id });
  await db
    .collection('memberships')
    .updateMany({ personId: _id, droppedAt: null }, { $set: { droppedAt: new Date() } });
};

export const deletePerson: Command = {
  name: 'delete-person',
  words: ['EMAIL|ID'],
  summary:
    'Takes a person out: what is theirs alone is deleted, their part in discussions stays without a name',
  help: [
    'Threads, replies, reviews that were submitted, feedback and votes stay under "Former member". Marks stay too, as',
    'many universities have to keep them; export the course first if they are to be kept with a name elsewhere. Where',
    'others wrote the name in their own words it stays, and you are told where. Backups made before still hold',
    'everything: delete them when their time is over.',
    '',
    '  --dry-run          only say what would happen',
    '  --without-grades   delete marks and points as well',
    '  --confirm EMAIL    the address that is asked for',
    '  --yes              ask nothing',
  ],
  options: {
    'dry-run': { type: 'boolean' },
    'without-grades': { type: 'boolean' },
    confirm: { type: 'string' },
    yes: { type: 'boolean' },
  },
  run: async (installation, given, talk) => {
    const { db, files } = installation;
    const person = await findPerson(installation, given.words[0] ?? '');
    talk.say(`${person.name} (${person.email}):`);
    await tellPlan(installation, person._id, talk);
    if (given.flag('dry-run')) return 0;
    if (!given.flag('yes')) await confirm(talk, given, person.email, 'This cannot be undone.');
    await closeAccount(installation, person);
    await meetFates(db, person._id);
    await clearOwnWork(db, files, person._id);
    if (given.flag('without-grades')) await deleteGrades(db, person._id);
    // Again: what was under way when the account was closed.
    await meetFates(db, person._id);
    talk.say('Done.');
    for (const [place, count] of await findWords(await sourceOf(db), [person.name, person.email]))
      talk.warn(
        `The name or address still stands in ${String(count)} documents at ${place}: others wrote it, change it there by hand if need be.`,
      );
    return 0;
  },
};
