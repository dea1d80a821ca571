// Marking reviews over HTTP: who may, who sees what in which state by which door, conflicts, versions, sharing out, the export.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { defaultCriteria as criteria } from '#shared/feedback/criteria.ts';
import { gradersPresence, gradingEvents, gradingRoutes } from '#shared/grading/contract.ts';
import { emptyMarking, type Marking } from '#shared/grading/marks.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { remarksRoutes } from '#shared/remarks/contract.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { openGrading } from '#server/grading/public.ts';
import { openGradingStore } from '#server/grading/store.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { submitReview } from '#tests/reviews/submit-review.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';

const before = '2026-10-05T11:00:00.000Z';
const late = '2026-10-06T13:00:00.000Z';
const app = await startApp({ now: before });
const [ada, ben, tove, olga, sten] = [
  await app.person('Ada'),
  await app.person('Aba'),
  await app.person('Tove'),
  await app.person('Olga'),
  await app.person('Sten'),
];
const course = await app.course({
  tas: [tove],
  students: [ada, ben],
  observers: [olga],
  settings: { lateReviews: 'points', latePointsPerDay: 10 },
});
const ines = course.instructor;
await app.course({ instructor: sten });
const meeting = await holdMeeting(course);
const inMeeting = { params: { meetingId: meeting.id } };
const inCourse = { params: { courseId: course.id } };

const allAt = (step: number) => Object.fromEntries(criteria.map(({ key }) => [key, step]));
const marking = (part: Partial<Marking> = {}): Marking => ({ ...emptyMarking, marks: allAt(4), ...part });
const queue = (who: PersonClient = tove) => who.call(gradingRoutes.readQueue, inMeeting);
const read = (who: PersonClient, reviewId: string) =>
  who.call(gradingRoutes.readMarks, { params: { reviewId } });
const save = (who: PersonClient, reviewId: string, text: Marking, revision = 0, version = 1) =>
  who.call(gradingRoutes.saveMarks, { params: { reviewId }, body: { marking: text, revision, version } });
const giveBack = (reviewId: string, revision = 1, who: PersonClient = tove) =>
  who.call(gradingRoutes.returnMarks, { ...inMeeting, body: { marks: [{ reviewId, revision }] } });
const own = (who: PersonClient) => who.call(gradingRoutes.readOwnMarks, inMeeting);
const status = (promise: Promise<unknown>) =>
  promise.then(
    () => 200,
    (error: unknown) => (error as { status: number }).status,
  );
const setRole = (who: PersonClient, role: 'student' | 'ta' | 'observer') =>
  ines.call(coursesRoutes.changeMember, {
    params: { ...inCourse.params, personId: who.personId },
    body: { role },
  });

let adas = '';
let bens = '';
beforeEach(async () => {
  app.clock.set(before);
  const used = [
    'reviews',
    'reviewMarks',
    'gradingShares',
    'savedReplies',
    'dismissedLikenesses',
    'remarks',
    'reviewExtensions',
  ];
  for (const name of used) await app.db.collection(name).deleteMany({});
  adas = (await submitReview(ada, meeting.id)).id ?? '';
  app.clock.set(late);
  bens = (await submitReview(ben, meeting.id)).id ?? '';
});

describe('marking', () => {
  test('is saved from a known revision; a repeat is answered, a conflict brings the other’s marks', async () => {
    const first = await save(tove, adas, marking({ overall: 'Good.' }));
    expect(first).toMatchObject({ revision: 1, version: 1, changedBy: { id: tove.personId, name: 'Tove' } });
    expect(await save(tove, adas, marking({ overall: 'Good.' }))).toEqual(first);
    await expect(save(ines, adas, marking({ overall: 'Weak.' }))).rejects.toMatchObject({
      status: 409,
      body: { reason: 'marks_changed', current: { revision: 1, marking: { overall: 'Good.' } } },
    });
    expect(await save(ines, adas, marking({ overall: 'Weak.' }), 1)).toMatchObject({
      revision: 2,
      changedBy: { id: ines.personId },
    });
    await expect(save(tove, adas, marking({ overall: 'Good again.' }), 1)).rejects.toMatchObject({
      status: 409,
      body: { current: { revision: 2, changedBy: { id: ines.personId } } },
    });
    expect(await read(tove, adas)).toMatchObject({ revision: 2, marking: { overall: 'Weak.' } });
  });

  test('what fits no criterion is refused and stores nothing', async () => {
    for (const wrong of [{ marks: { style: 1 } }, { marks: { clarity: 5 } }, { comments: { style: 'x' } }])
      await expect(save(tove, adas, marking(wrong))).rejects.toMatchObject({
        status: 422,
        body: { reason: 'no_such_mark' },
      });
    for (const points of [-1, 100.5, 33.3])
      expect(await status(save(tove, adas, marking({ points })))).toBe(400);
    expect(await read(tove, adas)).toMatchObject({ revision: 0, marking: emptyMarking });
    expect(await app.db.collection('reviewMarks').countDocuments()).toBe(0);
  });

  test('the queue says how far everything is, with what being late costs', async () => {
    await save(tove, adas, marking({ marks: { clarity: 2 } }));
    await save(ines, bens, marking());
    const { reviews, graders, criteria: asked } = await queue();
    expect(graders.map(({ name }) => name).sort()).toEqual([ines.name, 'Tove'].sort());
    expect(asked).toHaveLength(criteria.length);
    expect(reviews).toMatchObject([
      { reviewId: bens, state: 'marked', lateDays: 2, percentLost: 20, points: 80, changedBy: ines.personId },
      { reviewId: adas, state: 'begun', lateDays: 0, percentLost: 0, points: 33 },
    ]);
    await save(tove, adas, marking({ marks: {} }), 1);
    expect((await queue()).reviews[1]).toMatchObject({ state: 'unmarked', points: null });
  });

  test('another’s marks are told at once, and who is on which review', async () => {
    const socket = await ines.socket();
    await socket.join('staff', course.id);
    await socket.join('grading', meeting.id);
    const other = await tove.socket();
    await other.join('grading', meeting.id);
    other.here('grading', meeting.id, { reviewId: adas });
    const told = await save(tove, adas, marking());
    expect(await socket.waitFor(gradingEvents.marksChanged)).toEqual({
      ...{ meetingId: meeting.id, reviewId: adas, revision: told.revision },
    });
    const seen = () => socket.presenceOf(gradersPresence.room, meeting.id).people.get(tove.personId);
    for (let tries = 0; tries < 100 && seen() === undefined; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen()).toEqual({ reviewId: adas });
    for (const who of [ada, olga, sten]) {
      const outside = await who.socket();
      expect(await outside.join('grading', meeting.id)).toMatchObject({ ok: false });
      outside.close();
    }
    socket.close();
    other.close();
  });

  test('marks belong to a version: when another one counts they say so, and are not returned until somebody looked', async () => {
    await save(tove, bens, marking());
    // Late versions count from the first on; with more time the last one in time does.
    await submitReview(ben, meeting.id, { first: 'New.', second: 'Two.', connections: 'Both.' });
    await tove.call(reviewsRoutes.grantExtension, {
      ...inMeeting,
      body: { id: newId(), personIds: [ben.personId], dueAt: '2026-10-07T12:00:00.000Z', reason: 'Ill' },
    });
    expect(await read(tove, bens)).toMatchObject({ version: 1, countedVersion: 2, percentLost: 0 });
    expect((await queue()).reviews[0]).toMatchObject({ version: 2, markedVersion: 1, state: 'marked' });
    expect(await giveBack(bens)).toEqual({ returned: [], left: [{ reviewId: bens, why: 'other_version' }] });
    expect(await status(save(tove, bens, marking(), 1, 3))).toBe(422);
    await save(tove, bens, marking({ overall: 'Still.' }), 1, 1);
    await save(tove, bens, marking({ overall: 'Still.' }), 2, 2);
    expect(await giveBack(bens, 3)).toEqual({ returned: [bens], left: [] });
    expect(await own(ben)).toMatchObject({ version: 2, countedVersion: 2, calculation: { points: 100 } });
  });
});

describe('returning', () => {
  test('the author is told, and sees marks, comments, points and every step, as they were then', async () => {
    const socket = await ben.socket();
    await socket.join('person', ben.personId);
    const text = marking({
      marks: allAt(3),
      comments: { clarity: 'Crisp.' },
      overall: 'Good.',
      note: 'Chat with B.',
    });
    await save(tove, bens, text);
    expect(await own(ben)).toBeNull();
    expect(await giveBack(bens)).toEqual({ returned: [bens], left: [] });
    expect(await socket.waitFor(gradingEvents.marksReturned)).toEqual({ meetingId: meeting.id });
    socket.close();
    const seen = await own(ben);
    expect(seen).toMatchObject({
      version: 1,
      marking: { comments: { clarity: 'Crisp.' }, overall: 'Good.' },
      calculation: { mean: 2 / 3, percentLost: 20, proposed: 47, byHand: null, points: 47 },
    });
    expect(seen?.criteria.map(({ key }) => key)).toEqual(criteria.map(({ key }) => key));
    expect(JSON.stringify(seen)).not.toContain('Chat');
    await save(tove, bens, { ...text, overall: 'Better.' }, 1);
    expect(await own(ben)).toEqual(seen);
    expect((await queue()).reviews[0]).toMatchObject({ state: 'returned', isChangedSince: true });
    await giveBack(bens, 2);
    expect(await own(ben)).toMatchObject({ marking: { overall: 'Better.' } });
    await save(tove, bens, { ...text, overall: 'Better.', note: 'Only for us.' }, 2);
    expect((await queue()).reviews[0]).toMatchObject({ isChangedSince: false });
  });

  test('taken back, nobody but the staff sees them, and they are still there', async () => {
    await save(tove, adas, marking({ overall: 'Good.' }));
    await giveBack(adas);
    expect(await own(ada)).not.toBeNull();
    const body = { reviewIds: [adas, newId()] };
    expect(await tove.call(gradingRoutes.takeBackMarks, { ...inMeeting, body })).toEqual({
      takenBack: [adas],
    });
    expect(await own(ada)).toBeNull();
    expect((await queue()).reviews[1]).toMatchObject({ state: 'marked', revision: 1 });
  });

  test('remarks that were held back go with the marks, and come back with them', async () => {
    const hold = (text: string) =>
      tove.call(remarksRoutes.postRemark, {
        params: { reviewId: adas },
        body: {
          id: newId(),
          text,
          place: { part: 'first', passage: null },
          audience: 'author',
          isHeld: true,
        },
      });
    const remarks = async () =>
      (await ada.call(remarksRoutes.listRemarks, { params: { reviewId: adas } })).remarks
        .map(({ text }) => text)
        .sort();
    await save(tove, adas, marking());
    await hold('Prove it.');
    expect(await remarks()).toEqual([]);
    await giveBack(adas);
    expect(await remarks()).toEqual(['Prove it.']);
    // One more since: the queue says so, and returning again hands it over.
    await hold('And cite it.');
    expect((await queue()).reviews[1]).toMatchObject({ state: 'returned', isChangedSince: true });
    expect(await remarks()).toEqual(['Prove it.']);
    await giveBack(adas);
    expect(await remarks()).toEqual(['And cite it.', 'Prove it.']);
    await tove.call(gradingRoutes.takeBackMarks, { ...inMeeting, body: { reviewIds: [adas] } });
    expect(await remarks()).toEqual([]);
  });

  test('what is unmarked, or was changed meanwhile, is left and said', async () => {
    await save(tove, adas, marking({ marks: { clarity: 1 } }));
    await save(tove, bens, marking());
    const wish = (revision: number) =>
      tove.call(gradingRoutes.returnMarks, {
        ...inMeeting,
        body: { marks: [adas, bens, newId()].map((reviewId) => ({ reviewId, revision })) },
      });
    const { returned, left } = await wish(7);
    expect(returned).toEqual([]);
    expect(left).toEqual(
      expect.arrayContaining([
        { reviewId: adas, why: 'unmarked' },
        { reviewId: bens, why: 'changed' },
      ]),
    );
    expect(await wish(1)).toMatchObject({ returned: [bens] });
  });
});

describe('who sees what was given', () => {
  const [comment, note] = ['the figures in section four contradict this', 'private words among the graders'];
  const roles = ['author', 'classmate', 'ta', 'instructor', 'observer', 'stranger'] as const;
  const staff = ['ta', 'instructor'];
  test.each<[string, readonly string[]]>([
    ['marked', staff],
    ['returned', ['author', ...staff]],
    ['taken back', staff],
    ['returned, the author is an observer now', ['author', ...staff]],
    ['marked, the author is a TA now', staff],
    ['returned, the author has left', staff],
  ])('%s: %j', async (state, seers) => {
    const people = {
      author: ada,
      classmate: ben,
      ta: tove,
      instructor: ines,
      observer: olga,
      stranger: sten,
    };
    await save(tove, adas, marking({ overall: comment, comments: { clarity: comment }, note }));
    if (state !== 'marked' && !state.startsWith('marked,')) await giveBack(adas);
    if (state === 'taken back')
      await tove.call(gradingRoutes.takeBackMarks, { ...inMeeting, body: { reviewIds: [adas] } });
    if (state.includes('observer')) await setRole(ada, 'observer');
    if (state.includes('TA')) await setRole(ada, 'ta');
    if (state.includes('left'))
      await ines.call(coursesRoutes.dropMember, { params: { ...inCourse.params, personId: ada.personId } });
    try {
      const doors = [
        `/api/reviews/${adas}/marks`,
        `/api/meetings/${meeting.id}/grading`,
        `/api/meetings/${meeting.id}/marks/own`,
        `/api/meetings/${meeting.id}/marks/export`,
        `/api/meetings/${meeting.id}/reviews`,
        `/api/meetings/${meeting.id}/review`,
        `/api/meetings/${meeting.id}/review-states`,
        `/api/reviews/${adas}`,
        `/api/courses/${course.id}/feedback-scores`,
        `/api/search?q=contradict`,
      ];
      for (const role of roles) {
        const answers = await Promise.all(
          doors.map(async (door) => (await people[role].raw('GET', door)).text()),
        );
        const sees = (words: string) => answers.some((text) => text.includes(words));
        expect([role, sees(comment), sees(note)]).toEqual([role, seers.includes(role), staff.includes(role)]);
        // The export is passed on: without the note.
        expect(answers[3]).not.toContain(note);
        if (staff.includes(role)) continue;
        const wrote = await Promise.all([
          status(save(people[role], adas, marking(), 1)),
          status(giveBack(adas, 1, people[role])),
          status(
            people[role].call(gradingRoutes.takeBackMarks, { ...inMeeting, body: { reviewIds: [bens] } }),
          ),
        ]);
        const isStaffNow = role === 'author' && state.includes('TA');
        if (!isStaffNow) expect([role, wrote.every((code) => code > 400)]).toEqual([role, true]);
        else expect(wrote[0]).toBe(403);
      }
      if (state.includes('TA')) {
        // Their own review is in no list of theirs, and returning it is not theirs either.
        expect((await queue(ada)).reviews.map(({ reviewId }) => reviewId)).toEqual([bens]);
        expect(await giveBack(adas, 1, ada)).toEqual({ returned: [], left: [] });
        expect(await own(ada)).toBeNull();
      }
    } finally {
      if (state.includes('left'))
        await ines.call(coursesRoutes.addMember, {
          ...inCourse,
          body: { name: ada.name, email: ada.email, role: 'student' },
        });
      else await setRole(ada, 'student');
    }
  });
});

test('other domains learn of the staff’s marks once these are returned, and of those of their course', async () => {
  const { staffMarksOf } = openGrading(openGradingStore(await app.database.connect()));
  await save(tove, adas, marking({ marks: allAt(2) }));
  await save(tove, bens, marking());
  await giveBack(bens);
  const known = await staffMarksOf(course.id, [adas, bens]);
  expect([...known.keys()]).toEqual([bens]);
  expect(known.get(bens)).toMatchObject({
    marks: allAt(4),
    criteria: [{ key: criteria[0]?.key }, {}, {}, {}],
  });
  expect((await staffMarksOf(newId(), [bens])).size).toBe(0);
});

test('reviews are shared out among the staff, given to one of them, and given back', async () => {
  const graderOf = async (reviewId: string) =>
    (await queue()).reviews.find((one) => one.reviewId === reviewId)?.graderId;
  const assign = (graderId: string | null) =>
    tove.call(gradingRoutes.assignGrader, { params: { reviewId: adas }, body: { graderId } });
  const body = { graderIds: [tove.personId, ines.personId] };
  const split = await tove.call(gradingRoutes.splitQueue, { ...inMeeting, body });
  expect(split.reviews.map(({ graderId }) => graderId).sort()).toEqual([tove.personId, ines.personId].sort());
  await assign(ines.personId);
  expect(await graderOf(adas)).toBe(ines.personId);
  await assign(null);
  expect(await graderOf(adas)).toBeNull();
  for (const id of [ben.personId, sten.personId, newId()])
    await expect(assign(id)).rejects.toMatchObject({ status: 422, body: { reason: 'no_grader' } });
  const students = { ...inMeeting, body: { graderIds: [ben.personId] } };
  expect(await status(tove.call(gradingRoutes.splitQueue, students))).toBe(422);
});

test('a queue that was dealt out before anybody had submitted can be read', async () => {
  const params = { meetingId: (await holdMeeting(course)).id };
  const split = await tove.call(gradingRoutes.splitQueue, { params, body: { graderIds: [tove.personId] } });
  const queue = await tove.call(gradingRoutes.readQueue, { params });
  for (const { reviews } of [split, queue]) for (const { graderId } of reviews) expect(graderId).toBeNull();
});

test('the export is CSV for spreadsheets: nothing in it runs', async () => {
  const people = app.db.collection<{ _id: string }>('people');
  await people.updateOne({ _id: ben.personId }, { $set: { name: '=Aba' } });
  await save(
    tove,
    bens,
    marking({ overall: '=HYPERLINK("http://x","y")', comments: { clarity: 'a,"b"\nc' } }),
  );
  const response = await tove.raw('GET', `/api/meetings/${meeting.id}/marks/export`);
  expect(response.headers.get('content-type')).toContain('text/csv');
  const text = await response.text();
  expect(text).toContain('"\'=Aba",');
  expect(text).toContain('"\'=HYPERLINK(""http://x"",""y"")",80,80,marked');
  expect(text).toContain('"a,""b""\nc"');
  expect(text.split('\r\n')).toHaveLength(4);
});

test('saved replies: the staff of a course share them, change them from a known revision, and bring one back', async () => {
  const id = newId();
  const put = (who: PersonClient, text: string, revision: number) =>
    who.call(gradingRoutes.putSavedReply, {
      params: { ...inCourse.params, savedReplyId: id },
      body: { title: 'Figures', text, revision },
    });
  const list = (who: PersonClient) => who.call(gradingRoutes.listSavedReplies, inCourse);
  const socket = await ines.socket();
  await socket.join('staff', course.id);
  const all = await put(tove, 'Point at a figure.', 0);
  expect(all).toEqual([{ id, title: 'Figures', text: 'Point at a figure.', revision: 1 }]);
  expect(await put(tove, 'Point at a figure.', 0)).toEqual(all);
  expect(await list(ines)).toEqual(all);
  await socket.waitFor(gradingEvents.savedRepliesChanged);
  socket.close();
  await expect(put(ines, 'Other.', 0)).rejects.toMatchObject({
    status: 409,
    body: { current: { text: 'Point at a figure.' } },
  });
  await put(ines, 'Point at a figure or table.', 1);
  for (const who of [ada, olga])
    expect([await status(list(who)), await status(put(who, 'x', 2))]).toEqual([403, 403]);
  expect(await status(list(sten))).toBe(404);
  const remove = { params: { ...inCourse.params, savedReplyId: id } };
  expect(await tove.call(gradingRoutes.removeSavedReply, remove)).toEqual([]);
  await expect(put(ines, 'Late.', 2)).rejects.toMatchObject({ status: 409, body: { current: null } });
  expect(await put(tove, 'Point at a figure or table.', 0)).toHaveLength(1);
});

describe('hints of likeness', () => {
  const copied =
    'The lease ends before the clock of any client can drift so far that two of them write at the same moment.';
  const list = (who: PersonClient) => who.call(gradingRoutes.listLikenesses, inMeeting);
  const params = () => ({ meetingId: meeting.id, oneId: adas, otherId: bens });

  test('staff see the pair, compare it, put it aside with a note until a version changes', async () => {
    expect(await list(tove)).toEqual([]);
    const write = (who: PersonClient, first: string) =>
      submitReview(who, meeting.id, { first, second: 'Two.', connections: 'Both.' });
    await tove.call(reviewsRoutes.grantExtension, {
      ...inMeeting,
      body: {
        ...{ id: newId(), personIds: [ada.personId, ben.personId] },
        ...{ dueAt: '2026-10-20T12:00:00.000Z', reason: 'All' },
      },
    });
    await write(ada, `${copied} I found it convincing.`);
    await write(ben, `My own words. ${copied}`);
    const [hint] = await list(tove);
    expect(hint).toMatchObject({ part: 'first', dismissal: null });
    expect(hint?.containment).toBeGreaterThan(0.7);
    const { parts } = await tove.call(gradingRoutes.compareReviews, { params: params() });
    const [first] = parts;
    const marked = (side: { text: string; shared: [number, number][] } | undefined) =>
      side?.shared.map(([start, end]) => side.text.slice(start, end));
    expect([marked(first?.one), marked(first?.other)]).toEqual([
      [copied.slice(0, -1)],
      [copied.slice(0, -1)],
    ]);

    const dismiss = (who: PersonClient, note: string | null) =>
      who.call(gradingRoutes.dismissLikeness, { params: params(), body: { note } });
    expect(await dismiss(tove, 'They worked together')).toMatchObject([
      { dismissal: { note: 'They worked together', by: { name: 'Tove' } } },
    ]);
    expect(await dismiss(tove, null)).toMatchObject([{ dismissal: null }]);
    await dismiss(tove, '');
    await write(ben, `My own words, again. ${copied}`);
    expect(await list(tove)).toMatchObject([{ dismissal: null }]);

    for (const who of [ada, olga])
      expect([await status(list(who)), await status(dismiss(who, ''))]).toEqual([403, 403]);
    expect([await status(list(sten)), await status(dismiss(sten, ''))]).toEqual([404, 404]);
    await setRole(ada, 'ta');
    expect([await list(ada), await status(dismiss(ada, ''))]).toEqual([[], 404]);
    await setRole(ada, 'student');
  });
});
