// Peer feedback over HTTP: who is paired, who sees what in which state by which door, and the scores.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { coursesEvents, coursesRoutes } from '#shared/courses/contract.ts';
import { feedbackEvents, feedbackRoutes } from '#shared/feedback/contract.ts';
import type { Content } from '#shared/feedback/content.ts';
import { defaultCriteria as criteria, type Criterion } from '#shared/feedback/criteria.ts';
import { samplesRoutes } from '#shared/feedback/samples.ts';
import { gradingRoutes } from '#shared/grading/contract.ts';
import { emptyMarking } from '#shared/grading/marks.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';

const before = '2026-10-05T11:00:00.000Z';
const open = '2026-10-05T12:00:01.000Z';
const over = '2026-10-08T12:00:01.000Z';
const app = await startApp({ now: before });
const called = async (...names: readonly string[]) => {
  const people: PersonClient[] = [];
  for (const name of names) people.push(await app.person(name));
  return people;
};
const students = await called('Adalind', 'Benedikt', 'Cleophea', 'Dorothea', 'Emmerich');
const [ada, ben, cleo, dora, emil] = students as [
  PersonClient,
  PersonClient,
  PersonClient,
  PersonClient,
  PersonClient,
];
const [ta, observer, stranger] = (await called('Tove', 'Olga', 'Sten')) as [
  PersonClient,
  PersonClient,
  PersonClient,
];
const course = await app.course({ tas: [ta], students, observers: [observer] });
const meeting = await holdMeeting(course);
const inMeeting = { params: { meetingId: meeting.id } };

const marks = Object.fromEntries(criteria.map(({ key }) => [key, 3]));
const content = (overall: string): Content => ({ marks, comments: {}, overall });
const desk = (who: PersonClient) => who.call(feedbackRoutes.readFeedback, inMeeting);
const pairings = (who: PersonClient = ta) => who.call(feedbackRoutes.listPairings, inMeeting);
const save = (who: PersonClient, pairId: string, overall: string, revision = 0) =>
  who.call(feedbackRoutes.saveFeedback, {
    params: { pairId },
    body: { content: content(overall), revision },
  });
const submit = (who: PersonClient, pairId: string, revision = 1) =>
  who.call(feedbackRoutes.submitFeedback, { params: { pairId }, body: { revision } });
const change = (body: {
  add?: { giverId: string; authorId: string }[];
  remove?: string[];
  revision: number;
}) => ta.call(feedbackRoutes.changePairings, { ...inMeeting, body: { add: [], remove: [], ...body } });
const writeReview = async (who: PersonClient) => {
  const answers = {
    first: `The words of a review, ${who.personId.slice(0, 3)}`,
    second: 'Two.',
    connections: 'Both.',
  };
  await who.call(reviewsRoutes.saveReview, { ...inMeeting, body: { answers, revision: 0 } });
  return who.call(reviewsRoutes.submitReview, { ...inMeeting, body: { revision: 1 } });
};
const byId = (id: string) => students.find(({ personId }) => personId === id) ?? ada;
const status = (promise: Promise<unknown>) =>
  promise.then(
    () => 200,
    (error: unknown) => (error as { status: number }).status,
  );

beforeEach(async () => {
  app.clock.set(before);
  for (const name of [
    'reviews',
    'feedbackCriteria',
    'feedbackExchanges',
    'feedbacks',
    'feedbackOverrides',
    'reviewMarks',
  ])
    await app.db.collection(name).deleteMany({});
  for (const who of [ada, ben, cleo, dora]) await writeReview(who);
});

describe('the exchange', () => {
  test('opens after the reviews’ deadline and gives every review two classmates, and everybody two reviews', async () => {
    expect(await desk(ada)).toMatchObject({ phase: 'before', toGive: [], received: [] });
    app.clock.set(open);
    const all = await pairings();
    expect(all.pairings).toHaveLength(8);
    for (const who of [ada, ben, cleo, dora]) {
      expect(all.pairings.filter(({ giverId }) => giverId === who.personId)).toHaveLength(2);
      expect(all.pairings.filter(({ authorId }) => authorId === who.personId)).toHaveLength(2);
      expect((await desk(who)).toGive).toHaveLength(2);
    }
    expect((await desk(emil)).toGive).toEqual([]);
    expect(all.pairings.some(({ giverId, authorId }) => giverId === authorId)).toBe(false);
  });

  test('many who look at the same moment see one draw', async () => {
    app.clock.set(open);
    await Promise.all([ada, ben, cleo, dora, ta].map((who) => (who === ta ? pairings() : desk(who))));
    expect((await pairings()).pairings).toHaveLength(8);
  });

  test('who submits late is drawn in, and is told of it; what was given out stands', async () => {
    app.clock.set(open);
    const first = await pairings();
    await writeReview(emil);
    const socket = await emil.socket();
    await socket.join('person', emil.personId);
    const second = await pairings();
    expect(second.pairings.slice(0, 8)).toEqual(first.pairings);
    expect(second.pairings.filter(({ authorId }) => authorId === emil.personId)).toHaveLength(2);
    expect((await desk(emil)).toGive).toHaveLength(2);
    expect(await socket.waitFor(feedbackEvents.feedbackAssigned)).toEqual({ meetingId: meeting.id });
    socket.close();
  });
});

test('drafts from a known revision: a conflict brings the other text, a repeat is answered', async () => {
  app.clock.set(open);
  const [one] = (await desk(ada)).toGive;
  const id = one?.id ?? '';
  const saved = await save(ada, id, 'First');
  expect(await save(ada, id, 'First')).toEqual(saved);
  await expect(save(ada, id, 'Other')).rejects.toMatchObject({
    status: 409,
    body: { current: { content: { overall: 'First' } } },
  });
  await expect(submit(ada, id, 7)).rejects.toMatchObject({ status: 409 });
  const bare = {
    params: { pairId: id },
    body: { content: { marks: {}, comments: {}, overall: 'x' }, revision: 1 },
  };
  await ada.call(feedbackRoutes.saveFeedback, bare);
  await expect(submit(ada, id, 2)).rejects.toMatchObject({ status: 422 });
  expect((await desk(ada)).toGive.find((given) => given.id === id)).toMatchObject({ isSubmitted: false });
});

describe('criteria', () => {
  const inCourse = { params: { courseId: course.id } };
  const read = (who: PersonClient) => who.call(feedbackRoutes.readCriteria, inCourse);
  const put = (who: PersonClient, changed: readonly Criterion[], revision: number) =>
    who.call(feedbackRoutes.changeCriteria, { ...inCourse, body: { criteria: [...changed], revision } });
  const doubt: Criterion = {
    ...{ key: 'doubt', title: 'Doubt', question: 'Does it say what would change its mind?' },
    steps: ['No', 'Yes'],
  };
  const [understanding, ...others] = criteria as [Criterion, ...Criterion[]];

  test('every member reads them, instructors change them, two at once are told', async () => {
    for (const who of [ada, ta, observer, course.instructor])
      expect(await read(who)).toEqual({ criteria, revision: 0 });
    expect(await status(read(stranger))).toBe(404);
    for (const who of [ada, ta, observer]) expect(await status(put(who, [doubt], 0))).toBe(403);
    expect(await status(put(stranger, [doubt], 0))).toBe(404);
    const changed = { criteria: [understanding, doubt], revision: 1 };
    expect(await put(course.instructor, changed.criteria, 0)).toEqual(changed);
    for (const revision of [0, 2])
      await expect(put(course.instructor, [doubt], revision)).rejects.toMatchObject({
        status: 409,
        body: { current: changed },
      });
    expect(await read(ada)).toEqual(changed);
  });

  test.each<[string, readonly Criterion[]]>([
    ['none', []],
    ['nine', Array.from({ length: 9 }, (_, at) => ({ ...doubt, key: `c${String(at)}`, title: String(at) }))],
    ['one step', [{ ...doubt, steps: ['Yes'] }]],
    ['seven steps', [{ ...doubt, steps: Array.from({ length: 7 }, (_, at) => String(at)) }]],
    ['a step without words', [{ ...doubt, steps: ['No', ' '] }]],
    ['the same key twice', [doubt, { ...doubt, title: 'Other' }]],
    ['the same title twice', [doubt, { ...doubt, key: 'other', title: 'DOUBT' }]],
    ['no title', [{ ...doubt, title: '' }]],
    ['a key that is none', [{ ...doubt, key: '__proto__' }]],
  ])('%s: refused, and nothing is stored', async (_, wrong) => {
    expect(await status(put(course.instructor, wrong, 0))).toBe(400);
    expect(await read(ada)).toEqual({ criteria, revision: 0 });
  });

  test('feedback that has begun keeps the criteria it began with; the next begins with the new ones', async () => {
    expect((await desk(ada)).criteria).toEqual(criteria);
    app.clock.set(open);
    const [one] = (await desk(ada)).toGive;
    await save(ada, one?.id ?? '', 'Begun.');
    await put(course.instructor, [doubt, ...others], 0);
    expect((await desk(ada)).criteria).toEqual(criteria);
    expect((await pairings()).criteria).toEqual(criteria);
    await submit(ada, one?.id ?? '');
    app.clock.set(over);
    expect((await pairings()).criteria).toEqual(criteria);
    app.clock.set(before);
    await app.db.collection('feedbackExchanges').deleteMany({});
    expect((await desk(ada)).criteria).toEqual([doubt, ...others]);
    app.clock.set(open);
    expect((await pairings()).criteria).toEqual([doubt, ...others]);
    const [next] = (await desk(ada)).toGive;
    const pairId = next?.id ?? '';
    // Marks of criteria that are not asked, or steps that are none, are refused and change nothing.
    for (const wrong of [{ understanding: 2 }, { doubt: 3 }, { doubt: 0 }])
      expect(
        await status(
          ada.call(feedbackRoutes.saveFeedback, {
            params: { pairId },
            body: { content: { marks: wrong, comments: {}, overall: '' }, revision: 0 },
          }),
        ),
      ).toBe(400);
    expect((await desk(ada)).toGive.map(({ revision }) => revision)).toEqual([0, 0]);
    const full = Object.fromEntries([doubt, ...others].map(({ key }) => [key, 2]));
    await ada.call(feedbackRoutes.saveFeedback, {
      params: { pairId },
      body: { content: { marks: full, comments: { doubt: 'Say more.' }, overall: 'Good.' }, revision: 0 },
    });
    expect(await submit(ada, pairId)).toMatchObject({ isSubmitted: true, content: { marks: full } });
  });

  test('an exchange from before courses had criteria of their own has the usual ones', async () => {
    app.clock.set(open);
    await pairings();
    await app.db.collection('feedbackExchanges').updateMany({}, { $unset: { criteria: '' } });
    await put(course.instructor, [doubt], 0);
    expect((await desk(ada)).criteria).toEqual(criteria);
    const [one] = (await desk(ada)).toGive;
    expect(await save(ada, one?.id ?? '', 'Fine.')).toMatchObject({ revision: 1 });
  });
});

describe('who sees what a giver wrote', () => {
  const secret = 'the figures in section four contradict you';
  const roles = ['giver', 'author', 'classmate', 'ta', 'instructor', 'observer', 'stranger'] as const;
  const states: readonly (readonly [string, readonly string[]])[] = [
    ['draft', ['giver']],
    ['submitted', ['giver', 'ta', 'instructor']],
    ['closed, only drafted', ['giver']],
    ['closed', ['giver', 'author', 'ta', 'instructor']],
    ['closed, giver dropped', ['author', 'ta', 'instructor']],
    ['closed, author dropped', ['giver', 'ta', 'instructor']],
    ['closed, author became observer', ['giver', 'ta', 'instructor']],
  ];

  test.each(states)('%s: %j', async (state, seers) => {
    app.clock.set(open);
    const all = await pairings();
    const pair = all.pairings[0];
    if (!pair) throw new Error('no pairs');
    const [giver, author] = [byId(pair.giverId), byId(pair.authorId)];
    const classmate = [ada, ben, cleo, dora].find((who) => who !== giver && who !== author) ?? emil;
    const people = { giver, author, classmate, ta, instructor: course.instructor, observer, stranger };
    await save(giver, pair.id, secret);
    if (state !== 'draft' && !state.includes('drafted')) await submit(giver, pair.id);
    if (state.startsWith('closed')) app.clock.set(over);
    const dropped = state.includes('giver dropped')
      ? giver
      : state.includes('author dropped')
        ? author
        : null;
    const demoted = state.includes('observer') ? author : null;
    const place = (who: PersonClient) => ({ params: { courseId: course.id, personId: who.personId } });
    if (dropped) await course.instructor.call(coursesRoutes.dropMember, place(dropped));
    if (demoted)
      await course.instructor.call(coursesRoutes.changeMember, {
        ...place(demoted),
        body: { role: 'observer' },
      });
    try {
      const doors = [
        `/api/meetings/${meeting.id}/feedback`,
        `/api/meetings/${meeting.id}/pairings`,
        `/api/courses/${course.id}/feedback-scores`,
        `/api/meetings/${meeting.id}/reviews`,
        `/api/search?q=contradict`,
      ];
      for (const role of roles) {
        const answers = await Promise.all(
          doors.map(async (door) => (await people[role].raw('GET', door)).text()),
        );
        expect([role, answers.some((text) => text.includes(secret))]).toEqual([role, seers.includes(role)]);
        // Nobody but the staff learns by these doors who is paired with whom.
        if (['giver', 'author', 'classmate'].includes(role)) {
          const own = people[role];
          const strangers = [giver, author].filter((who) => who.personId !== own.personId);
          const mine = answers.slice(0, 3).join(' ');
          for (const { personId, name, email } of strangers)
            for (const trace of [personId, name, email]) expect(mine).not.toContain(trace);
          expect(answers[0]).not.toMatch(/"(submittedAt|savedAt|at|reviewId|giverId|authorId)"/);
        }
        // Writing by a foreign door changes nothing.
        if (role !== 'author')
          expect(
            await status(
              people[role].call(feedbackRoutes.rateFeedback, {
                params: { pairId: pair.id },
                body: { usefulness: 1 },
              }),
            ),
          ).toBeGreaterThan(400);
        if (role !== 'giver') expect(await status(save(people[role], pair.id, 'x', 1))).toBeGreaterThan(400);
      }
    } finally {
      const back = dropped ?? demoted;
      if (dropped)
        await course.instructor.call(coursesRoutes.addMember, {
          params: { courseId: course.id },
          body: { name: dropped.name, email: dropped.email, role: 'student' },
        });
      if (demoted && back)
        await course.instructor.call(coursesRoutes.changeMember, {
          ...place(back),
          body: { role: 'student' },
        });
    }
  });

  test('pseudonyms stay the same inside the exchange, and the order says nothing', async () => {
    app.clock.set(open);
    const first = (await desk(ada)).toGive.map(({ alias }) => alias);
    expect((await desk(ada)).toGive.map(({ alias }) => alias)).toEqual(first);
    expect(first).toEqual([...first].sort());
    expect(first.every((alias) => /^Author [A-Z0-9]{4}$/.test(alias))).toBe(true);
  });
});

test('an author rates and answers once; the giver reads it without knowing from whom', async () => {
  app.clock.set(open);
  const pair = (await pairings()).pairings[0];
  if (!pair) throw new Error('no pairs');
  const [giver, author] = [byId(pair.giverId), byId(pair.authorId)];
  await save(giver, pair.id, 'Look at table 2.');
  await submit(giver, pair.id);
  const params = { pairId: pair.id };
  const rate = (usefulness: number) =>
    author.call(feedbackRoutes.rateFeedback, { params, body: { usefulness } });
  const answer = (text: string) =>
    author.call(feedbackRoutes.answerFeedback, { params, body: { answer: text } });
  expect(await status(rate(5))).toBe(404);
  app.clock.set(over);
  await expect(save(giver, pair.id, 'Later', 1)).rejects.toMatchObject({
    body: { reason: 'feedback_closed' },
  });
  await rate(2);
  expect(await rate(5)).toMatchObject({ usefulness: 5 });
  const answered = await answer('I will.');
  expect(await answer('I will.')).toEqual(answered);
  await expect(answer('And more.')).rejects.toMatchObject({ body: { reason: 'answered_already' } });
  const own = (await desk(giver)).toGive.find(({ id }) => id === pair.id);
  expect(own).toMatchObject({ usefulness: 5, answer: 'I will.' });
  expect(JSON.stringify(own)).not.toContain(author.personId);
});

describe('changePairings', () => {
  test('staff move a pair; rules of pairing hold, and nothing begun is lost', async () => {
    app.clock.set(open);
    const all = await pairings();
    const pair = all.pairings.find(({ giverId }) => giverId === ada.personId);
    if (!pair) throw new Error('no pairs');
    const { revision } = all;
    const refused = (reason: string) => ({
      status: 422,
      body: { message: expect.stringContaining(reason) as unknown },
    });
    const own = { giverId: ada.personId, authorId: ada.personId };
    await expect(change({ add: [own], revision })).rejects.toMatchObject(refused('their own'));
    const twice = { giverId: pair.giverId, authorId: pair.authorId };
    await expect(change({ add: [twice], revision })).rejects.toMatchObject(refused('already'));
    const none = { giverId: ada.personId, authorId: emil.personId };
    await expect(change({ add: [none], revision })).rejects.toMatchObject(refused('no submitted review'));
    const both = all.pairings.filter(({ authorId }) => authorId === pair.authorId).map(({ id }) => id);
    await expect(change({ remove: both, revision })).rejects.toMatchObject(refused('1 at least'));
    const moved = await change({
      remove: [pair.id],
      add: [{ giverId: emil.personId, authorId: pair.authorId }],
      revision,
    });
    expect((await desk(ada)).toGive).toHaveLength(1);
    expect((await desk(emil)).toGive).toHaveLength(1);
    await expect(change({ revision })).rejects.toMatchObject({
      status: 409,
      body: { reason: 'pairings_changed' },
    });
    const begun = (await desk(emil)).toGive[0]?.id ?? '';
    await save(emil, begun, 'Begun');
    await expect(change({ remove: [begun], revision: moved.revision })).rejects.toMatchObject(
      refused('begun'),
    );
  });

  test('students and observers neither see nor change pairs', async () => {
    app.clock.set(open);
    for (const who of [ada, observer]) expect(await status(pairings(who))).toBe(403);
    expect(await status(pairings(stranger))).toBe(404);
  });
});

describe('who leaves or changes sides while feedback is given', () => {
  const place = (who: PersonClient) => ({ params: { courseId: course.id, personId: who.personId } });
  const rejoin = async (who: PersonClient) => {
    const socket = await who.socket();
    const joined = [];
    for (const [kind, id] of [
      ['person', who.personId],
      ['course', course.id],
      ['staff', course.id],
    ] as const)
      joined.push((await socket.join(kind, id)).ok);
    return { socket, joined };
  };
  /** Pairs change, one of hers among them, and feedback on her review is submitted. */
  const goOn = async (hers: readonly string[]) => {
    const { revision, pairings: all } = await pairings();
    await change({ remove: [...hers], revision });
    const on = all.find(({ id, giverId }) => !hers.includes(id) && giverId === ben.personId);
    await save(ben, on?.id ?? '', 'Given after.');
    await submit(ben, on?.id ?? '');
  };

  test('a dropped student’s open connection ends, hears nothing more when it comes back, and every door is shut', async () => {
    app.clock.set(open);
    const hers = (await desk(ada)).toGive.map(({ id }) => id);
    const witness = await rejoin(ta);
    const { socket, joined } = await rejoin(ada);
    expect(joined).toEqual([true, true, false]);
    await course.instructor.call(coursesRoutes.dropMember, place(ada));
    try {
      await socket.ended;
      const again = await rejoin(ada);
      expect(again.joined).toEqual([true, false, false]);
      await goOn(hers.slice(0, 1));
      await witness.socket.waitFor(feedbackEvents.pairingsChanged);
      expect(again.socket.facts).toEqual([]);
      // The last that the old one may have heard is why it ended.
      expect(socket.facts.filter(({ name }) => name !== coursesEvents.memberDropped.name)).toEqual([]);
      const inCourse = { params: { courseId: course.id } };
      const pair = { params: { pairId: hers[1] ?? '' } };
      for (const [door, answer] of Object.entries({
        desk: desk(ada),
        save: save(ada, hers[1] ?? '', 'Late.'),
        submit: submit(ada, hers[1] ?? ''),
        rate: ada.call(feedbackRoutes.rateFeedback, { ...pair, body: { usefulness: 1 } }),
        answer: ada.call(feedbackRoutes.answerFeedback, { ...pair, body: { answer: 'No.' } }),
        pairings: pairings(ada),
        scores: ada.call(feedbackRoutes.listFeedbackScores, inCourse),
        criteria: ada.call(feedbackRoutes.readCriteria, inCourse),
        samples: ada.call(samplesRoutes.readSamples, inCourse),
      }))
        expect([door, await status(answer)]).toEqual([door, 404]);
      again.socket.close();
    } finally {
      await course.instructor.call(coursesRoutes.addMember, {
        params: { courseId: course.id },
        body: { name: ada.name, email: ada.email, role: 'student' },
      });
      witness.socket.close();
    }
  });

  test('a student who becomes a TA sees what staff see, and gives no feedback any more', async () => {
    app.clock.set(open);
    const hers = (await desk(ada)).toGive.map(({ id }) => id);
    await save(ada, hers[1] ?? '', 'Begun as a student.');
    const { socket } = await rejoin(ada);
    const turn = (role: 'ta' | 'student') =>
      course.instructor.call(coursesRoutes.changeMember, { ...place(ada), body: { role } });
    await turn('ta');
    try {
      await socket.ended;
      const again = await rejoin(ada);
      expect(again.joined).toEqual([true, true, true]);
      await goOn(hers.slice(0, 1));
      await again.socket.waitFor(feedbackEvents.pairingsChanged);
      // What goes to givers is not for her now.
      expect(again.socket.facts.some(({ name }) => name === feedbackEvents.feedbackAssigned.name)).toBe(
        false,
      );
      expect(await pairings(ada)).toEqual(await pairings(ta));
      expect(await desk(ada)).toMatchObject({ phase: 'open', toGive: [], received: [] });
      expect(await status(save(ada, hers[1] ?? '', 'As a TA.', 1))).toBe(404);
      const inCourse = { params: { courseId: course.id } };
      expect(await ada.call(samplesRoutes.listSamples, inCourse)).toMatchObject({ samples: [] });
      app.clock.set(over);
      const scores = (who: PersonClient) => who.call(feedbackRoutes.listFeedbackScores, inCourse);
      expect(await scores(ada)).toEqual(await scores(ta));
      expect((await scores(ada)).map(({ person }) => person.name)).toEqual([
        'Benedikt',
        'Cleophea',
        'Dorothea',
      ]);
      again.socket.close();
    } finally {
      await turn('student');
    }
  });
});

test('scores: one’s own with every step, for staff all of them, and points set by hand', async () => {
  app.clock.set(open);
  for (const { id } of (await desk(ada)).toGive) {
    await save(ada, id, 'Fine.');
    await submit(ada, id);
  }
  const given = (await pairings()).pairings
    .filter(({ giverId }) => giverId === ada.personId)
    .map(({ authorId }) => authorId);
  const scores = (who: PersonClient) =>
    who.call(feedbackRoutes.listFeedbackScores, { params: { courseId: course.id } });
  expect(await scores(ada)).toEqual([]);
  app.clock.set(over);
  expect(await scores(ada)).toMatchObject([
    { person: { id: ada.personId }, asked: 2, submitted: 2, points: 100 },
  ]);
  expect(await scores(ben)).toMatchObject([{ person: { id: ben.personId }, submitted: 0, points: 0 }]);
  expect(await scores(observer)).toEqual([]);
  expect((await scores(ta)).map(({ person }) => person.name)).toEqual([
    'Adalind',
    'Benedikt',
    'Cleophea',
    'Dorothea',
  ]);
  // What the staff have returned is what feedback is compared with; what they have only marked is not.
  const [first] = (await ta.call(gradingRoutes.readQueue, inMeeting)).reviews.filter(({ author }) =>
    given.includes(author.id),
  );
  const reviewId = first?.reviewId ?? '';
  const marking = { ...emptyMarking, marks: { ...marks, evidence: 4 } };
  await ta.call(gradingRoutes.saveMarks, {
    params: { reviewId },
    body: { marking, version: 1, revision: 0 },
  });
  const references = async () =>
    (await scores(ada))[0]?.feedbacks.map(({ reference, agreement }) => [reference, agreement]) ?? [];
  expect(await references()).toEqual([
    [null, null],
    [null, null],
  ]);
  await ta.call(gradingRoutes.returnMarks, { ...inMeeting, body: { marks: [{ reviewId, revision: 1 }] } });
  // One of three steps apart in one of four criteria.
  expect(await references()).toContainEqual(['staff', expect.closeTo(1 - 1 / 12)]);
  const set = (who: PersonClient, personId: string) =>
    who.call(feedbackRoutes.overrideScore, {
      params: { courseId: course.id, personId },
      body: { override: { points: 70, reason: 'Ill that week' } },
    });
  expect(await status(set(ada, ada.personId))).toBe(403);
  expect(await status(set(ta, newId()))).toBe(404);
  await set(ta, ben.personId);
  expect(await scores(ben)).toMatchObject([{ points: 0, override: { points: 70, reason: 'Ill that week' } }]);
});
