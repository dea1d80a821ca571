// One table of all collections: what a document refers to, which files it needs, and what becomes of a person who goes.
import type { RecordRules, Reference } from './record-rules.ts';
import { classRecords } from './records-of-classes.ts';
import { courseRecords } from './records-of-courses.ts';
import { talkRecords } from './records-of-talks.ts';

/** By the collection's name. A new collection needs a row, and a new field with a person's id a place in it: tests hold both. */
export const records: Readonly<Record<string, RecordRules>> = {
  people: { what: 'people: names, addresses, hashed passwords', people: { _id: 'keep' } },
  links: { what: 'one-time links', people: { personId: 'delete' } },
  tokens: { what: 'access for programs', people: { personId: 'delete' } },
  secondFactors: { what: 'second factors, encrypted', people: { _id: 'delete' } },
  identities: { what: 'sign-ins with a provider', people: { personId: 'delete' } },
  merges: { what: 'accounts that are being joined', people: { _id: 'delete', toId: 'delete' } },
  drafts: { what: 'what people typed and did not send yet', people: { personId: 'delete' } },
  calendarLinks: { what: 'calendar links', people: { _id: 'delete' } },
  samples: { what: 'the sample course', people: { 'people.personId': 'pull' } },
  ...courseRecords,
  ...talkRecords,
  ...classRecords,
};

/** Not copied into backups, and so not there after a restore: sessions and one-time links, and what processes agree on. */
export const notKept: readonly string[] = ['sessions', 'links', 'leases', 'restores'];

/** All references of a collection, those to people among them. */
export const referencesOf = (collection: string): readonly Reference[] => {
  const { refs = [], people = {} } = records[collection] ?? {};
  const toPeople = Object.entries(people)
    .filter(([at]) => !(collection === 'people' && at === '_id'))
    .map(([at]): Reference => [at, 'people']);
  return [...refs, ...toPeople];
};
