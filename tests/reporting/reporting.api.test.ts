// Groups report over HTTP and sockets: states, points, votes, hands, calls and takeaways, and who sees none of it.
import { describe, expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { reportingEvents, reportingRoutes } from '#shared/reporting/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { roundOf, refusalOf } from '#tests/rounds/classroom.ts';
import { startApp } from '#tests/support/app.ts';
import { openReportClass } from './report-class.ts';

const app = await startApp();
const idOf = ({ points }: { points: { id: string }[] }): string => {
  const [point] = points;
  if (!point) throw new Error('no point came');
  return point.id;
};

describe('before the class phase', () => {
  test('a group composes and says how it gets on; nobody else hears or sees anything of it', async () => {
    const room = await openReportClass(app);
    const [socket, deskSocket, matesSocket] = await Promise.all([
      room.other.socket(),
      room.instructor.socket(),
      (room.mates[1] ?? room.own).socket(),
    ]);
    await socket.join('meeting', room.meetingId);
    expect(await socket.join('notes', room.group.notesId)).toMatchObject({ ok: false });
    await deskSocket.join('desk', room.meetingId);
    await matesSocket.join('notes', room.group.notesId);

    const pointId = idOf(await room.point(room.own, 'It trades latency for safety.'));
    expect((await room.say(room.own, 'help')).states).toMatchObject([{ state: 'help' }]);
    const has = (points: { id: string }[]) => points.some(({ id }) => id === pointId);
    await deskSocket.waitFor(
      reportingEvents.reportingAtDesk,
      ({ points, states }) => has(points) && states.some(({ state }) => state === 'help'),
    );
    await matesSocket.waitFor(
      reportingEvents.groupReporting,
      ({ points, states }) => has(points) && states.some(({ state }) => state === 'help'),
    );
    for (const mate of room.mates)
      expect(await room.reporting(mate)).toMatchObject({
        points: [{ id: pointId, text: 'It trades latency for safety.', votes: 0, isMine: false }],
        states: [{ notesId: room.group.notesId, state: 'help' }],
      });
    expect(await room.reporting(room.instructor)).toMatchObject({
      points: [{ id: pointId }],
      states: [{}],
    });
    for (const stranger of [room.other, room.observer])
      expect(await room.reporting(stranger)).toMatchObject({ points: [], states: [], hands: [], called: [] });

    // Not for the others to touch either, and a point that is not open is as good as none.
    const { other, observer, instructor } = room;
    expect(await refusalOf(room.point(other, 'Mine.'))).toBe('forbidden not_your_group');
    expect(await refusalOf(room.point(instructor, 'Mine.'))).toBe('forbidden not_your_group');
    expect(await refusalOf(room.say(other, 'done'))).toBe('forbidden not_your_group');
    expect(await refusalOf(room.say(observer, 'done'))).toBe('forbidden observers_read');
    expect(await refusalOf(room.change(other, pointId, { text: 'Mine.', revision: 1 }))).toBe(
      'not_found not_found',
    );
    expect(await refusalOf(room.remove(other, pointId))).toBe('not_found not_found');
    expect(await refusalOf(room.vote(other, pointId))).toBe('not_found not_found');
    expect(await refusalOf(room.vote(room.own, pointId))).toBe('forbidden class_phase_only');
    expect(await refusalOf(room.raise(room.own))).toBe('forbidden class_phase_only');
    expect(await refusalOf(room.callNext(instructor, null))).toBe('forbidden class_phase_only');
    expect(await refusalOf(room.mark(instructor, pointId))).toBe('forbidden not_heard_yet');

    // The staff come over: the call for help is answered.
    await room.say(instructor, 'writing');
    expect(await room.reporting(room.own)).toMatchObject({ states: [{ state: 'writing' }] });
    expect(socket.facts.filter(({ name }) => name.startsWith('reporting.'))).toEqual([]);
    for (const open of [socket, deskSocket, matesSocket]) open.close();
  });

  test('addPoint, changePoint, removePoint: words by revision, order by place, a repeat changes nothing', async () => {
    const room = await openReportClass(app);
    const [, mate = room.own] = room.mates;
    const id = newId();
    const first = await room.point(room.own, ' First. ', { id });
    expect(first.points).toMatchObject([{ id, text: 'First.', place: 1, revision: 1 }]);
    expect(idOf(await room.point(room.own, 'First, again.', { id }))).toBe(id);
    const second = idOf(await room.point(mate, 'Second.', { question: 1 }));
    const order = async () => (await room.reporting(mate)).points.map(({ text }) => text);
    expect(await order()).toEqual(['First.', 'Second.']);
    await room.change(room.own, second, { place: 0.5 });
    expect(await order()).toEqual(['Second.', 'First.']);

    await room.change(mate, id, { text: 'First, better.', revision: 1 });
    // The answer was lost: it is asked for again.
    await room.change(mate, id, { text: 'First, better.', revision: 1 });
    expect(await refusalOf(room.change(room.own, id, { text: 'Else.', revision: 1 }))).toBe(
      'conflict changed_meanwhile',
    );
    expect((await room.remove(room.own, second)).removed.map(([gone]) => gone)).toEqual([second]);
    expect(await order()).toEqual(['First, better.']);
    // Taken back with the same id.
    await room.point(room.own, 'Second.', { id: second });
    expect(await order()).toEqual(['Second.', 'First, better.']);

    expect(await refusalOf(room.point(room.own, 'To no question.', { question: 50 }))).toBe(
      'invalid no_such_question',
    );
    expect(await refusalOf(room.point(room.own, 'About nothing.', { threadId: newId() }))).toBe(
      'not_found not_found',
    );
    expect(await refusalOf(room.point(room.other, 'Taken.', { id, notesId: room.otherGroup.notesId }))).toBe(
      'not_found not_found',
    );
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => refusalOf(room.point(room.own, `Point ${String(index)}`))),
    );
    expect(answers.filter((answer) => answer === 'unprocessable too_many_points')).toHaveLength(2);
  });
});

describe('in the class phase', () => {
  test('everybody reads all points and votes once for each; all votes of a moment count', async () => {
    const room = await openReportClass(app, 24);
    const pointId = idOf(await room.point(room.own, 'It needs a leader.'));
    await room.start(room.roundId, 'class');
    const socket = await room.observer.socket();
    await socket.join('meeting', room.meetingId);
    const before = socket.facts.length;

    // Twice each, at once.
    await Promise.all(
      room.students.flatMap((student) => [room.vote(student, pointId), room.vote(student, pointId)]),
    );
    expect(await room.reporting(room.other)).toMatchObject({
      points: [{ id: pointId, votes: 24, isMine: true }],
    });
    expect(await room.reporting(room.observer)).toMatchObject({ points: [{ votes: 24, isMine: false }] });
    await socket.waitFor(
      reportingEvents.reportingChanged,
      ({ votes, points }) =>
        votes.some(([id, count]) => id === pointId && count === 24) ||
        points.some((point) => point.id === pointId && point.votes === 24),
    );
    // Told together, not forty-eight times.
    expect(socket.facts.length - before).toBeLessThan(24);
    expect(JSON.stringify(socket.facts)).not.toContain('voters');

    await Promise.all([room.unvote(room.own, pointId), room.unvote(room.own, pointId)]);
    expect(await room.reporting(room.own)).toMatchObject({ points: [{ votes: 23, isMine: false }] });
    expect(await refusalOf(room.vote(room.observer, pointId))).toBe('forbidden observers_read');
    expect(await refusalOf(room.vote(room.instructor, pointId))).toBe('forbidden not_here');
    await room.other.call(roundsRoutes.checkOut, { params: { meetingId: room.meetingId } });
    expect(await refusalOf(room.vote(room.other, pointId))).toBe('forbidden not_here');

    await room.start(room.roundId, 'done');
    expect(await refusalOf(room.vote(room.own, pointId))).toBe('forbidden class_phase_only');
    expect(await refusalOf(room.change(room.own, pointId, { text: 'Later.', revision: 1 }))).toBe(
      'forbidden round_done',
    );
    socket.close();
  });

  test('hands go up in order; oneself, the staff and leaving lower them', async () => {
    const room = await openReportClass(app);
    await room.start(room.roundId, 'class');
    const [ada, ben, cleo] = room.students;
    if (!ada || !ben || !cleo) throw new Error('students were asked for');
    for (const student of [ben, ada, ben, cleo]) await room.raise(student);
    const hands = async () => (await room.reporting(room.observer)).hands.map(({ personId }) => personId);
    expect(await hands()).toEqual([ben, ada, cleo].map(({ personId }) => personId));
    expect(await refusalOf(room.raise(ada, ben.personId))).toBe('forbidden own_hand');
    expect(await refusalOf(room.lower(ada, ben.personId))).toBe('forbidden own_hand');
    expect(await refusalOf(room.raise(room.observer))).toBe('forbidden observers_read');
    await room.lower(ben);
    await room.lower(ben);
    await room.lower(room.instructor, ada.personId);
    expect(await hands()).toEqual([cleo.personId]);

    const socket = await room.instructor.socket();
    await socket.join('desk', room.meetingId);
    await cleo.call(roundsRoutes.checkOut, { params: { meetingId: room.meetingId } });
    expect(await hands()).toEqual([]);
    await socket.waitFor(reportingEvents.reportingAtDesk, ({ hands: up }) => up?.length === 0);
    await room.checkIn(cleo);
    expect(await hands()).toEqual([]);
    socket.close();
  });

  test('callGroup: each group once, the one who spoke less before first; two staff at once call one group', async () => {
    const room = await openReportClass(app, 9);
    await room.start(room.roundId, 'class');
    const ta = await app.person();
    await room.instructor.call(coursesRoutes.addMember, {
      params: { courseId: room.course.id },
      body: { name: ta.name, email: ta.email, role: 'ta' },
    });
    const answers = await Promise.all(
      [room.instructor, ta].map((who) => refusalOf(room.callNext(who, null))),
    );
    expect(answers.sort()).toEqual(['conflict called_meanwhile', 'nothing was refused']);
    const { called } = await room.reporting(room.other);
    expect(called).toHaveLength(1);
    const last = () => room.reporting(ta).then((view) => view.called.at(-1)?.id ?? null);

    const id = newId();
    await room.callNext(ta, await last(), { id });
    // The answer was lost: nobody else is called.
    await room.callNext(ta, called[0]?.id ?? null, { id });
    await room.callNext(ta, await last());
    const all = (await room.reporting(room.observer)).called;
    const numbers = all.map(({ group }) => group);
    expect([...numbers].sort()).toEqual(roundOf(room.live).groups.map(({ number }) => number));
    for (const { group, reporterId } of all)
      expect(reporterId).toBe(roundOf(room.live).groups[group]?.roles.reporter);
    expect(await refusalOf(room.callNext(ta, await last()))).toBe('conflict all_called');
    // By name a group may be heard again.
    await room.callNext(ta, await last(), { group: 0 });
    const again = await last();
    await ta.call(reportingRoutes.takeBackCall, {
      params: { meetingId: room.meetingId, callId: again ?? '' },
    });
    expect((await room.reporting(ta)).called).toEqual(all);
    expect(await refusalOf(room.callNext(room.own, await last()))).toBe('forbidden staff_only');
    expect(await refusalOf(room.callNext(ta, await last(), { group: 77 }))).toBe('not_found not_found');
  });

  test('takeaways: points are marked, own words added; they stay when the next round comes', async () => {
    const room = await openReportClass(app);
    const pointId = idOf(await room.point(room.own, 'Quorums overlap.'));
    await room.start(room.roundId, 'class');
    const { instructor, observer } = room;
    await Promise.all([room.mark(instructor, pointId), room.mark(instructor, pointId)]);
    const words = newId();
    app.clock.advance(1);
    await room.takeaway(instructor, 'Read Lamport again.', words);
    await room.takeaway(instructor, 'Read Lamport again.', words);
    const texts = async () => (await room.reporting(observer)).takeaways.map(({ text }) => text);
    expect(await texts()).toEqual(['Quorums overlap.', 'Read Lamport again.']);
    for (const who of [room.own, observer]) {
      expect(await refusalOf(room.mark(who, pointId))).toBe('forbidden staff_only');
      expect(await refusalOf(room.takeaway(who, 'Mine.'))).toBe('forbidden staff_only');
    }
    // Its group still mends its words: the takeaway says the same.
    await room.change(room.own, pointId, { text: 'Majorities overlap.', revision: 1 });
    expect(await texts()).toEqual(['Majorities overlap.', 'Read Lamport again.']);

    await room.start(room.roundId, 'done');
    await room.draw();
    expect(await room.reporting(observer)).toMatchObject({ points: [], called: [], takeaways: [{}, {}] });
    await room.unmark(instructor, pointId);
    expect(await texts()).toEqual(['Read Lamport again.']);
    await instructor.call(reportingRoutes.removeTakeaway, {
      params: { meetingId: room.meetingId, takeawayId: words },
    });
    expect(await texts()).toEqual([]);
  });

  test('the projector reads what the class may read, by its link only', async () => {
    const room = await openReportClass(app);
    const desk = await room.instructor.socket();
    await desk.join('desk', room.meetingId);
    await room.point(room.own, 'Not for the wall yet.');
    const { projectorPath } = await room.desk();
    const token = projectorPath.split('#')[1] ?? '';
    const { meetingId } = room;
    const wall = (query: { token: string }) =>
      app.visitor().call(reportingRoutes.readProjectorReporting, { params: { meetingId }, query });
    expect(await wall({ token })).toMatchObject({ points: [], states: [], roundId: room.roundId });
    const socket = await app.visitor().socket(token);
    expect(await socket.join('projector', meetingId)).toMatchObject({ ok: true });
    await room.point(room.own, 'Nor this.');
    await desk.waitFor(reportingEvents.reportingAtDesk, ({ points }) =>
      points.some(({ text }) => text === 'Nor this.'),
    );
    await room.start(room.roundId, 'class');
    const { points } = await wall({ token });
    expect(points.map(({ text }) => text)).toEqual(['Not for the wall yet.', 'Nor this.']);
    await room.vote(room.other, points[0]?.id ?? '');
    await socket.waitFor(reportingEvents.reportingProjected, ({ votes }) => votes.length === 1);
    expect(JSON.stringify(socket.facts)).not.toContain('Nor this');
    expect(await refusalOf(wall({ token: 'x' }))).toBe('not_found not_found');
    socket.close();
    desk.close();
  });
});
