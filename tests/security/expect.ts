// What is right by the table, and what an answer may not tell.
import { everybodyIn, members, strangers, type Access, type Asker } from './askers.ts';
import type { Heard, Outcome } from './ask.ts';
import { rows, type FullRow, type Row } from './table.ts';
import type { MatrixWorld } from './world.ts';

/** Before a meeting, on its day, and when the term of the course is long over. */
export type Time = 'before' | 'during' | 'after';

const accessOf = (row: Row, time: Time): string => {
  if (typeof row === 'string') return row;
  const during = row.during ?? row.may;
  return { before: row.may, during, after: row.after ?? during }[time];
};

/** The row of a route; a route without one is a route that nobody has thought about. */
export const rowOf = (verb: string): Row => {
  const row = rows[verb];
  if (row === undefined)
    throw new Error(
      `The route ${verb} has no row: say in tests/security/table.ts who may call it, before a meeting, on its day and after.`,
    );
  return row;
};

/** Who may call a route at a time. */
export const mayAt = (verb: string, time: Time): ReadonlySet<Asker> =>
  everybodyIn(...(accessOf(rowOf(verb), time).split(' ') as Access[]));

const isIn = (list: readonly Asker[], asker: Asker) => list.includes(asker);

/** What the asker should hear. Without a session: sign in. Strangers: there is nothing. Members: not you, or there is nothing. */
export const expectedOf = (
  { verb, isOpen, isRead }: { verb: string; isOpen: boolean; isRead: boolean },
  asker: Asker,
  time: Time,
): Outcome => {
  if (mayAt(verb, time).has(asker)) return 'yes';
  const row = rowOf(verb);
  const full: FullRow = typeof row === 'string' ? { may: row } : row;
  const { hidden = 'nobody', strangers: told = 'not_found' } = full;
  if (!isIn(members, asker) && !isIn(strangers, asker)) return isOpen ? told : 'signed_out';
  if (isOpen || isIn(strangers, asker)) return told;
  const words = hidden.split(' ');
  // Observers hear first that they only read, unless it is not about a course.
  if (asker === 'observer' && !isRead && !words.includes(asker)) return 'forbidden';
  return everybodyIn(...(words as Access[])).has(asker) ? 'not_found' : 'forbidden';
};

const knowers = ({ mayKnow, later = [] }: MatrixWorld['secrets'][number], time: Time) =>
  time === 'before' ? mayKnow : [...mayKnow, ...later];

/** What is told of secrets to whom it must not be. */
export const leaksIn = (
  { verb, asker, text }: Heard,
  { secrets, hidden }: MatrixWorld,
  time: Time,
): string[] => {
  const told = secrets
    .filter((secret) => text.includes(secret.text) && !isIn(knowers(secret, time), asker))
    .map(({ what }) => `${verb} tells the ${asker} ${what}`);
  const isStaff = asker === 'ta' || asker === 'instructor';
  const isNamed =
    !isStaff && text.includes(hidden.text) && hidden.traces.some((trace) => text.includes(trace));
  return isNamed ? [...told, `${verb} tells the ${asker} who wrote under no name`] : told;
};
