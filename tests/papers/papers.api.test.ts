// PDFs over HTTP: taken in or refused with the reason, served to members only, with ranges and for ever by their hash.
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { papersEvents, papersRoutes, type PaperView } from '#shared/papers/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { makePdf } from '#tests/support/pdf.ts';

const app = await startApp({ courseBytesAtMost: 1_000_000 });
const [ta, student, stranger] = await app.people(3);
if (!ta || !student || !stranger) throw new Error('three people were asked for');
const course = await app.course({ tas: [ta], students: [student] });
const { instructor } = course;
const good = await makePdf();
const other = await makePdf({ title: 'Another Paper Entirely', pages: 1 });
const live = await student.socket();
await live.join('course', course.id);

const createMeeting = () =>
  instructor.call(papersRoutes.createMeeting, {
    params: { courseId: course.id },
    body: {
      id: newId(),
      topic: 'Storage',
      place: '',
      startsAt: '2026-10-05T14:00:00.000Z',
      durationMinutes: 90,
    },
  });
const meeting = await createMeeting();
const inMeeting = { meetingId: meeting.id };
const upload = (bytes: Uint8Array | string, name?: string, id = newId(), person: PersonClient = instructor) =>
  person.upload(papersRoutes.uploadPaper, { params: inMeeting, body: { id } }, bytes, name);
const replace = (paperId: string, bytes: Uint8Array | string) =>
  instructor.upload(papersRoutes.replacePaperFile, { params: { paperId }, body: {} }, bytes);
const readDocument = (documentId: string) =>
  student.call(papersRoutes.readDocument, { params: { documentId } });
const documentOf = (paper: PaperView) => {
  if (!paper.document) throw new Error('the paper has no document');
  return paper.document;
};
const fileAddress = (documentId: string, hash: string) => `/api/documents/${documentId}/files/${hash}`;
const filesOnDisk = async () =>
  (await readdir(app.filesDir, { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name)).sort();
const thumbnailOf = (documentId: string) =>
  live.waitFor(papersEvents.documentRead, (payload) => payload.documentId === documentId);

const paper = await upload(good, 'slow_reading.pdf');
const document = documentOf(paper);

describe('uploadPaper', () => {
  test('proposes title and authors, knows the pages, and soon has a thumbnail', async () => {
    expect(paper).toMatchObject({
      title: 'Quiet Rooms: Reading Papers Together',
      authors: ['Ada Lindqvist', 'Mei Chen'],
      revision: 1,
      document: {
        kind: 'paper',
        state: 'ready',
        problem: null,
        fileName: 'slow_reading.pdf',
        bytes: good.length,
        pageCount: 2,
        textState: 'good',
        version: 1,
        paperId: paper.id,
        meetingId: meeting.id,
      },
    });
    await thumbnailOf(document.id);
    const read = await readDocument(document.id);
    expect(read).toMatchObject({ title: paper.title, hasThumbnail: true, outline: [] });
    expect(read.pages).toHaveLength(2);
    expect(read.pages[1]).toMatchObject({ width: 612, height: 792, rotation: 0, label: null });
    const picture = await student.raw('GET', `/api/documents/${document.id}/thumbnails/1`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(1000);
  });

  test('the same request again is answered with the first result; another’s id is refused', async () => {
    const again = await upload(good, 'slow_reading.pdf', paper.id);
    expect(again).toMatchObject({ id: paper.id, title: paper.title, document: { version: 1 } });
    const { papers } = await student.call(papersRoutes.readMeeting, { params: inMeeting });
    expect(papers.filter(({ id }) => id === paper.id)).toHaveLength(1);
    await expect(upload(good, 'x.pdf', paper.id, ta)).rejects.toMatchObject({
      body: { code: 'conflict', reason: 'id_taken' },
    });
  });

  const html = '<!doctype html><html><script>alert(1)</script></html>';
  const png = Buffer.concat([
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    Buffer.from('%PDF-1.7'),
  ]);
  test.each([
    ['encrypted', 422, 'encrypted', 'password', () => makePdf({ password: 'sesame' })],
    ['damaged', 422, 'corrupt', 'damaged', () => `%PDF-1.7\n${'garbage '.repeat(500)}`],
    ['a web page', 415, 'not_a_pdf', 'not a PDF', () => html],
    ['a picture that says it is a PDF', 415, 'not_a_pdf', 'PNG', () => png],
    ['empty', 400, 'empty_file', 'empty', () => ''],
  ])('refuses a file that is %s, says why, and keeps nothing', async (_what, status, reason, words, make) => {
    const before = await filesOnDisk();
    const refused = upload(await make(), 'paper.pdf');
    await expect(refused).rejects.toMatchObject({ status, body: { reason } });
    await expect(refused).rejects.toThrow(words);
    const { papers } = await student.call(papersRoutes.readMeeting, { params: inMeeting });
    expect(papers).toHaveLength(1);
    if (status !== 400) expect(await filesOnDisk()).toEqual(before);
  });

  test('refuses what is too large, by its announced length', async () => {
    await expect(upload(new Uint8Array(60_100_000))).rejects.toMatchObject({
      status: 413,
      body: { reason: 'file_too_large' },
    });
  });

  test('refuses what the course has no room for, and keeps nothing of it', async () => {
    const before = await filesOnDisk();
    await expect(upload(await makePdf({ padding: 1_000_000 }))).rejects.toMatchObject({
      status: 507,
      body: { reason: 'quota_used_up' },
    });
    expect(await filesOnDisk()).toEqual(before);
    const { papers } = await student.call(papersRoutes.readMeeting, { params: inMeeting });
    expect(papers).toHaveLength(1);
  });

  test('students may not, and their bytes are not even read', async () => {
    const before = await filesOnDisk();
    await expect(upload(other, 'mine.pdf', newId(), student)).rejects.toMatchObject({ status: 403 });
    expect(await filesOnDisk()).toEqual(before);
  });
});

describe('readDocumentFile', () => {
  const address = fileAddress(document.id, document.fileHash);

  test('answers with the bytes, never as a page or a script', async () => {
    const response = await student.raw('GET', address);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(good)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename=slow_reading.pdf',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
      etag: `"${document.fileHash}"`,
    });
  });

  test('answers ranges, and 304 when the browser has it', async () => {
    const part = await student.raw('GET', address, { headers: { range: 'bytes=100-199' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes 100-199/${String(good.length)}`,
    ]);
    expect(Buffer.from(await part.arrayBuffer()).equals(good.subarray(100, 200))).toBe(true);
    const beyond = await student.raw('GET', address, { headers: { range: 'bytes=99999999-' } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([
      416,
      `bytes */${String(good.length)}`,
    ]);
    const known = await student.raw('GET', address, {
      // Without the second header, fetch adds one of its own that asks for the bytes in any case.
      headers: { 'if-none-match': `"${document.fileHash}"`, 'cache-control': 'max-age=0' },
    });
    expect([known.status, await known.text()]).toEqual([304, '']);
  });

  test('knows only the files of this very document', async () => {
    const second = await upload(other, '../../etc/"ünïcode"\n.pdf');
    const { fileHash } = documentOf(second);
    expect((await student.raw('GET', fileAddress(second.id, fileHash))).status).toBe(200);
    expect((await student.raw('GET', fileAddress(document.id, fileHash))).status).toBe(404);
    expect((await student.raw('GET', fileAddress(document.id, '..%2f..%2fetc%2fpasswd'))).status).toBe(400);
    await instructor.call(papersRoutes.removePaper, { params: { paperId: second.id } });
    expect((await student.raw('GET', fileAddress(second.id, fileHash))).status).toBe(404);
  });
});

describe('replacePaperFile', () => {
  test('makes a new version; the former file stays for those who have it open', async () => {
    const first = await upload(good);
    const second = await replace(first.id, other);
    expect(second).toMatchObject({ title: first.title, document: { version: 2, pageCount: 1 } });
    expect(documentOf(second).fileHash).not.toBe(documentOf(first).fileHash);
    for (const { fileHash } of [documentOf(first), documentOf(second)])
      expect((await student.raw('GET', fileAddress(first.id, fileHash))).status).toBe(200);
    expect((await replace(first.id, other)).document).toMatchObject({ version: 2 });
  });

  test('a refused file leaves the former version as it was', async () => {
    await expect(replace(paper.id, '%PDF-1.4 but no more')).rejects.toMatchObject({ status: 422 });
    expect(await readDocument(paper.id)).toMatchObject({ state: 'ready', problem: null, version: 1 });
  });

  test('of two different files at once one is taken, the other is a conflict', async () => {
    const { id } = await instructor.call(papersRoutes.createPaper, {
      params: inMeeting,
      body: { id: newId(), title: 'By hand', authors: [], venue: '', year: null, abstract: '', link: '' },
    });
    const results = await Promise.allSettled([replace(id, good), replace(id, other)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    expect(lost).toMatchObject([{ body: { code: 'conflict', reason: 'document_changed' } }]);
    expect(await readDocument(id)).toMatchObject({ title: 'By hand', version: 1 });
  });
});

test('strangers and visitors find none of it, by no door', async () => {
  const doors: [string, string][] = [
    ['GET', `/api/courses/${course.id}/meetings`],
    ['GET', `/api/meetings/${meeting.id}`],
    ['PATCH', `/api/meetings/${meeting.id}`],
    ['DELETE', `/api/meetings/${meeting.id}`],
    ['POST', `/api/meetings/${meeting.id}/papers/upload`],
    ['PUT', `/api/papers/${paper.id}/file`],
    ['PATCH', `/api/papers/${paper.id}`],
    ['DELETE', `/api/papers/${paper.id}`],
    ['GET', `/api/documents/${document.id}`],
    ['GET', fileAddress(document.id, document.fileHash)],
    ['GET', `/api/documents/${document.id}/thumbnails/1`],
  ];
  const json = { headers: { 'content-type': 'application/json' }, body: '{"revision":1}' };
  const visitor = app.visitor();
  for (const [method, path] of doors) {
    const init = method === 'PATCH' ? json : {};
    const [foreign, missing, nobody] = await Promise.all([
      stranger.raw(method, path, init),
      stranger.raw(method, path.replace(/\/[a-z0-9]{24}/, `/${newId()}`), init),
      visitor.raw(method, path, init),
    ]);
    expect([method, path, foreign.status, nobody.status]).toEqual([method, path, 404, 401]);
    // What is foreign and what does not exist look the same.
    const words = async (response: Response) => {
      const { requestId: _one, ...rest } = (await response.json()) as Record<string, unknown>;
      return rest;
    };
    expect(await words(foreign)).toEqual(await words(missing));
  }
  expect(await (await stranger.socket()).join('course', course.id)).toMatchObject({ ok: false });
});
