// The record of a meeting over HTTP: what stays, for whom, and the files of it.
import { describe, expect, test } from '@jest/globals';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { pathOf } from '#shared/kernel/contract.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { meetingRecordRoutes } from '#shared/meeting-record/contract.ts';
import { reportingRoutes } from '#shared/reporting/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { postOn, uploadDocument } from '#tests/annotations/read-document.ts';
import { openReportClass } from '#tests/reporting/report-class.ts';
import { codeOf, openClassroom, refusalOf } from '#tests/rounds/classroom.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';

const app = await startApp();

const recordFor = (person: PersonClient, meetingId: Id) =>
  person.call(meetingRecordRoutes.readMeetingRecord, { params: { meetingId } });
const fileFor = async (person: PersonClient, meetingId: Id, as: 'md' | 'csv') => {
  const path = pathOf(meetingRecordRoutes.exportMeetingRecord, { meetingId });
  const answer = await person.raw('GET', `${path}?as=${as}`);
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};

describe('attendance', () => {
  test('who came, from when to when, by the code or by the staff; others see their own alone', async () => {
    const room = await openClassroom(app, 4, { checkInNeedsCode: true });
    const [ada, ben, cleo, dan] = room.students;
    if (!ada || !ben || !cleo || !dan) throw new Error('four students were asked for');
    await room.checkIn(ada, await codeOf(room));
    await room.instructor.call(roundsRoutes.checkInMember, {
      params: { meetingId: room.meetingId, personId: ben.personId },
    });
    await ada.call(roundsRoutes.checkOut, { params: { meetingId: room.meetingId } });
    await room.checkIn(ada);

    const { attendance, absent } = await recordFor(room.instructor, room.meetingId);
    const of = (id: Id) => attendance.find(({ personId }) => personId === id);
    expect(attendance).toHaveLength(2);
    expect(of(ada.personId)?.name).toBe(ada.name);
    expect(of(ada.personId)?.stays.map(({ by, leftAt }) => [by, leftAt === null])).toEqual([
      ['code', false],
      ['self', true],
    ]);
    expect(of(ben.personId)?.stays).toMatchObject([{ by: 'staff', leftAt: null }]);
    expect(absent?.map(({ personId }) => personId).sort()).toEqual([cleo.personId, dan.personId].sort());

    const own = await recordFor(ada, room.meetingId);
    expect(own.attendance.map(({ personId }) => personId)).toEqual([ada.personId]);
    expect(own.absent).toBeNull();
    for (const person of [cleo, room.observer])
      expect(await recordFor(person, room.meetingId)).toMatchObject({ attendance: [], absent: null });
    const stranger = await app.person();
    expect(await refusalOf(recordFor(stranger, room.meetingId))).toBe('not_found not_found');
    expect((await fileFor(stranger, room.meetingId, 'md')).status).toBe(404);
  });
});

describe('rounds', () => {
  test('other groups’ notes and points open with the class phase; votes, calls and takeaways stay', async () => {
    const room = await openReportClass(app);
    const { own, other, instructor, roundId, group, otherGroup, meetingId } = room;
    const pointId = newId();
    await room.point(own, 'It waits for a majority.', { id: pointId });
    const seenBy = async (person: PersonClient) => {
      const [round] = (await recordFor(person, meetingId)).rounds;
      const groupOf = (number: number) => round?.groups.find((one) => one.number === number);
      return { round, mine: groupOf(group.number), theirs: groupOf(otherGroup.number) };
    };
    const before = await seenBy(other);
    expect(before.mine).toMatchObject({ notes: null, points: [] });
    expect(before.theirs?.notes).toEqual(['', '', '', '']);
    expect((await seenBy(room.observer)).theirs?.notes).toBeNull();
    expect(JSON.stringify(await recordFor(other, meetingId))).not.toContain('majority');
    expect((await fileFor(other, meetingId, 'md')).text).not.toContain('majority');
    expect((await fileFor(other, meetingId, 'csv')).text).not.toContain('majority');
    expect((await seenBy(instructor)).mine?.points).toHaveLength(1);

    await room.start(roundId, 'class');
    await room.vote(other, pointId);
    await room.mark(instructor, pointId);
    await room.callNext(instructor, null, { group: group.number });
    await room.takeaway(instructor, 'Leases need clocks.');
    await room.start(roundId, 'done');
    const { mine } = await seenBy(other);
    expect(mine).toMatchObject({
      calledAs: 1,
      points: [{ text: 'It waits for a majority.', votes: 1, isTakeaway: true }],
    });
    const reporter = mine?.seats.find(({ roles }) => roles.includes('reporter'));
    expect(reporter?.personId).toBe(group.roles.reporter);
    expect((await recordFor(room.observer, meetingId)).takeaways).toMatchObject([
      { text: 'It waits for a majority.', from: group.name, votes: 1 },
      { text: 'Leases need clocks.', from: null, votes: null },
    ]);
  });

  test('groups that were only drawn are no part of the record', async () => {
    const room = await openClassroom(app, 6);
    await room.checkInAll();
    await room.draw();
    expect((await recordFor(room.instructor, room.meetingId)).rounds).toEqual([]);
  });
});

describe('files', () => {
  test('Markdown and CSV hold what the asker may see, and no cell is run as a formula', async () => {
    const room = await openReportClass(app);
    const { own, instructor, roundId, meetingId, group } = room;
    await room.point(own, '=HYPERLINK("http://x.example","*go*")');
    await room.start(roundId, 'class');
    await room.takeaway(instructor, '# Not a heading');
    const md = await fileFor(instructor, meetingId, 'md');
    expect(md.status).toBe(200);
    expect(md.type).toMatch(/^text\/markdown/);
    expect(md.text).toContain('# Consensus\n');
    expect(md.text).toContain('- \\# Not a heading\n');
    expect(md.text).toContain(`### ${group.name}\n`);
    expect(md.text).toContain('\\*go\\*');
    expect(md.text).toContain('## Attendance');
    expect(md.text).toContain(own.name);

    const csv = await fileFor(instructor, meetingId, 'csv');
    expect(csv.type).toMatch(/^text\/csv/);
    expect(csv.text.startsWith('what,')).toBe(true);
    expect(csv.text).toContain(`"'=HYPERLINK(""http://x.example"",""*go*"")"`);
    expect(csv.text.split('\r\n').filter((line) => line.startsWith('attendance,'))).toHaveLength(6);
    // One's own attendance, and nobody else's.
    const ownCsv = await fileFor(own, meetingId, 'csv');
    expect(ownCsv.text.split('\r\n').filter((line) => line.startsWith('attendance,'))).toHaveLength(1);
    expect(ownCsv.text).not.toContain('\r\nabsent,');
  });
});

describe('a person’s classes', () => {
  test('whom one met, in which roles, what the group reported: for oneself and the staff', async () => {
    const room = await openReportClass(app);
    const { own, other, instructor, roundId, group, course } = room;
    await room.point(own, 'Ours.');
    await room.start(roundId, 'done');
    const read = (person: PersonClient, personId: Id) =>
      person.call(meetingRecordRoutes.readClassHistory, { params: { courseId: course.id, personId } });
    const history = await read(own, own.personId);
    expect(history).toMatchObject({ held: 1, name: own.name });
    const mates = group.members.filter((id) => id !== own.personId).sort();
    expect(history.met.map(({ personId }) => personId).sort()).toEqual(mates);
    expect(history.met.every(({ times }) => times === 1)).toBe(true);
    expect(history.meetings[0]?.rounds).toMatchObject([{ group: group.name, points: [{ text: 'Ours.' }] }]);
    const roles = Object.values(group.roles).filter((id) => id === own.personId).length;
    expect(Object.values(history.roles).reduce((sum, count) => sum + count, 0)).toBe(roles);

    expect(await read(instructor, own.personId)).toEqual(history);
    expect(await refusalOf(read(other, own.personId))).toBe('forbidden own_attendance');
    expect(await refusalOf(read(room.observer, own.personId))).toBe('forbidden own_attendance');
    expect(await refusalOf(read(instructor, newId()))).toBe('not_found not_found');
    const stranger = await app.person();
    expect(await refusalOf(read(stranger, own.personId))).toBe('not_found not_found');
    // Whoever left the course is in its records under the name they had, and has no page of their own.
    await instructor.call(coursesRoutes.dropMember, {
      params: { courseId: course.id, personId: own.personId },
    });
    expect(await refusalOf(read(instructor, own.personId))).toBe('not_found not_found');
  });
});

describe('discussed in class', () => {
  test('takeaways stand at their annotations, for whoever may read those', async () => {
    const room = await openReportClass(app);
    const { own, other, instructor, course, meetingId } = room;
    const document = await uploadDocument({ ...course, instructor });
    const open = await postOn(own, document, 1);
    const closed = await own.call(annotationsRoutes.postThread, {
      params: { documentId: document.id },
      body: {
        ...{ id: newId(), anchor: open.anchor, kind: 'plain', readingQuestion: null, text: 'For the staff.' },
        visibility: 'staff',
      },
    });
    const hold = (text: string, threadId: Id) =>
      instructor.call(reportingRoutes.addTakeaway, {
        params: { meetingId },
        body: { id: newId(), text, threadId },
      });
    const list = (person: PersonClient) =>
      person.call(meetingRecordRoutes.listDiscussed, { params: { documentId: document.id } });
    expect(await list(other)).toEqual([]);
    await hold('This figure misleads.', open.id);
    await hold('Ask the authors.', closed.id);
    expect(await list(other)).toMatchObject([
      { text: 'This figure misleads.', threadId: open.id, meetingId, topic: 'Consensus' },
    ]);
    expect((await list(instructor)).map(({ threadId }) => threadId)).toEqual([open.id, closed.id]);
    expect(await refusalOf(list(await app.person()))).toBe('not_found not_found');
  });
});
