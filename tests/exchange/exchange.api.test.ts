// Threads out and in through the API: nobody's file holds more than they may see, and what left comes back to its place.
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import Papa from 'papaparse';
import { isTextTarget, sortKey, type Target } from '#shared/annotations/anchor.ts';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { exchangeLimits, exchangeRoutes, type FoundItem } from '#shared/exchange/contract.ts';
import { exportFormatSchema, type ExportFormat } from '#shared/exchange/formats.ts';
import { newId } from '#shared/kernel/primitives.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import { anchorOn, listFor, postOn, uploadDocument } from '#tests/annotations/read-document.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { makePdf, pdfLine } from '#tests/support/pdf.ts';
import { annotatedPdf, notesIn } from './annotated-pdf.ts';
import { parseCollection } from './w3c-model.ts';

const app = await startApp();
const [ada, ben, cleo, olga, dan] = await Promise.all([
  app.person('Ada Anders'),
  app.person('Ben Berg'),
  app.person('Cleo Clark'),
  app.person('Olga Onn'),
  app.person('Dan Dorn'),
]);
const course = await app.course({
  ...{ instructor: ada, students: [ben, cleo, dan], observers: [olga] },
  settings: { anonymity: 'choice' },
});
const pdf = await makePdf({ pages: 3 });
const document = await uploadDocument(course, pdf);
const params = { documentId: document.id };

interface Wishes {
  readonly visibility?: 'class' | 'private' | 'staff';
  readonly anonymous?: boolean;
  readonly kind?: 'plain' | 'question' | 'limitation';
  readonly anchor?: ReturnType<typeof anchorOn>;
}
const post = (person: PersonClient, line: number, text: string, { kind = 'plain', ...wishes }: Wishes = {}) =>
  person.call(annotationsRoutes.postThread, {
    params,
    body: { id: newId(), anchor: anchorOn(document, line), readingQuestion: null, text, kind, ...wishes },
  });
const across = [...anchorOn(document, 19, 1).targets, ...anchorOn(document, 0, 2).targets];
const area = [{ page: 2, rects: [[100, 100, 300, 240.5]] as [[number, number, number, number]] }];

const asked = await post(ben, 2, '=HYPERLINK("http://x.example") why **so**?', { kind: 'question' });
await ada.call(annotationsRoutes.reply, {
  params: { threadId: asked.id },
  body: {
    id: newId(),
    text: `Because of [@Ben Berg](person:${ben.personId}), see [there](/documents/${document.id}).`,
  },
});
await post(ben, 4, 'For my eyes of Ben', { visibility: 'private' });
await post(ben, 5, 'Both pages', {
  anchor: { ...anchorOn(document, 0), targets: across, sortKey: sortKey(across) },
});
await post(ben, 6, 'The figure', {
  anchor: { ...anchorOn(document, 0), targets: area, sortKey: sortKey(area) },
});
await post(cleo, 7, 'Said under another name', { anonymous: true, kind: 'limitation' });
await post(cleo, 8, 'For my eyes of Cleo', { visibility: 'private' });
await post(cleo, 9, 'For the staff from Cleo', { visibility: 'staff' });

const exported = async (person: PersonClient, format: ExportFormat, query = '') => {
  const response = await person.raw('GET', `/api/documents/${document.id}/export/${format}${query}`);
  expect([response.status, response.headers.get('content-disposition')]).toEqual([
    200,
    expect.stringMatching(/^attachment; filename="Quiet Rooms Reading Papers Together - notes\.\w+"$/),
  ]);
  return Buffer.from(await response.arrayBuffer());
};
const preview = (person: PersonClient, { id }: Pick<DocumentView, 'id'>, bytes: Uint8Array | string) =>
  person.upload(exchangeRoutes.previewImport, { params: { documentId: id }, body: {} }, bytes, 'notes');
const bring = async (person: PersonClient, { id }: Pick<DocumentView, 'id'>, items: readonly FoundItem[]) => {
  const chosen = items.flatMap(({ id: own, anchor, kind, text }) =>
    anchor ? [{ id: own, anchor, kind, text }] : [],
  );
  const body = { visibility: 'private' as const, items: chosen };
  return (await person.call(exchangeRoutes.importThreads, { params: { documentId: id }, body })).results;
};
const readable = async (format: ExportFormat, bytes: Buffer): Promise<string> =>
  format === 'pdf' ? JSON.stringify(await notesIn(bytes)) : bytes.toString('utf8');
const filesOnDisk = async () =>
  (await readdir(app.filesDir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();

describe('what leaves', () => {
  test.each(exportFormatSchema.options)('%s holds what one may see and no more', async (format) => {
    const texts = new Map<string, string>();
    for (const [name, person] of Object.entries({ ada, ben, cleo, dan, olga }))
      texts.set(name, await readable(format, await exported(person, format)));
    const says = (name: string, words: string) => texts.get(name)?.includes(words);
    for (const name of texts.keys()) {
      expect([name, says(name, 'Both pages'), says(name, 'another name')]).toEqual([name, true, true]);
      expect([name, says(name, 'eyes of Ben')]).toEqual([name, name === 'ben']);
      expect([name, says(name, 'eyes of Cleo')]).toEqual([name, name === 'cleo']);
      expect([name, says(name, 'the staff from Cleo')]).toEqual([name, ['cleo', 'ada'].includes(name)]);
    }
    for (const name of ['ben', 'dan', 'olga'])
      for (const trace of ['Cleo Clark', cleo.personId])
        expect([name, says(name, trace)]).toEqual([name, false]);
    expect(says('ada', 'Cleo Clark')).toBe(true);
  });

  test('is narrowed to one’s own threads, anonymous ones too, and to a kind', async () => {
    const own = (await exported(cleo, 'md', '?scope=mine')).toString();
    expect(own).toContain('Said under another name');
    expect(own).not.toContain('Both pages');
    const questions = parseCollection((await exported(cleo, 'jsonld', '?kind=question')).toString());
    expect(questions.items.map(({ motivation }) => motivation)).toEqual(['questioning', 'replying']);
    const none = parseCollection((await exported(cleo, 'jsonld', '?kind=insight')).toString());
    expect(none).toEqual({ total: 0, items: [] });
    expect((await cleo.raw('GET', `/api/documents/${document.id}/export/exe`)).status).toBe(400);
  });

  test('as Web Annotations is valid against the model', async () => {
    const { items } = parseCollection((await exported(ben, 'jsonld')).toString());
    const [question, reply] = items;
    expect(question).toMatchObject({
      motivation: 'questioning',
      creator: { type: 'Person', name: 'Ben Berg' },
      body: [
        { value: '=HYPERLINK("http://x.example") why **so**?', purpose: 'commenting' },
        { value: 'question' },
      ],
    });
    expect(reply).toMatchObject({
      target: question?.id,
      body: [{ value: `Because of @Ben Berg, see [there](${app.url}/documents/${document.id}).` }],
    });
    expect(items.find(({ target }) => Array.isArray(target) && target.length === 2)).toBeDefined();
  });

  test('as CSV runs nothing in a spreadsheet', async () => {
    const text = (await exported(ben, 'csv')).toString();
    const { data } = Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), {
      header: true,
      skipEmptyLines: true,
    });
    expect(data).toHaveLength(6);
    expect(data[0]).toMatchObject({
      text: `'=HYPERLINK("http://x.example") why **so**?`,
      kind: 'Question',
      staff: 'no',
    });
    expect(data[1]).toMatchObject({ reply_to: asked.id, staff: 'yes', author: 'Ada Anders' });
    for (const row of data) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^\s*[=+\-@]/);
  });

  test('as PDF keeps the original bytes and adds notes with their replies', async () => {
    const original = Buffer.from(
      await (await ben.raw('GET', `/api/documents/${document.id}/files/${document.fileHash}`)).arrayBuffer(),
    );
    const pdf = await exported(ben, 'pdf');
    expect(pdf.subarray(0, original.length).equals(original)).toBe(true);
    const notes = await notesIn(pdf);
    const question = notes.find(({ contents }) => contents.startsWith('=HYPERLINK'));
    expect(question).toMatchObject({
      subtype: 'Highlight',
      title: 'Ben Berg',
      contents: '=HYPERLINK("http://x.example") why so?',
    });
    expect(notes.filter(({ inReplyTo }) => inReplyTo === question?.id)).toMatchObject([
      {
        subtype: 'Text',
        title: 'Ada Anders (staff)',
        contents: expect.stringContaining('Because of @Ben Berg') as unknown,
      },
    ]);
    expect(notes.filter(({ subtype }) => subtype === 'Square')).toMatchObject([
      { contents: 'The figure', page: 2 },
    ]);
    expect(notes.filter(({ subtype }) => subtype === 'Highlight')).toHaveLength(6 - 1);
  });

  test('as PDF holds what lost its place at the edge of the first page, and says where it was', async () => {
    const reader = await app.person('Rita Reed');
    const paper = await uploadDocument(await app.course({ instructor: reader }), pdf);
    const thread = await postOn(reader, paper, 4, 'Where did this go?');
    const body = { id: newId(), text: 'Into the appendix.' };
    await reader.call(annotationsRoutes.reply, { params: { threadId: thread.id }, body });
    const other = { 'anchor.fileHash': 'a'.repeat(64) };
    await app.db.collection<{ _id: string }>('threads').updateOne({ _id: thread.id }, { $set: other });
    const response = await reader.raw('GET', `/api/documents/${paper.id}/export/pdf`);
    const file = Buffer.from(await response.arrayBuffer());
    const [note, reply, ...none] = await notesIn(file);
    expect(none).toEqual([]);
    expect(note).toMatchObject({ subtype: 'Text', page: 0, title: 'Rita Reed (staff)' });
    expect(note?.contents).toBe(
      `Has no place in this version of the paper. In an earlier one: Page 2, “${pdfLine(1, 4)}”\n\nWhere did this go?`,
    );
    expect(reply).toMatchObject({ inReplyTo: note?.id, contents: 'Into the appendix.' });
    const [back] = (await preview(reader, paper, file)).items;
    expect(back?.isThere).toBe(true);
  });
});

describe('what comes in', () => {
  // The same paper is read in another course: there nothing of all this is known.
  const elsewhere = async () => {
    const reader = await app.person();
    const there = await uploadDocument(await app.course({ instructor: reader }), pdf);
    return { reader, there };
  };
  const byPlace = (threads: readonly ThreadView[]) => threads.map(({ anchor: { targets } }) => targets);

  test.each(['jsonld', 'hypothesis', 'pdf'] as const)('%s comes back to its place', async (format) => {
    const { threads } = await listFor(ben, document.id);
    const mine = threads.filter(({ authorId }) => authorId === ben.personId);
    expect(mine).toHaveLength(4);
    const file = await exported(ben, format, '?scope=mine');
    const { reader, there } = await elsewhere();
    const before = await filesOnDisk();
    const { items, source, left } = await preview(reader, there, file);
    expect([source, left, items.map(({ state }) => state)]).toEqual([format, 0, Array(4).fill('found')]);
    expect(items.map(({ isThere }) => isThere)).toEqual(Array(4).fill(false));
    expect(await filesOnDisk()).toEqual(before);
    expect((await listFor(reader, there.id)).threads).toEqual([]);

    expect((await bring(reader, there, items)).map(({ outcome }) => outcome)).toEqual(
      Array(4).fill('imported'),
    );
    const arrived = (await listFor(reader, there.id)).threads;
    expect(arrived.map(({ visibility, authorId }) => [visibility, authorId])).toEqual(
      Array(4).fill(['private', reader.personId]),
    );
    const words = (text: string) => (format === 'pdf' ? text.replaceAll('**', '') : text);
    const [question] = mine;
    expect(arrived.map(({ text, kind }) => [text.split('\n')[0], kind])).toEqual(
      mine.map(({ text, kind }) => [words(text), kind]),
    );
    expect(arrived[0]?.text).toMatch(/\n> \*\*Ada Anders( \(staff\))?:\*\* Because of @Ben Berg/);
    const places = (targets: readonly Target[]) =>
      targets.map((target) => [target.page, isTextTarget(target) ? target.position : target.rects]);
    expect(byPlace(arrived).map(places)).toEqual(byPlace(mine).map(places));
    if (format === 'jsonld')
      expect(byPlace(arrived)[0]?.[0]?.rects).toEqual(question?.anchor.targets[0]?.rects);

    // A second time nothing is doubled; what was deleted may come back.
    expect((await preview(reader, there, file)).items.every(({ isThere }) => isThere)).toBe(true);
    expect((await bring(reader, there, items)).map(({ outcome }) => outcome)).toEqual(Array(4).fill('there'));
    await reader.call(annotationsRoutes.deleteThread, { params: { threadId: arrived[0]?.id ?? '' } });
    expect((await bring(reader, there, items)).map(({ outcome }) => outcome)).toEqual([
      'imported',
      ...Array<string>(3).fill('there'),
    ]);
    expect((await listFor(reader, there.id)).threads).toHaveLength(4);
    // Where it came from, all of it is known.
    expect((await preview(ben, document, file)).items.map(({ isThere }) => isThere)).toEqual(
      Array(4).fill(true),
    );
  });

  test('notes of Acrobat, Preview and Zotero find their words', async () => {
    const { reader, there } = await elsewhere();
    const { items } = await preview(reader, there, await annotatedPdf(pdf));
    expect(items).toMatchObject([
      { state: 'found', page: '1', quote: '', text: 'A sticky note', kind: 'plain', author: 'Ann O. Tator' },
      {
        ...{ state: 'found', page: '2', quote: pdfLine(1, 1), kind: 'question', author: '' },
        text: 'Is this so?\n\n> **Bob:** It is.\n\n> **Ann:** Thanks.',
      },
      { state: 'found', page: '2', quote: `${pdfLine(1, 4)} ${pdfLine(1, 5)}`, text: 'Highlighted.' },
      {
        state: 'found',
        page: '3',
        quote: '',
        text: 'Over nothing',
        problem: null,
      },
      {
        state: 'found',
        page: '3',
        quote: '',
        text: 'A figure',
        anchor: { targets: [{ rects: [[100, 100, 250, 200]] }] },
      },
    ]);
    const answers = await bring(reader, there, items);
    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(5).fill('imported'));
    expect((await listFor(reader, there.id)).threads).toHaveLength(5);
  });

  test('of a file with more notes than one may have, it is told exactly how many are left out', async () => {
    const { reader, there } = await elsewhere();
    const notes = Array.from({ length: exchangeLimits.notes + 3 }, (_, at) => ({
      ...{ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'Annotation', id: `urn:note:${String(at)}` },
      body: { type: 'TextualBody', value: `Note ${String(at)}` },
      target: { source: 'https://a.example/', selector: { type: 'TextQuoteSelector', exact: pdfLine(1, 3) } },
    }));
    const { items, left } = await preview(reader, there, JSON.stringify(notes));
    expect([items.length, left]).toEqual([exchangeLimits.notes, 3]);
    expect(new Set(items.map(({ id }) => id)).size).toBe(exchangeLimits.notes);
    const some = items.slice(0, 3);
    expect((await bring(reader, there, some)).map(({ outcome }) => outcome)).toEqual(
      Array(3).fill('imported'),
    );
    const again = await preview(reader, there, JSON.stringify(notes));
    expect(again.items.filter(({ isThere }) => isThere)).toHaveLength(3);
  });

  test('a Web Annotation by others needs no more than a quote', async () => {
    const { reader, there } = await elsewhere();
    const one = (exact: string, more: object = {}) => ({
      ...{
        '@context': 'http://www.w3.org/ns/anno.jsonld',
        type: 'Annotation',
        id: `urn:x:${exact}`,
        bodyValue: 'Hm',
      },
      target: {
        source: 'https://example.org/paper.pdf',
        selector: { type: 'TextQuoteSelector', exact, ...more },
      },
    });
    const { items } = await preview(
      reader,
      there,
      JSON.stringify([
        one('PAGE 2, line 7: readers of a\ncourse dis-\ncuss'),
        one('what the authors measured', { prefix: 'Page 3, line 9: readers of a course discuss ' }),
        one('what the authors measured'),
        one('Page 2, line 12: readers of some courses discuss'),
        one('nothing of the kind is printed here'),
      ]),
    );
    const of = (words: string) => items.find(({ quote }) => quote.includes(words));
    expect(of('Page 2, line 7: readers of a course discuss')).toMatchObject({ state: 'found', page: '2' });
    expect(items.filter(({ quote }) => quote === 'what the authors measured')).toMatchObject([
      { state: 'unsure', page: '1', problem: expect.stringContaining('several places') },
      { state: 'found', page: '3' },
    ]);
    expect(of('Page 2, line 12: readers of a course')).toMatchObject({ state: 'unsure', text: 'Hm' });
    expect(items.at(-1)).toMatchObject({
      state: 'missing',
      anchor: null,
      problem: 'These words are not in this paper.',
    });
    const [first] = items.filter(({ quote }) => quote.includes('line 7'));
    const [rect] = first?.anchor?.targets[0]?.rects ?? [];
    expect(rect?.map(Math.round)).toEqual([60, expect.any(Number), expect.any(Number), expect.any(Number)]);
  });

  test('what cannot be read is refused in a sentence, and nothing stays behind', async () => {
    const before = await filesOnDisk();
    for (const junk of ['no JSON', '{"a":1}', '[]', '%PDF-1.7 not much', 'x'.repeat(2000)])
      await expect(preview(ben, document, junk)).rejects.toMatchObject({ status: 422 });
    expect(await filesOnDisk()).toEqual(before);
    // The very file of the document may be looked at, and stays.
    expect((await preview(ben, document, pdf)).items).toEqual([]);
    expect(await filesOnDisk()).toEqual(before);
  });

  test('observers and strangers bring nothing, and no one more than an anchor that is true', async () => {
    const { items } = await preview(ben, document, await annotatedPdf(pdf));
    await expect(preview(olga, document, pdf)).rejects.toMatchObject({ status: 403 });
    await expect(bring(olga, document, items)).rejects.toMatchObject({ status: 403 });
    const [item] = items;
    if (!item?.anchor) throw new Error('Nothing was found');
    const wrong = { ...item, anchor: { ...item.anchor, fileHash: '0'.repeat(64) } };
    expect(await bring(ben, document, [wrong])).toMatchObject([
      { outcome: 'refused', problem: expect.any(String) },
    ]);
    await expect(bring(ben, document, Array<FoundItem>(41).fill(item))).rejects.toMatchObject({
      status: 400,
    });
  });
});
