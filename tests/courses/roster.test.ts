// Rosters: what is read from CSV, what a dry run says, and what an import does.
import { describe, expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesEvents, coursesRoutes, type RosterRow } from '#shared/courses/contract.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { readRoster } from '#server/courses/roster.ts';
import { startApp } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';

const app = await startApp();
const [tom, ben] = [await app.person('Tom'), await app.person('Ben')];

describe('readRoster', () => {
  const entriesOf = (csv: string) =>
    readRoster(csv).entries.map(({ line, name, email, role }) => [line, name, email, role]);
  const refusedOf = (csv: string) => readRoster(csv).refused.map(({ line, reason }) => [line, reason]);
  const ada = [2, 'Ada Lindqvist', 'ada@example.org', 'student'];

  test('reads commas, semicolons, tabs, a byte order mark and any line ends', () => {
    for (const separator of [',', ';', '\t'])
      for (const end of ['\n', '\r\n'])
        for (const mark of ['', '\uFEFF']) {
          const rows = ['name,email,role', 'Ada Lindqvist,Ada@Example.org,', 'Tom Osei,tom@example.org,TA'];
          const csv = mark + rows.join(end).replaceAll(',', separator);
          expect(entriesOf(csv)).toEqual([ada, [3, 'Tom Osei', 'tom@example.org', 'ta']]);
        }
  });

  test('reads quoted cells and the column names of other systems', () => {
    expect(entriesOf('Student,Login ID\n"Lindqvist, ""Ada""",ada@example.org')).toEqual([
      [2, 'Lindqvist, "Ada"', 'ada@example.org', 'student'],
    ]);
    expect(entriesOf('Last Name;First Name;E-Mail\nLindqvist;Ada;ada@example.org')).toEqual([ada]);
    expect(entriesOf('name;email\n"Lindqvist, Ada";ada@example.org\nOsei, Tom;tom@example.org')).toEqual([
      [2, 'Lindqvist, Ada', 'ada@example.org', 'student'],
      [3, 'Osei, Tom', 'tom@example.org', 'student'],
    ]);
    const roles = ['Teaching Assistant', 'Professor', 'Auditor', 'STUDENT', 'Observer'];
    const csv = ['email,name,role', ...roles.map((role, index) => `p${String(index)}@example.org,P,${role}`)];
    expect(readRoster(csv.join('\n')).entries.map(({ role }) => role)).toEqual([
      'ta',
      'instructor',
      'observer',
      'student',
      'observer',
    ]);
  });

  test('says why a row is refused, with the line in the file', () => {
    const csv = [
      '',
      'name,email,role',
      'Ada,not an address,student',
      'Ada,,student',
      '',
      ',nameless@example.org,student',
      `${'x'.repeat(121)},long@example.org,student`,
      'Ada,ada@example.org,dean',
      'Ada,ada@example.org,constructor',
      '"Ada\nLindqvist",two@example.org,student',
      'Ada,ada@example.org,student',
      ' , ,',
      'Twin,ADA@example.org,student',
    ].join('\n');
    const name = 'The name is missing or too long.';
    const role = 'The role must be instructor, ta, student or observer.';
    expect(refusedOf(csv)).toEqual([
      [3, 'This is not an e-mail address.'],
      [4, 'The e-mail address is missing.'],
      [6, name],
      [7, name],
      [8, role],
      [9, role],
      [10, name],
      [14, 'The same address stands in line 12.'],
    ]);
    expect(entriesOf(csv)).toEqual([[12, 'Ada', 'ada@example.org', 'student']]);
  });

  test('refuses a file without the columns, and one that is too long', () => {
    for (const csv of ['', 'Ada,ada@example.org', 'name\nAda', 'email\nada@example.org'])
      expect(() => readRoster(csv)).toThrow('The first line must name the columns');
    const rows = (count: number) =>
      `name,email\n${Array.from({ length: count }, (_, index) => `A,a${String(index)}@b.org`).join('\n\n')}`;
    expect(readRoster(rows(2000)).entries).toHaveLength(2000);
    expect(() => readRoster(rows(2001))).toThrow('more than 2000 rows');
  });

  test('keeps what looks like a formula as it is written', () => {
    expect(entriesOf('name,email\n"=HYPERLINK(""http://x"")",f@example.org')).toEqual([
      [2, '=HYPERLINK("http://x")', 'f@example.org', 'student'],
    ]);
  });

  test('columns called like parts of objects do no harm', () => {
    expect(entriesOf('__proto__,constructor,name,email\nx,y,Ada,ada@example.org')).toHaveLength(1);
    expect({}).not.toHaveProperty('x');
  });
});

describe('importRoster', () => {
  const open = () => app.course({ tas: [tom] });
  const importRoster = (by: Client, courseId: Id, csv: string, dryRun: boolean) =>
    by.call(coursesRoutes.importRoster, { params: { courseId }, body: { csv, dryRun } });
  const outcomes = (rows: RosterRow[]) => rows.map(({ line, outcome }) => [line, outcome]);
  const count = (name: string) => app.db.collection(name).countDocuments();

  test('a dry run says what an import then does, and changes nothing', async () => {
    const { id, instructor } = await open();
    const address = `${newId()}@example.org`;
    const csv = `name,email,role\n=Rosa,${address},\nBen,${ben.email},ta\nEve,nowhere,student`;
    const before = await Promise.all(['people', 'memberships', 'links'].map(count));
    const dry = await importRoster(instructor, id, csv, true);
    expect(await Promise.all(['people', 'memberships', 'links'].map(count))).toEqual(before);
    expect(outcomes(dry.rows)).toEqual([
      [2, 'created'],
      [3, 'matched'],
      [4, 'refused'],
    ]);
    const socket = await tom.socket();
    await socket.join('course', id);
    const real = await importRoster(instructor, id, csv, false);
    expect(real.rows.map((row) => ({ ...row, link: null }))).toEqual(dry.rows);
    expect(real.rows.map(({ link }) => link !== null)).toEqual([true, false, false]);
    await socket.waitFor(coursesEvents.courseChanged);
    expect(socket.facts).toHaveLength(1);
    socket.close();

    const members = await instructor.call(coursesRoutes.listMembers, { params: { courseId: id } });
    expect(members.map(({ name, role }) => `${name} ${role}`)).toEqual(
      expect.arrayContaining(['=Rosa student', 'Ben ta']),
    );
    expect(members).toHaveLength(4);
    const token = real.rows[0]?.link?.split('#')[1] ?? '';
    expect(await app.visitor().call(accountsRoutes.lookAtLink, { body: { token } })).toEqual({
      purpose: 'claim',
      name: '=Rosa',
      email: address,
    });
    // Again: everybody is known, nobody's role changes, no link opens an account that exists.
    const again = await importRoster(
      instructor,
      id,
      csv.replace(`${ben.email},ta`, `${ben.email},student`),
      false,
    );
    expect(again.rows.map(({ outcome, link }) => [outcome, link])).toEqual([
      ['matched', null],
      ['matched', null],
      ['refused', null],
    ]);
    expect(await instructor.call(coursesRoutes.listMembers, { params: { courseId: id } })).toEqual(members);
  });

  test('TAs may not add staff; students and strangers nobody', async () => {
    const { id } = await open();
    const csv = `name,email,role\nMei,${newId()}@example.org,ta\nJo,${newId()}@example.org,student`;
    const { rows } = await importRoster(tom, id, csv, false);
    expect(rows).toMatchObject([
      { outcome: 'refused', reason: 'Only an instructor may add staff.', link: null },
      { outcome: 'created', role: 'student' },
    ]);
    await expect(importRoster(ben, id, csv, true)).rejects.toMatchObject({ status: 404 });
    const student = await app.person('Student');
    const { id: other } = await app.course({ students: [student] });
    await expect(importRoster(student, other, csv, true)).rejects.toMatchObject({
      body: { code: 'forbidden', reason: 'staff_only' },
    });
  });

  test('a roster that cannot be read is refused whole', async () => {
    const { id, instructor } = await open();
    await expect(importRoster(instructor, id, 'Ada,ada@example.org', false)).rejects.toMatchObject({
      body: { code: 'invalid', reason: 'roster_header' },
    });
    const rows = Array.from({ length: 2001 }, (_, index) => `A,a${String(index)}@b.org`);
    await expect(
      importRoster(instructor, id, ['name,email', ...rows].join('\n'), false),
    ).rejects.toMatchObject({ body: { code: 'invalid', reason: 'roster_too_long' } });
  });

  test('a whole class at once', async () => {
    const { id, instructor } = await open();
    const rows = Array.from(
      { length: 150 },
      (_, index) => `P ${String(index)},p${String(index)}@example.com`,
    );
    const { rows: done } = await importRoster(instructor, id, ['name,email', ...rows].join('\n'), false);
    expect(new Set(done.map(({ link }) => link)).size).toBe(150);
    expect(await app.db.collection('memberships').countDocuments({ courseId: id })).toBe(152);
  });
});
