// A course leaves as a folder: what is in it is what an instructor sees, and nothing of the course or its server is changed.
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Papa from 'papaparse';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { imageAddress, imagesRoutes } from '#shared/annotations/images.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { exchangeRoutes } from '#shared/exchange/contract.ts';
import { feedbackRoutes } from '#shared/feedback/contract.ts';
import { gradingRoutes } from '#shared/grading/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { pathOf } from '#shared/kernel/contract.ts';
import { meetingRecordRoutes } from '#shared/meeting-record/contract.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { emptyTalkContent } from '#shared/talk-feedback/content.ts';
import { talkFeedbackRoutes } from '#shared/talk-feedback/contract.ts';
import { fillCourseFolder } from '#server/admin/course/course-folder.ts';
import { safeName } from '#server/admin/course/safe-name.ts';
import { collectionsOf } from '#server/admin/source.ts';
import { nativeDb } from '#server/kernel/db/connect.ts';
import { makePicture } from '#tests/annotations/make-pictures.ts';
import { anchorOn } from '#tests/annotations/read-document.ts';
import { startApp } from '#tests/support/app.ts';
import { makeOneOfEverything } from '#tests/support/one-of-everything.ts';
import { adminOn, temporaryFolder } from './admin.ts';

const dataDir = await temporaryFolder();
const app = await startApp({ filesDir: path.join(dataDir, 'files') });
const { people, course, document, ids } = await makeOneOfEverything(app);
const { ada, ben, cleo } = people;
const settings = { MONGODB_URI: app.database.uri, DATA_DIR: dataDir, PUBLIC_URL: app.url };
const admin = adminOn(
  { ...settings, SESSION_SECRET: 'a secret of at least thirty-two characters' },
  app.clock,
);
const place = await temporaryFolder();

const note = (client: typeof ada, text: string, more: object = {}) =>
  client.call(annotationsRoutes.postThread, {
    params: { documentId: document.id },
    body: {
      ...{ id: newId(), anchor: anchorOn(document, 3), kind: 'plain' as const, readingQuestion: null },
      ...{ text, visibility: 'class' as const, ...more },
    },
  });
await note(ben, 'Written without a name.', { anonymous: true });
await note(cleo, 'Only for Cleo.', { visibility: 'private' });
await note(ada, 'Only for Ada.', { visibility: 'private' });
const { id: threadId } = await note(cleo, 'Taken back.');
await cleo.call(annotationsRoutes.deleteThread, { params: { threadId } });
const picture = await ben.upload(
  imagesRoutes.uploadImage,
  { params: { documentId: document.id }, body: {} },
  await makePicture(5, 5),
);
const pictureAddress = imageAddress(document.id, picture.id);
await note(ben, `Look: ![a dot](${pictureAddress})`);
const cleosReview = {
  params: { meetingId: ids['meetingId'] ?? '' },
  body: { answers: { first: 'A.', second: 'B.', connections: 'C.' }, revision: 0 },
};
await cleo.call(reviewsRoutes.saveReview, cleosReview);
await cleo.call(reviewsRoutes.submitReview, { params: cleosReview.params, body: { revision: 1 } });
await ben.call(reviewsRoutes.saveReview, {
  params: { meetingId: ids['meetingId'] ?? '' },
  body: { answers: { first: 'A draft that nobody was given.', second: '', connections: '' }, revision: 1 },
});
const meeting = await ada.call(papersRoutes.readMeeting, { params: { meetingId: ids['meetingId'] ?? '' } });
await ada.call(papersRoutes.changeMeeting, {
  params: { meetingId: meeting.id },
  body: {
    ...{ topic: 'Reading: what/why?  ..\u202e', revision: meeting.revision },
    startsAt: '2026-09-08T14:00:00.000Z',
  },
});
// After the class: feedback on the review and on the talk is given.
app.clock.set('2026-09-08T16:00:00.000Z');
const inMeetingOf = { params: { meetingId: meeting.id } };
await app.db.collection('feedbackExchanges').deleteMany({});
await ada.call(feedbackRoutes.listPairings, inMeetingOf);
const ofTalk = { params: { meetingId: meeting.id, paperId: document.id } };
await cleo.call(talkFeedbackRoutes.saveTalkFeedback, {
  ...ofTalk,
  body: { content: { ...emptyTalkContent, comment: 'Slower, please.' }, revision: 0 },
});

// A talk that nobody has looked at since it began: looking at it would begin it.
const second = { meetingId: newId(), paperId: newId() };
await ada.call(papersRoutes.createMeeting, {
  params: { courseId: course.id },
  body: {
    ...{ id: second.meetingId, topic: 'Second', place: '' },
    ...{ startsAt: '2026-09-08T15:00:00.000Z', durationMinutes: 30 },
  },
});
const bare = { title: 'P', authors: [], venue: '', year: null, abstract: '', link: '' };
await ada.call(papersRoutes.createPaper, { params: second, body: { ...bare, id: second.paperId } });
await ada.call(presentationsRoutes.assignPresenters, {
  params: second,
  body: { presenterIds: [cleo.personId], revision: 0 },
});
const inCourse = { params: { courseId: course.id } };
const { revision } = await ada.call(coursesRoutes.readCourse, inCourse);
await ada.call(coursesRoutes.changeCourse, { ...inCourse, body: { revision, title: 'Reading Machines' } });

const stored = async () => {
  const db = nativeDb(app.db);
  const names = (await collectionsOf(db)).filter((name) => !['sessions', 'leases'].includes(name));
  const all = names.map(async (name) => [name, await db.collection(name).find().sort({ _id: 1 }).toArray()]);
  return Object.fromEntries((await Promise.all(all)) as [string, unknown[]][]);
};
const indexes = async () => {
  const db = nativeDb(app.db);
  return Promise.all((await collectionsOf(db)).map((name) => db.collection(name).indexes()));
};

const target = path.join(place, 'course');
const before = [await stored(), await indexes(), await readdir(dataDir)];
const ran = await admin(['export-course', 'reading machines', target, '--as', ada.email]);
const after = [await stored(), await indexes(), await readdir(dataDir)];

const [folder = ''] = await readdir(path.join(target, 'meetings')).catch(() => []);
const read = (...parts: string[]) => readFile(path.join(target, ...parts), 'utf8');
const inMeeting = (name: string) => read('meetings', folder, name);
const rowsOf = (csv: string) =>
  Papa.parse<string[]>(csv.replace(/^\ufeff/, ''), { skipEmptyLines: true }).data;
/** What Ada is answered, over HTTP. */
const adasFile = async (address: string) =>
  Buffer.from(await (await ada.raw('GET', address)).arrayBuffer()).toString();
const paper = `1 ${safeName(meeting.papers[0]?.title ?? '')}`;

describe('what is in it', () => {
  test('one folder per meeting, named so that every file system takes it, and a page with a link to every file', async () => {
    expect(ran.code).toBe(0);
    expect(ran.warned).toMatch(
      /^Left out: meetings\/02 2026-09-08 Second: feedback on reviews: .*begin[^\n]*$/,
    );
    expect(folder).toMatch(/^01 \d{4}-\d\d-\d\d Reading what why$/);
    const all = await readdir(target, { recursive: true, withFileTypes: true });
    const files = all
      .filter((each) => each.isFile())
      .map((each) => path.relative(target, path.join(each.parentPath, each.name)));
    const links = [...(await read('README.md')).matchAll(/\]\(([^)]+)\)/g)].map(([, at]) =>
      decodeURIComponent(at ?? ''),
    );
    expect(links.sort()).toEqual(files.filter((name) => name !== 'README.md').sort());
    expect(files.length).toBeGreaterThan(15);
    expect((await stat(target)).mode & 0o77).toBe(0);
  });

  test('the paper, byte for byte', async () => {
    const params = { documentId: document.id, hash: document.fileHash };
    const served = await (await ada.raw('GET', pathOf(papersRoutes.readDocumentFile, params))).arrayBuffer();
    const file = await readFile(path.join(target, 'meetings', folder, `${paper}.pdf`));
    expect(file.equals(Buffer.from(served))).toBe(true);
  });

  test.each(['jsonld', 'csv'])('threads as %s, as the instructor is given them', async (format) => {
    const address = pathOf(exchangeRoutes.exportThreads, { documentId: document.id, format });
    const timeless = (text: string) => text.replace(/"(generated|modified|created)": ?"[^"]+"/g, '');
    expect(timeless(await inMeeting(`${paper} threads.${format}`))).toBe(timeless(await adasFile(address)));
  });

  test('threads to read: her own private one, nobody else’s, nothing that was taken back, and the picture beside them', async () => {
    const digest = await inMeeting(`${paper} threads.md`);
    expect(digest).toContain('Only for Ada.');
    expect(digest).toContain('Because.');
    expect(digest).toContain(`![a dot](pictures/${picture.id}.`);
    for (const secret of ['Only for Cleo.', 'Taken back.']) expect(digest).not.toContain(secret);
    const [name = ''] = await readdir(path.join(target, 'meetings', folder, 'pictures'));
    const served = await (await ada.raw('GET', pictureAddress)).arrayBuffer();
    const kept = await readFile(path.join(target, 'meetings', folder, 'pictures', name));
    expect(kept.equals(Buffer.from(served))).toBe(true);
  });

  test('who wrote without a name is named as the instructor sees it', async () => {
    const csv = await adasFile(
      pathOf(exchangeRoutes.exportThreads, { documentId: document.id, format: 'csv' }),
    );
    const row = rowsOf(csv).find((cells) => cells.includes('Written without a name.')) ?? [];
    const exported = rowsOf(await inMeeting(`${paper} threads.csv`)).find((cells) =>
      cells.includes('Written without a name.'),
    );
    expect(row.length).toBeGreaterThan(3);
    expect(exported).toEqual(row);
  });

  test('reviews as they were handed in, no drafts; marks, feedback, members, record', async () => {
    const reviews = await ada.call(reviewsRoutes.listReviews, inMeetingOf);
    expect(reviews).toHaveLength(2);
    expect(JSON.parse(await inMeeting('reviews.json'))).toMatchObject(
      reviews.map((review) => ({
        ...{ ...review, versions: [{ version: 1 }] },
        remarks: review.author?.name === 'Ben' ? [{ text: 'Mine.' }] : [],
      })),
    );
    expect(await inMeeting('reviews.md')).toMatch(/## Ben\n[^#]*### [^\n]+\n\nOne\./);
    const marks = await adasFile(pathOf(gradingRoutes.exportMarks, { meetingId: meeting.id }));
    expect(await inMeeting('marks of reviews.csv')).toBe(marks);
    const { pairings } = await ada.call(feedbackRoutes.listPairings, inMeetingOf);
    const nameOf = new Map(Object.values(people).map(({ personId, name }) => [personId, name]));
    expect(pairings.length).toBeGreaterThan(0);
    const feedbackRows = rowsOf(await inMeeting('feedback on reviews.csv')).slice(1);
    expect(feedbackRows.map((row) => row.slice(0, 3))).toEqual(
      pairings.map(({ giverId, authorId }) => [nameOf.get(giverId), nameOf.get(authorId), 'no']),
    );
    const feedback = await ada.call(talkFeedbackRoutes.listTalkFeedback, ofTalk);
    expect(feedback.given).toMatchObject([{ giver: { name: 'Cleo' } }]);
    expect(JSON.parse(await inMeeting('talks.json'))).toMatchObject([
      { presenters: [{ name: 'Ben' }], feedback },
    ]);
    const members = await ada.call(coursesRoutes.listMembers, { params: { courseId: course.id } });
    expect(rowsOf(await read('members.csv')).slice(1)).toEqual(
      members.map(({ name, email, role, joinedAt }) => [name, email, role, joinedAt]),
    );
    for (const as of ['md', 'csv'])
      expect(await inMeeting(`record.${as}`)).toBe(
        await adasFile(
          `${pathOf(meetingRecordRoutes.exportMeetingRecord, { meetingId: meeting.id })}?as=${as}`,
        ),
      );
    const { joinCode } = await ada.call(coursesRoutes.readCourse, { params: { courseId: course.id } });
    for (const name of await readdir(target, { recursive: true })) {
      const text = name.includes('.') ? await read(name) : '';
      expect([name, text.includes('A draft that nobody was given.')]).toEqual([name, false]);
      expect([name, joinCode !== null && text.includes(joinCode)]).toEqual([name, false]);
    }
  });
});

test('nothing is changed, in the database or beside it', () => {
  expect(after).toEqual(before);
});

test('without the secret of the servers pseudonyms would be others: it is asked for', async () => {
  const refused = await adminOn(settings)(['export-course', course.id, path.join(place, 'new')]);
  expect(refused).toMatchObject({ code: 1, warned: expect.stringMatching(/have a SESSION_SECRET/) });
});

test('where there is no room, that is said before the papers are written, and nothing stays', async () => {
  const left = await readdir(place);
  const tooMuch = fillCourseFolder(path.join(place, 'large'), async (large) => {
    await large.write(['a'], 'b', 'c');
    await large.ensureRoom(Number.MAX_SAFE_INTEGER);
  });
  await expect(tooMuch).rejects.toThrow(/There is no room for the course/);
  expect(await readdir(place)).toEqual(left);
});

test('a title becomes a name that every file system takes', () => {
  for (const title of ['..', ' . ', '', '~', '-', '/', '\u202e'])
    expect([title, safeName(title)]).toEqual([title, 'untitled']);
  expect(safeName('CON')).toBe('CON_');
  expect(safeName('../../etc/passwd')).toBe('etc passwd');
  expect(safeName('-rf "a"\n<b>|c: d?')).toBe('rf a b c d');
  expect(safeName('Ein Übel: öäü')).toBe('Ein Übel öäü');
  expect(Buffer.byteLength(safeName('語'.repeat(300)))).toBe(120);
});

describe('it is refused in a sentence, and nothing is left behind', () => {
  test.each([
    [
      'a course that is not there',
      ['nonsense', 'new'],
      2,
      /There is no course "nonsense"\. There are:\n.*CS 900/,
    ],
    ['a name of two courses', ['CS 900', 'new'], 2, /Several courses are called "CS 900":/],
    ['a student’s eyes', ['ID', 'new', '--as', 'BEN'], 2, /is no instructor of this course\. These are: ada/],
    ['a folder that is there', ['ID', 'course'], 1, /There is something at .*course already/],
    ['one that is being written', ['ID', 'other'], 1, /of an export that was cut off or is still going on/],
  ])('%s', async (_what, args, code, sentence) => {
    await mkdir(path.join(place, 'other.partial'), { recursive: true });
    const left = await readdir(place);
    const [name = '', where = '', ...more] = args.map((arg) =>
      arg.replace('ID', course.id).replace('BEN', ben.email),
    );
    const refused = await admin(['export-course', name, path.join(place, where), ...more]);
    expect(refused).toMatchObject({ code, warned: expect.stringMatching(sentence) });
    expect(await readdir(place)).toEqual(left);
  });
});
