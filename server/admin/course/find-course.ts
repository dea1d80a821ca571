// Which course is meant, and with whose eyes it is read.
import type { Db } from 'mongodb';
import type { AccountsPublic, KnownPerson } from '#server/accounts/public.ts';
import { UsageError } from '#server/admin/command.ts';
import { SettingsError } from '#server/kernel/settings-error.ts';

interface Course {
  readonly _id: string;
  readonly title: string;
  readonly code: string;
  readonly term: string;
}

const lineOf = ({ _id, title, code, term }: Course) =>
  `  ${_id}  ${[title, code, term].filter((word) => word !== '').join(', ')}`;

/** The course with this id, code or title. Throws a UsageError that lists all courses where that is none or several. */
export const findCourse = async (db: Db, words: string): Promise<Course> => {
  const all = await db.collection<Course>('courses').find().sort({ createdAt: -1 }).toArray();
  const said = words.trim().toLowerCase();
  const meant = all.filter(({ _id, title, code }) =>
    [_id, title, code].some((name) => name.toLowerCase() === said),
  );
  const [one] = meant;
  if (one && meant.length === 1) return one;
  if (all.length === 0) throw new UsageError('There are no courses here.');
  throw new UsageError(
    [
      meant.length === 0
        ? `There is no course "${words}". There are:`
        : `Several courses are called "${words}":`,
      ...(meant.length === 0 ? all : meant).map(lineOf),
    ].join('\n'),
  );
};

/** An instructor of the course: the one with this address, else whoever has been one for longest. Throws where there is none. */
export const findReader = async (
  db: Db,
  accounts: AccountsPublic,
  courseId: string,
  email: string | undefined,
): Promise<KnownPerson> => {
  const memberships = db.collection<{ _id: string; personId: string }>('memberships');
  const instructors = memberships.find({ courseId, role: 'instructor', droppedAt: null });
  const ids = (await instructors.sort({ joinedAt: 1, _id: 1 }).toArray()).map(({ personId }) => personId);
  const people = await accounts.findPeople(ids);
  const [first] = ids;
  const reader = people.find((person) =>
    email === undefined ? person.id === first : person.email === email.trim().toLowerCase(),
  );
  if (reader) return reader;
  if (email === undefined)
    throw new SettingsError('The course has no instructor, with whose eyes it could be read.');
  throw new UsageError(
    `${email} is no instructor of this course. These are: ${people.map((person) => person.email).join(', ')}.`,
  );
};
