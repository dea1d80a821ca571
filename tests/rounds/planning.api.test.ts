// What a draw takes into account, from what the database knows: wishes of the staff, presenters, missing reviews, methods.
import { describe, expect, test } from '@jest/globals';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { planningRoutes, type GroupWish } from '#shared/rounds/planning.ts';
import { anchorOn, uploadDocument } from '#tests/annotations/read-document.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { submitReview } from '#tests/reviews/submit-review.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { groupOf, openClassroom, refusalOf, roundOf } from './classroom.ts';

const app = await startApp();

const wishOf = (kind: GroupWish['kind'], people: readonly PersonClient[], label = ''): GroupWish => ({
  ...{ id: newId(), kind, label },
  people: people.map(({ personId }) => personId),
});
type Room = Awaited<ReturnType<typeof openClassroom>>;
const wish = (room: Room, wishes: GroupWish[], revision = 0, by = room.instructor) =>
  by.call(planningRoutes.changeGroupWishes, {
    params: { courseId: room.course.id },
    body: { wishes, revision },
  });
const readWishes = (room: Room, by = room.instructor) =>
  by.call(planningRoutes.readGroupWishes, { params: { courseId: room.course.id } });
/** Draws with a method, ends the round, and answers its groups. */
const hold = async (room: Room, method: 'fresh' | 'cafe' | 'jigsaw', parts?: string[]) => {
  const live = await room.instructor.call(roundsRoutes.drawRound, {
    params: room,
    body: { id: newId(), method, ...(parts && { parts }) },
  });
  const round = roundOf(live);
  await room.start(round.id, 'done');
  return round;
};
const some = (students: readonly PersonClient[], ...places: number[]) =>
  places.flatMap((place) => students[place] ?? []);

describe('wishes of the staff', () => {
  test('apart and together hold in every round, and who joins is seated apart too', async () => {
    const room = await openClassroom(app, 13);
    const [apart, together] = [some(room.students, 0, 1, 12), some(room.students, 2, 3)];
    await wish(room, [wishOf('apart', apart), wishOf('together', together)]);
    const late = room.students[12];
    if (!late) throw new Error('13 students were asked for');
    await Promise.all(room.students.slice(0, 12).map((student) => room.checkIn(student)));
    for (let round = 0; round < 4; round += 1) {
      const live = await room.draw();
      const groups = apart.slice(0, 2).map((person) => groupOf(live, person).number);
      expect(new Set(groups).size).toBe(2);
      expect(new Set(together.map((person) => groupOf(live, person).number)).size).toBe(1);
      const joined = await room.checkIn(late);
      expect(new Set(apart.map((person) => groupOf(joined, person).number)).size).toBe(3);
      expect((await room.desk()).unmet).toEqual([]);
      await room.instructor.call(roundsRoutes.checkOutMember, {
        params: { ...room, personId: late.personId },
      });
      await room.start(roundOf(live).id, 'done');
    }
  });

  test('a wish that cannot be met is told to the staff, by name', async () => {
    const room = await openClassroom(app, 3);
    const [ada, ben] = some(room.students, 0, 1);
    await wish(room, [wishOf('apart', some(room.students, 0, 1))]);
    await room.checkInAll();
    await room.draw();
    const { unmet } = await room.desk();
    expect(unmet.map((one) => ({ ...one, pair: [...one.pair].sort() }))).toEqual([
      { wish: 'apart', pair: [ada?.name, ben?.name].sort() },
    ]);
  });

  test('a tag is balanced over the groups', async () => {
    const room = await openClassroom(app, 16);
    const tagged = some(room.students, 0, 1, 2, 3);
    await wish(room, [wishOf('spread', tagged, 'PhD')]);
    await room.checkInAll();
    const live = await room.draw();
    expect(new Set(tagged.map((person) => groupOf(live, person).number)).size).toBe(4);
  });

  test('only staff read and change them, from a known revision; nothing a student reads names them', async () => {
    const room = await openClassroom(app, 4);
    const [ada, ben] = some(room.students, 0, 1);
    if (!ada || !ben) throw new Error('students were asked for');
    const kept = await wish(room, [wishOf('apart', [ada, ben], 'Quarrelled')]);
    expect(kept.revision).toBe(1);
    expect(await readWishes(room)).toEqual(kept);
    expect(await refusalOf(wish(room, [], 0))).toBe('conflict changed_meanwhile');
    for (const student of [ada, room.observer]) {
      expect(await refusalOf(readWishes(room, student))).toMatch(/^forbidden/);
      expect(await refusalOf(wish(room, [], 1, student))).toMatch(/^forbidden/);
    }
    await room.checkInAll();
    await room.draw();
    expect(JSON.stringify(await room.read(ada))).not.toMatch(/apart|unmet|Quarrelled/);
    // Who is no member is named in no wish.
    const stranger = await app.person();
    expect((await wish(room, [wishOf('apart', [ada, stranger])], 1)).wishes).toEqual([]);
  });
});

describe('what the meeting knows', () => {
  test('presenters of the day and those without a review are spread', async () => {
    const students = await app.people(16);
    const course = await app.course({
      students,
      settings: { checkInNeedsCode: false, feedbackPerReview: 0, feedbackAtLeast: 0 },
    });
    const meeting = await holdMeeting(course);
    const presenters = students.slice(0, 4);
    const idle = students.slice(4, 8);
    await course.instructor.call(presentationsRoutes.assignPresenters, {
      params: { meetingId: meeting.id, paperId: meeting.papers[0]?.id ?? '' },
      body: { presenterIds: presenters.map(({ personId }) => personId), revision: 0 },
    });
    for (const student of [...presenters, ...students.slice(8)]) await submitReview(student, meeting.id);
    const params = { meetingId: meeting.id };
    for (const student of students) await student.call(roundsRoutes.checkIn, { params, body: {} });
    const live = await course.instructor.call(roundsRoutes.drawRound, { params, body: { id: newId() } });
    for (const set of [presenters, idle])
      expect(new Set(set.map((person) => groupOf(live, person).number)).size).toBe(4);
  });

  test('who marked a passage as an insight meets who marked it as a limitation, but not who did so without a name', async () => {
    const students = await app.people(12);
    const course = await app.course({ students, settings: { checkInNeedsCode: false } });
    const document = await uploadDocument(course);
    const post = (who: PersonClient, kind: 'insight' | 'limitation', line: number, anonymous = false) =>
      who.call(annotationsRoutes.postThread, {
        params: { documentId: document.id },
        body: {
          ...{ id: newId(), anchor: anchorOn(document, line), kind, readingQuestion: null },
          ...{ text: 'So it is.', anonymous },
        },
      });
    const [ada, ben, cleo, dan] = students;
    if (!ada || !ben || !cleo || !dan) throw new Error('students were asked for');
    await post(ada, 'insight', 1);
    await post(ben, 'limitation', 1);
    await post(cleo, 'insight', 2);
    await post(dan, 'limitation', 3);
    const params = { meetingId: document.meetingId ?? '' };
    for (const student of students) await student.call(roundsRoutes.checkIn, { params, body: {} });
    // By chance they would meet in one of four draws: five in a row is no chance.
    for (let draw = 0; draw < 5; draw += 1) {
      const live = await course.instructor.call(roundsRoutes.drawRound, { params, body: { id: newId() } });
      expect(groupOf(live, ada).number).toBe(groupOf(live, ben).number);
    }
  });
});

describe('methods', () => {
  const idsOf = (members: readonly Id[]) => [...members].sort();

  test('World Café: hosts stay at their tables, the others go where they have not been', async () => {
    const room = await openClassroom(app, 16);
    await room.checkInAll();
    const first = await hold(room, 'cafe');
    const second = await hold(room, 'cafe');
    expect(second).toMatchObject({ method: 'cafe', number: 2, repeats: 0 });
    expect(second.groups.map(({ name, host }) => [name, host])).toEqual(
      first.groups.map(({ name, host }) => [name, host]),
    );
    for (const { number, members, host } of second.groups) {
      const former = first.groups.find((group) => group.number === number)?.members ?? [];
      expect(members.filter((member) => former.includes(member))).toEqual([host]);
    }
  });

  test('jigsaw: expert groups by part, then groups with an expert of every part', async () => {
    const room = await openClassroom(app, 12);
    await room.checkInAll();
    expect(await refusalOf(hold(room, 'jigsaw'))).toBe('unprocessable no_parts');
    const parts = ['Sections 1 to 3', 'Section 4', 'Section 5'];
    const experts = await hold(room, 'jigsaw', parts);
    expect(new Set(experts.groups.map(({ part }) => part))).toEqual(new Set(parts));
    const partOf = new Map(experts.groups.flatMap(({ members, part }) => members.map((id) => [id, part])));
    const mixed = await hold(room, 'jigsaw');
    for (const { members, part } of mixed.groups) {
      expect(part).toBeUndefined();
      expect(new Set(members.map((id) => partOf.get(id)))).toEqual(new Set(parts));
    }
    expect(idsOf(mixed.groups.flatMap(({ members }) => members))).toEqual(
      idsOf(room.students.map(({ personId }) => personId)),
    );
  });

  test('a jigsaw with more parts than pairs of people is refused with what it needs', async () => {
    const room = await openClassroom(app, 5);
    await room.checkInAll();
    expect(await refusalOf(hold(room, 'jigsaw', ['A', 'B', 'C']))).toBe('unprocessable too_few_for_parts');
  });
});
