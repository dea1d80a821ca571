// Search through the API: what is found, and above all what is not: nothing that the asker could not open.
import { describe, expect, test } from '@jest/globals';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import type { Visibility } from '#shared/annotations/visibility.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { defaultSettings, type Settings } from '#shared/courses/settings.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes, type DocumentView } from '#shared/papers/contract.ts';
import { searchLimits, searchRoutes, type Found } from '#shared/search/contract.ts';
import { anchorOn, gatherReaders, uploadDocument } from '#tests/annotations/read-document.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { makePdf } from '#tests/support/pdf.ts';

const app = await startApp();
const { ada, tom, ben, cleo, olga, eve, course, document } = await gatherReaders(app);
const params = { courseId: course.id };

const search = (person: PersonClient, q: string, place?: 'papers' | 'threads' | 'notes' | 'meetings') =>
  person.call(searchRoutes.searchCourse, { params, query: { q, ...(place && { in: place }) } });

const post = (
  person: PersonClient,
  text: string,
  {
    visibility = 'class',
    anonymous = false,
    on = document,
  }: { visibility?: Visibility; anonymous?: boolean; on?: DocumentView } = {},
) =>
  person.call(annotationsRoutes.postThread, {
    params: { documentId: on.id },
    body: {
      id: newId(),
      anchor: anchorOn(on, 1),
      kind: 'question',
      readingQuestion: null,
      text,
      visibility,
      anonymous,
    },
  });

const threadIds = ({ threads, notes }: Found) => [...threads, ...notes].map(({ threadId }) => threadId);
const isEmpty = ({ papers, threads, notes, meetings, isMore }: Found) =>
  [papers, threads, notes, meetings].every((some) => some.length === 0) && !isMore;

/** The words of a thread are stored beside it, a moment later. */
const indexed = async () => {
  for (;;) {
    const [threads, words] = await Promise.all([
      app.db
        .collection('threads')
        .find({}, { projection: { change: 1, replies: 1 } })
        .toArray(),
      app.db.collection('threadWords').countDocuments(),
    ]);
    if (words >= threads.length) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const eventually = async (check: () => Promise<void>) => {
  for (let left = 100; ; left--)
    try {
      await check();
      return;
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
};

const changeSettings = async (settings: Partial<Settings>) => {
  const { revision } = await ada.call(coursesRoutes.readCourse, { params });
  await ada.call(coursesRoutes.changeCourse, {
    params,
    body: { revision, settings: { ...defaultSettings, ...settings } },
  });
};

describe('papers', () => {
  test('a page with all words: its number, a line of plain text with marks, words for the find bar', async () => {
    const { papers, courses } = await search(ben, 'authors measured "Page 2, line 7"');
    expect(courses).toEqual([{ id: course.id, title: 'Reading Systems' }]);
    expect(papers).toHaveLength(1);
    const [paper] = papers;
    expect(paper).toMatchObject({ documentId: document.id, kind: 'paper', hasMorePages: false });
    expect(paper?.title.text).toMatch(/^Quiet Rooms/);
    const [hit] = paper?.hits ?? [];
    expect(paper?.hits).toHaveLength(1);
    expect(hit).toMatchObject({ page: 2, pageLabel: null });
    const shown = hit?.snippet.marks.map(({ start, end }) => hit.snippet.text.slice(start, end)) ?? [];
    expect(shown).toEqual(expect.arrayContaining(['Page 2, line 7', 'authors', 'measured']));
    expect(hit?.snippet.text).not.toContain('\n');
    expect(hit?.position).toBeGreaterThan(0);
  });

  test('a paper by title and author, marked there; before papers that only say the words', async () => {
    const { papers } = await search(ben, 'lindqvist rooms');
    expect(papers[0]?.documentId).toBe(document.id);
    const { title, authors } = papers[0] ?? {
      title: { text: '', marks: [] },
      authors: { text: '', marks: [] },
    };
    expect(title.marks.map(({ start, end }) => title.text.slice(start, end))).toEqual(['Rooms']);
    expect(authors.marks.map(({ start, end }) => authors.text.slice(start, end))).toEqual(['Lindqvist']);
  });

  test('words while they are typed; never the inside of a word, a pattern or an operator', async () => {
    expect((await search(ben, 'measu')).papers).toHaveLength(1);
    for (const nothing of [
      'easured',
      'm.*d',
      '-measured zebra',
      '{"$gt":""}',
      '$where',
      '"measured authors"',
    ])
      expect(isEmpty(await search(ben, nothing))).toBe(true);
    expect(isEmpty(await search(ben, '"'))).toBe(true);
    // A minus does not exclude.
    expect((await search(ben, '-measured')).papers).toHaveLength(1);
  });

  test('the newest version of a PDF, not the former ones; a removed paper not at all', async () => {
    const other = await app.course({ instructor: ada, students: [ben] });
    const paper = await uploadDocument(other, await makePdf({ title: 'Zymurgy for Beginners' }));
    const there = (q: string) =>
      ben.call(searchRoutes.searchCourse, { params: { courseId: other.id }, query: { q } });
    expect((await there('zymurgy')).papers[0]?.hits).toHaveLength(1);
    const inPaper = { params: { paperId: paper.id } };
    const next = await makePdf({ title: 'Oenology for Beginners' });
    await ada.upload(papersRoutes.replacePaperFile, { ...inPaper, body: {} }, next);
    expect((await there('zymurgy')).papers[0]?.hits ?? []).toEqual([]);
    expect((await there('oenology')).papers[0]?.hits).toHaveLength(1);
    await post(ben, 'Xylophone in the margin', {
      on: await ben.call(papersRoutes.readDocument, { params: { documentId: paper.id } }),
    });
    await eventually(async () => {
      expect((await there('xylophone')).threads).toHaveLength(1);
    });
    await ada.call(papersRoutes.removePaper, inPaper);
    for (const q of ['oenology', 'zymurgy', 'xylophone', 'beginners'])
      expect(isEmpty(await there(q))).toBe(true);
  });
});

describe('threads', () => {
  test('the post that says it, its author, its page; replies too; deleted and edited texts no more', async () => {
    const thread = await post(ben, 'Why is the **wombat** [linked](https://example.org/zebra)?');
    const { replies } = await cleo.call(annotationsRoutes.reply, {
      params: { threadId: thread.id },
      body: { id: newId(), text: 'Because of the numbat.', anonymous: false },
    });
    await eventually(async () => {
      const { threads } = await search(olga, 'numbat');
      expect(threads).toMatchObject([
        { threadId: thread.id, documentId: document.id, page: 2, kind: 'question', authorName: 'Cleo' },
      ]);
    });
    const [hit] = (await search(olga, 'wombat')).threads;
    expect(hit).toMatchObject({ authorName: 'Ben', snippet: { text: 'Why is the wombat linked?' } });
    // All words in one post, and no address is a word.
    expect(isEmpty(await search(olga, 'wombat numbat'))).toBe(true);
    expect(isEmpty(await search(olga, 'zebra'))).toBe(true);

    const replyId = replies[0]?.id ?? '';
    await cleo.call(annotationsRoutes.deleteReply, { params: { threadId: thread.id, replyId } });
    await ben.call(annotationsRoutes.editThread, {
      params: { threadId: thread.id },
      body: { revision: 1, text: 'Why is the bandicoot?', kind: 'question', readingQuestion: null },
    });
    await eventually(async () => {
      expect((await search(olga, 'bandicoot')).threads).toHaveLength(1);
    });
    expect(isEmpty(await search(olga, 'wombat'))).toBe(true);
    expect(isEmpty(await search(olga, 'numbat'))).toBe(true);
  });

  test('private: the author alone, as a note; staff-only: author and staff; and nobody else by any sign', async () => {
    const own = await post(ben, 'Secret platypus', { visibility: 'private' });
    const asked = await post(ben, 'Secret echidna', { visibility: 'staff' });
    await indexed();
    await eventually(async () => {
      expect(threadIds(await search(ben, 'secret')).sort()).toEqual([own.id, asked.id].sort());
    });
    expect((await search(ben, 'platypus')).notes).toMatchObject([{ threadId: own.id, authorName: 'Ben' }]);
    expect((await search(ben, 'platypus')).threads).toEqual([]);
    expect(threadIds(await search(ada, 'secret'))).toEqual([asked.id]);
    expect(threadIds(await search(tom, 'secret'))).toEqual([asked.id]);
    for (const person of [cleo, olga]) expect(isEmpty(await search(person, 'secret'))).toBe(true);
    // One that moves is found by its new readers only, and at once by nobody who lost it.
    await ben.call(annotationsRoutes.moveThread, {
      params: { threadId: asked.id },
      body: { visibility: 'private' },
    });
    expect(isEmpty(await search(ada, 'echidna'))).toBe(true);
  });

  test('however many others’ private notes have a word, nothing says so', async () => {
    for (let i = 0; i < 3; i++) await post(ben, `Hidden cassowary ${String(i)}`, { visibility: 'private' });
    const mine = await post(cleo, 'My cassowary');
    // As many as the database is asked for, and all of them better: they must not push hers out.
    const words = app.db.collection<{ _id: string }>('threadWords');
    const [one] = await words.find({ words: /cassowary/, visibility: 'private' }).toArray();
    await words.insertMany(
      Array.from({ length: 400 }, () => ({ ...one, _id: newId(), words: 'cassowary 3cas 5casso' })),
    );
    await eventually(async () => {
      expect(threadIds(await search(cleo, 'cassowary'))).toEqual([mine.id]);
    });
    expect((await search(cleo, 'cassowary')).isMore).toBe(false);
    await words.deleteMany({ words: 'cassowary 3cas 5casso' });
  });

  test('anonymous posts are found by their words, under the pseudonym, and never by the real name', async () => {
    await changeSettings({ anonymity: 'choice' });
    const shy = await post(ben, 'I do not understand the numeral', { anonymous: true });
    await eventually(async () => {
      expect(threadIds(await search(cleo, 'numeral'))).toEqual([shy.id]);
    });
    const [hit] = (await search(cleo, 'numeral')).threads;
    expect(hit?.authorName).not.toMatch(/Ben/);
    expect(JSON.stringify(await search(cleo, 'numeral'))).not.toContain(ben.personId);
    for (const q of ['Ben', 'Ben numeral', ben.personId, ben.email])
      for (const person of [cleo, ada]) expect(threadIds(await search(person, q))).toEqual([]);
    expect((await search(ada, 'numeral')).threads[0]?.authorName).toBe('Ben');
  });

  test('a mention is found by the name that is written, not by the id behind it', async () => {
    const thread = await post(tom, `Ask [@Cleo](person:${cleo.personId}) about galahs`);
    await eventually(async () => {
      expect(threadIds(await search(olga, 'galah cleo'))).toEqual([thread.id]);
    });
    expect(isEmpty(await search(olga, cleo.personId))).toBe(true);
  });

  test('others’ threads only after one’s own, where the course asks for that; searching joins no reading group', async () => {
    const other = await app.course({
      instructor: ada,
      students: [ben, cleo],
      settings: { postsBeforeReading: 1, readingGroupSize: 3 },
    });
    const paper = await uploadDocument(other);
    const there = (person: PersonClient) =>
      person.call(searchRoutes.searchCourse, { params: { courseId: other.id }, query: { q: 'dingo' } });
    const first = await post(ben, 'A dingo', { on: paper });
    await eventually(async () => {
      expect(threadIds(await there(ada))).toEqual([first.id]);
    });
    expect(isEmpty(await there(cleo))).toBe(true);
    await post(cleo, 'Something', { on: paper, visibility: 'private' });
    expect(isEmpty(await there(cleo))).toBe(true);
    await post(cleo, 'Something for all', { on: paper });
    expect(threadIds(await there(cleo))).toEqual([first.id]);

    const second = await uploadDocument(other, await makePdf({ pages: 3, title: 'Second' }));
    await there(cleo);
    expect(await app.db.collection<{ _id: string }>('readingGroups').countDocuments({ _id: second.id })).toBe(
      0,
    );
  });
});

describe('meetings, courses, limits', () => {
  test('a meeting by its topic; and only where one asks', async () => {
    const { meetings } = await search(olga, 'reading');
    expect(meetings[0]).toMatchObject({ meetingId: document.meetingId, topic: { text: 'Reading' } });
    expect((await search(olga, 'reading', 'papers')).meetings).toEqual([]);
    const only = await search(olga, 'reading', 'meetings');
    expect([only.papers, only.threads, only.notes]).toEqual([[], [], []]);
    expect(only.meetings).toHaveLength(meetings.length);
  });

  test('all of one’s courses at once, and none of others’', async () => {
    const { papers, courses } = await ada.call(searchRoutes.searchAll, { query: { q: 'measured' } });
    expect(courses.length).toBeGreaterThan(1);
    expect(new Set(papers.map(({ courseId }) => courseId)).size).toBeGreaterThan(1);
    const hers = await eve.call(searchRoutes.searchAll, { query: { q: 'measured' } });
    expect(isEmpty(hers)).toBe(true);
    expect(hers.courses).toHaveLength(1);
  });

  test('a foreign course is none, whatever one asks for', async () => {
    for (const courseId of [course.id, newId()])
      await expect(
        eve.call(searchRoutes.searchCourse, { params: { courseId }, query: { q: 'measured' } }),
      ).rejects.toMatchObject({
        body: { code: 'not_found', message: 'There is no such course, or it is not open to you.' },
      });
  });

  test('whoever left the course finds nothing any more', async () => {
    const dan = await app.person('Dan');
    const { id } = await app.course({ instructor: ada, students: [dan] });
    await ada.call(coursesRoutes.dropMember, { params: { courseId: id, personId: dan.personId } });
    expect((await dan.call(searchRoutes.searchAll, { query: { q: 'measured' } })).courses).toEqual([]);
  });

  test('too long, too often, more than one line', async () => {
    const refused = (q: string) =>
      expect(search(olga, q)).rejects.toMatchObject({ body: { code: 'invalid' } });
    await refused('a'.repeat(searchLimits.query + 1));
    await refused('   ');
    await refused('a\nb');
    const dan = await app.person('Dan');
    const ask = () => dan.raw('GET', '/api/search?q=measured');
    const answers = [];
    for (let i = 0; i <= searchLimits.perMinute; i++) answers.push((await ask()).status);
    expect(answers.at(-1)).toBe(429);
    expect(answers.filter((status) => status === 200)).toHaveLength(searchLimits.perMinute);
  });
});
