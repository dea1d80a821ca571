// Reads a roster in CSV and decides row by row: who would be created, who is known, what is refused and why.
import Papa from 'papaparse';
import { roleSchema, type Role } from '#shared/courses/roles.ts';
import { emailSchema, lineSchema } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';

/** One readable row of a roster. `line` counts from 1, the header included. */
export interface RosterEntry {
  readonly line: number;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

export interface RefusedEntry {
  readonly line: number;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly reason: string;
}

const rowsAtMost = 2000;

// How other systems' exports call the columns we need.
const columns = {
  name: ['name', 'full name', 'student', 'student name', 'display name'],
  first: ['first name', 'firstname', 'given name', 'first'],
  last: ['last name', 'lastname', 'surname', 'family name', 'last'],
  email: ['email', 'e-mail', 'mail', 'email address', 'e-mail address', 'login id'],
  role: ['role', 'type'],
} as const;

const roleWords: Readonly<Record<string, Role>> = {
  '': 'student',
  learner: 'student',
  teacher: 'instructor',
  professor: 'instructor',
  'teaching assistant': 'ta',
  assistant: 'ta',
  auditor: 'observer',
  guest: 'observer',
};

/** Splits a roster into rows that can be imported and rows that cannot, each with the reason. */
export const readRoster = (csv: string): { entries: RosterEntry[]; refused: RefusedEntry[] } => {
  const text = csv.replace(/^\uFEFF/, '');
  const above = /^(?:[^\S\n]*\n)*/.exec(text)?.[0] ?? '';
  const table = Papa.parse<Record<string, string>>(text.slice(above.length), {
    header: true,
    transformHeader: (header) => header.trim().toLowerCase(),
  });
  const fields = table.meta.fields ?? [];
  const columnOf = (names: readonly string[]) => fields.find((field) => names.includes(field));
  const email = columnOf(columns.email);
  const name = columnOf(columns.name);
  const [first, last, role] = [columnOf(columns.first), columnOf(columns.last), columnOf(columns.role)];
  if (email === undefined || (name === undefined && first === undefined && last === undefined))
    throw refuse(
      'invalid',
      'roster_header',
      'The first line must name the columns: name, email and, if you like, role.',
    );
  const isBlank = (row: Record<string, unknown>) =>
    Object.values(row).every((cell) => typeof cell !== 'string' || cell.trim() === '');
  if (table.data.filter((row) => !isBlank(row)).length > rowsAtMost)
    throw refuse(
      'invalid',
      'roster_too_long',
      `The roster has more than ${String(rowsAtMost)} rows. Split it.`,
    );

  const entries: RosterEntry[] = [];
  const refused: RefusedEntry[] = [];
  const seen = new Map<string, number>();
  let next = above.split('\n').length + 1;
  for (const row of table.data) {
    const line = next;
    // Empty lines count as well, and so do line breaks within quotes: people look for the line in their own file.
    next += Object.values(row).join('').split('\n').length;
    if (isBlank(row)) continue;
    const cell = (column: string | undefined) => (column === undefined ? '' : (row[column] ?? '').trim());
    const fullName = cell(name) || [cell(first), cell(last)].filter(Boolean).join(' ');
    const raw = {
      line,
      name: fullName.slice(0, 200),
      email: cell(email).slice(0, 300),
      role: cell(role).slice(0, 60),
    };
    const address = emailSchema.safeParse(raw.email);
    const named = lineSchema(120).safeParse(fullName);
    const word = raw.role.toLowerCase();
    const known = roleSchema.safeParse(roleWords[word] ?? word);
    const earlier = address.success ? seen.get(address.data) : undefined;
    const reason = !address.success
      ? raw.email === ''
        ? 'The e-mail address is missing.'
        : 'This is not an e-mail address.'
      : !named.success
        ? 'The name is missing or too long.'
        : !known.success
          ? 'The role must be instructor, ta, student or observer.'
          : earlier !== undefined
            ? `The same address stands in line ${String(earlier)}.`
            : undefined;
    if (reason !== undefined || !address.success || !named.success || !known.success) {
      refused.push({ ...raw, reason: reason ?? 'This row cannot be read.' });
      continue;
    }
    seen.set(address.data, line);
    entries.push({ line, name: named.data, email: address.data, role: known.data });
  }
  return { entries, refused };
};
