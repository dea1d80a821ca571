// Makes the course and enrols its people.
import { coursesRoutes } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { Caller } from '#server/kernel/caller.ts';
import { timeZone } from './calendar.ts';
import * as people from './people.ts';
import type { Player } from './stage.ts';

/** Everybody in the sample course, its staff included. */
export const castSize = people.students.length + 2;

interface Cast {
  readonly instructor: Player;
  readonly assistant: Player;
  readonly students: readonly Player[];
}

/**
 * The people get addresses under a name that nobody can have registered before: nobody's account is ever mistaken for one of
 * theirs. They have no passwords; the links that the roster's import makes are thrown away.
 */
export const gatherPeople = async (
  { callAs }: Caller,
  accounts: AccountsPublic,
  courseId: Id,
  term: string,
): Promise<Cast> => {
  const addressOf = (mailbox: string) => `${mailbox}@${courseId.slice(0, 10)}.example.org`;
  const { id: personId, name } = await accounts.createPerson({
    name: people.instructor.name,
    email: addressOf(people.instructor.mailbox),
  });
  const instructor: Player = { personId, name, isAdmin: false };
  // Courses are created by administrators; the one who asked for this course is one, or sits at the machine.
  await callAs({ ...instructor, isAdmin: true }, coursesRoutes.createCourse, {
    body: { id: courseId, title: 'Reading Systems Papers', code: 'CS 742', term, timeZone },
  });
  const rows = [
    [people.assistant, 'ta'] as const,
    ...people.students.map((student) => [student, 'student'] as const),
  ].map(([person, role]) => `${person.name},${addressOf(person.mailbox)},${role}`);
  const csv = ['name,email,role', ...rows].join('\n');
  const params = { courseId };
  const imported = await callAs(instructor, coursesRoutes.importRoster, {
    params,
    body: { csv, dryRun: false },
  });
  const refused = imported.rows.find(({ outcome }) => outcome !== 'created');
  if (refused) throw new Error(`The sample roster was not taken: ${refused.name}: ${refused.reason ?? ''}`);
  const members = await callAs(instructor, coursesRoutes.listMembers, { params });
  const playerOf = ({ mailbox }: (typeof people.students)[number]): Player => {
    const member = members.find(({ email }) => email === addressOf(mailbox));
    if (!member) throw new Error(`${mailbox} is missing in the sample course`);
    return { personId: member.personId, name: member.name, isAdmin: false };
  };
  return { instructor, assistant: playerOf(people.assistant), students: people.students.map(playerOf) };
};
