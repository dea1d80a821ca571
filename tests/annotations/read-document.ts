// A course with a meeting and one paper that can be annotated, for the tests of threads.
import { type Anchor, type Rect, sortKey } from '#shared/annotations/anchor.ts';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { unpackThreads } from '#shared/annotations/pack.ts';
import { condense } from '#shared/annotations/page-text.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { papersRoutes, type DocumentView } from '#shared/papers/contract.ts';
import type { PersonClient, TestApp } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';
import { makePdf, pdfLine } from '#tests/support/pdf.ts';

/** Uploads a paper of three pages to a new meeting and waits until it is read. */
export const uploadDocument = async (
  { instructor, id: courseId }: { readonly instructor: Client; readonly id: Id },
  pdf?: Uint8Array,
): Promise<DocumentView> => {
  const meetingId = newId();
  await instructor.call(papersRoutes.createMeeting, {
    params: { courseId },
    body: {
      id: meetingId,
      topic: 'Reading',
      place: '',
      startsAt: '2026-10-01T14:00:00.000Z',
      durationMinutes: 80,
    },
  });
  const paperId = newId();
  const upload = { params: { meetingId }, body: { id: paperId } };
  await instructor.upload(papersRoutes.uploadPaper, upload, pdf ?? (await makePdf({ pages: 3 })));
  for (;;) {
    const document = await instructor.call(papersRoutes.readDocument, { params: { documentId: paperId } });
    if (document.state !== 'reading') return document;
  }
};

/** Anchors the line `line` (from 0) of page 1 or 2 (from 0) as `makePdf` prints it. */
export const anchorOn = ({ fileHash }: Pick<DocumentView, 'fileHash'>, line: number, page = 1): Anchor => {
  const length = (text: string) => condense(text).condensed.length;
  const start = Array.from({ length: line }, (_, before) => length(pdfLine(page, before))).reduce(
    (sum, characters) => sum + characters,
    0,
  );
  const exact = pdfLine(page, line);
  const y = 620 - line * 14;
  const rect: Rect = [60, y - 2, 540, y + 8];
  const targets = [
    {
      page,
      quote: { exact, prefix: '', suffix: '' },
      position: { start, end: start + length(exact) },
      rects: [rect],
    },
  ];
  return { fileHash, targets, sortKey: sortKey(targets) };
};

/** The threads of a document as one person sees them, and their own marks. */
export const listFor = async (person: Pick<PersonClient, 'call'>, documentId: string, since?: number) => {
  const query = since === undefined ? {} : { since };
  const answer = await person.call(annotationsRoutes.listThreads, { params: { documentId }, query });
  return { ...answer, threads: unpackThreads(documentId, answer.packed) };
};

/** Posts a thread on a line of page 1. */
export const postOn = (
  person: PersonClient,
  document: DocumentView,
  line: number,
  text = `About line ${String(line)}`,
): Promise<ThreadView> =>
  person.call(annotationsRoutes.postThread, {
    params: { documentId: document.id },
    body: { id: newId(), anchor: anchorOn(document, line), kind: 'plain', readingQuestion: null, text },
  });

/** An instructor, a TA, two students, an observer and a stranger who has a course of her own. */
export const gatherReaders = async (app: TestApp) => {
  const [ada, tom, ben, cleo, olga, eve] = await Promise.all(
    ['Ada', 'Tom', 'Ben', 'Cleo', 'Olga', 'Eve'].map((name) => app.person(name)),
  );
  if (!ada || !tom || !ben || !cleo || !olga || !eve) throw new Error('Somebody did not come');
  const course = await app.course({
    instructor: ada,
    tas: [tom],
    students: [ben, cleo],
    observers: [olga],
  });
  await app.course({ instructor: eve });
  return { ada, tom, ben, cleo, olga, eve, course, document: await uploadDocument(course) };
};
