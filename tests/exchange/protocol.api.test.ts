// The W3C Web Annotation Protocol as a program with a token meets it: its MUSTs, everybody's rights, and what two do at once.
import { describe, expect, test } from '@jest/globals';
import { annotationsEvents, annotationsRoutes } from '#shared/annotations/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { newId } from '#shared/kernel/primitives.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import { anchorOn, listFor, postOn, uploadDocument } from '#tests/annotations/read-document.ts';
import { startApp } from '#tests/support/app.ts';
import { makePdf, pdfLine } from '#tests/support/pdf.ts';
import { noteOn, programOf, type Answer, type Json, type Program } from './program.ts';
import { parseAnnotation } from './w3c-model.ts';

const app = await startApp();
const [ada, ben, cleo, olga, eve] = [
  await app.person('Ada Anders'),
  await app.person('Ben Berg'),
  await app.person('Cleo Clark'),
  await app.person('Olga Onn'),
  await app.person('Eve Else'),
];
const course = await app.course({
  ...{ instructor: ada, students: [ben, cleo], observers: [olga] },
  settings: { anonymity: 'choice' },
});
await app.course({ instructor: eve });
const pdf = await makePdf({ pages: 3 });
const paper = await uploadDocument(course, pdf);
const [asAda, asBen, asCleo, asOlga, asEve] = [
  await programOf(app, ada),
  await programOf(app, ben),
  await programOf(app, cleo),
  await programOf(app, olga),
  await programOf(app, eve),
];
const containerOf = ({ id }: { id: string }) => `${app.url}/annotations/${id}/`;
const container = containerOf(paper);
const jsonLd = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';
const include = (...iris: string[]) => ({ prefer: `return=representation;include="${iris.join(' ')}"` });
const minimal = 'http://www.w3.org/ns/ldp#PreferMinimalContainer';
const irisOnly = 'http://www.w3.org/ns/oa#PreferContainedIRIs';
const descriptions = 'http://www.w3.org/ns/oa#PreferContainedDescriptions';

const created = async (program: Program, note: Json): Promise<Answer & { iri: string; etag: string }> => {
  const answer = await program('POST', container, { body: note });
  expect([answer.status, answer.json]).toEqual([201, expect.anything()]);
  return { ...answer, ...tagOf(answer), iri: answer.headers.get('location') ?? '' };
};
const tagOf = ({ headers }: Answer) => ({ etag: headers.get('etag') ?? '' });
const itemsOf = ({ json }: Answer) => ((json['first'] ?? json) as { items: Json[] }).items;
const put = (program: Program, iri: string, etag: string, body: unknown) =>
  program('PUT', iri, { headers: { 'if-match': etag }, body });
const threadOf = async (iri: string): Promise<ThreadView> => {
  const { threads } = await listFor(ada, paper.id);
  const thread = threads.find(({ id }) => iri.endsWith(`/${id}`));
  if (!thread) throw new Error(`There is no ${iri}`);
  return thread;
};
/** Straight into the store: hundreds by hand would take the test's time. Each with a reply. */
const storeThreads = async (document: DocumentView, count: number) => {
  const thread = await postOn(ada, document, 1);
  const threads = app.db.collection<{ _id: string; [field: string]: unknown }>('threads');
  const [one] = await threads.find({ _id: thread.id }).toArray();
  await threads.deleteOne({ _id: thread.id });
  const post = (at: number) => ({
    ...{
      _id: newId(),
      authorId: ada.personId,
      anonymous: false,
      text: `Post ${String(at)}`,
      deletedAt: null,
    },
    // Several at the same moment.
    postedAt: new Date(Date.parse(thread.postedAt) + Math.floor(at / 7)),
    ...{ editedAt: null, revision: 1, upvoters: [], endorsedBy: null },
  });
  await threads.insertMany(
    Array.from({ length: count }, (_, at) => ({ ...one, ...post(at), replies: [post(at)] })),
  );
};
const countThreads = () => app.db.collection('threads').countDocuments();
const says = (text: string) => ({ body: { type: 'TextualBody', value: text, format: 'text/markdown' } });

const first = await created(asBen, noteOn(app, paper, 1, says('What is meant by *this*?')));

describe('annotations (section 3)', () => {
  test.each(['GET', 'HEAD', 'OPTIONS'])(
    '%s says what it is, in which state, and what can be done',
    async (method) => {
      const { status, headers } = await asBen(method, first.iri);
      expect(status).toBe(method === 'OPTIONS' ? 204 : 200);
      // Section 3.1: Link, ETag, Allow, Vary.
      expect(headers.get('link')).toContain('<http://www.w3.org/ns/ldp#Resource>; rel="type"');
      expect(headers.get('etag')).toBe(first.etag);
      expect(headers.get('allow')).toBe('GET, HEAD, OPTIONS, PUT, DELETE');
      expect(headers.get('vary')).toMatch(/\bAccept\b/);
      if (method !== 'OPTIONS') expect(headers.get('content-type')).toBe(jsonLd);
    },
  );

  test('are those of the model, and are not sent again to whoever has them', async () => {
    const { json } = await asBen('GET', first.iri);
    expect(parseAnnotation(json).id).toBe(first.iri);
    expect(json).toMatchObject({
      motivation: 'questioning',
      creator: { name: 'Ben Berg' },
      audience: { name: 'Class' },
    });
    const again = await asBen('GET', first.iri, { headers: { 'if-none-match': first.etag } });
    expect([again.status, again.json]).toEqual([304, {}]);
  });

  test('the tag stays when something else happens, and goes when the annotation changes', async () => {
    const thread = await threadOf(first.iri);
    await cleo.call(annotationsRoutes.upvote, { params: { threadId: thread.id, postId: thread.id } });
    expect(tagOf(await asBen('GET', first.iri))).toEqual({ etag: first.etag });
    await ben.call(annotationsRoutes.editThread, {
      params: { threadId: thread.id },
      body: { kind: 'question', readingQuestion: null, text: 'Which?', revision: thread.revision },
    });
    const after = await asBen('GET', first.iri);
    expect(after.headers.get('etag')).not.toBe(first.etag);
    expect(JSON.stringify(after.json)).toContain('Which?');
  });
});

describe('containers (section 4)', () => {
  test.each(['GET', 'HEAD', 'OPTIONS'])('%s says what it is and what it takes', async (method) => {
    const { status, headers } = await asBen(method, container);
    expect(status).toBe(method === 'OPTIONS' ? 204 : 200);
    // Section 4.1.
    expect(headers.get('link')).toContain('<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"');
    expect(headers.get('link')).toContain(
      '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"',
    );
    expect(headers.get('etag')).toMatch(/^"[\w-]+"$/);
    expect(headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
    expect(headers.get('accept-post')).toBe(jsonLd);
    expect(headers.get('vary')).toMatch(/\bAccept\b.*\bPrefer\b/);
    // Section 4.2: the IRI that tells the two kinds of contents apart.
    expect(headers.get('content-location')).toBe(`${container}?iris=0`);
  });

  test('with the Link headers also where something is refused', async () => {
    for (const { headers } of [
      await asEve('GET', container),
      await asBen('POST', container, { body: {} }),
      await asBen('PATCH', container),
    ])
      expect(headers.get('link')).toContain('ldp#BasicContainer');
  });

  test('are told as they are preferred: alone, with IRIs, with whole annotations (sections 4.2.1 to 4.2.4)', async () => {
    const bare = await asBen('GET', container, { headers: include(minimal, irisOnly) });
    expect(bare.json).toMatchObject({
      '@context': ['http://www.w3.org/ns/anno.jsonld', 'http://www.w3.org/ns/ldp.jsonld'],
      id: `${container}?iris=1`,
      type: ['BasicContainer', 'AnnotationCollection'],
      first: `${container}?iris=1&page=0`,
      last: `${container}?iris=1&page=0`,
    });
    expect(bare.headers.get('preference-applied')).toBe('return=representation');
    const iris = await asBen('GET', container, { headers: include(irisOnly) });
    expect(iris.headers.get('content-location')).toBe(`${container}?iris=1`);
    expect(itemsOf(iris)).toContain(first.iri);
    for (const headers of [{}, include(descriptions), include(descriptions, irisOnly)]) {
      const whole = await asBen('GET', container, { headers });
      expect(whole.json).toMatchObject({ id: `${container}?iris=0`, total: itemsOf(whole).length });
      for (const item of itemsOf(whole)) parseAnnotation(item);
    }
  });

  test('without annotations have no page', async () => {
    const empty = containerOf(await uploadDocument(course, await makePdf({ pages: 1 })));
    const { json } = await asBen('GET', empty);
    expect([json['total'], json['first'], json['last']]).toEqual([0, undefined, undefined]);
    expect((await asBen('GET', `${empty}?page=0`)).status).toBe(404);
  });

  test('have a tag that changes with each of their annotations', async () => {
    const tag = async () => tagOf(await asBen('HEAD', container, { headers: include(minimal) })).etag;
    const before = await tag();
    expect(await tag()).toBe(before);
    const thread = await postOn(cleo, paper, 3);
    const between = await tag();
    await cleo.call(annotationsRoutes.deleteThread, { params: { threadId: thread.id } });
    expect(new Set([before, between]).size).toBe(2);
  });

  test('are read page by page, each annotation once, in an order that new ones do not disturb (section 4.3)', async () => {
    const long = await uploadDocument(course, await makePdf({ pages: 4 }));
    await storeThreads(long, 120);
    for (const iris of ['0', '1']) {
      const whole = await asBen('GET', `${containerOf(long)}?iris=${iris}`, {
        headers: include(minimal, ...(iris === '1' ? [irisOnly] : [])),
      });
      expect(whole.json['total']).toBe(240);
      const seen: string[] = [];
      const pages: string[] = [];
      let next = whole.json['first'] as string | undefined;
      while (next !== undefined) {
        const page = await asBen('GET', next);
        expect(page.json).toMatchObject({
          id: next,
          type: 'AnnotationPage',
          startIndex: seen.length,
          partOf: { id: `${containerOf(long)}?iris=${iris}`, total: 240 },
        });
        expect(page.json['prev']).toBe(pages.at(-1));
        seen.push(...itemsOf(page).map((item) => (typeof item === 'string' ? item : String(item['id']))));
        pages.push(next);
        next = page.json['next'] as string | undefined;
      }
      expect([pages.length, pages.at(-1)]).toEqual([3, whole.json['last']]);
      expect([seen.length, new Set(seen).size]).toEqual([240, 240]);
      // What is new comes at the end, and what was on a page stays there.
      const addressOf = (item: Json | string) => (typeof item === 'string' ? item : String(item['id']));
      await postOn(ada, long, 2);
      const again = itemsOf(await asBen('GET', String(pages[1]))).map(addressOf);
      expect(again).toEqual(seen.slice(100, 200));
      expect(itemsOf(await asBen('GET', String(pages[2])))).toHaveLength(41);
      await app.db.collection('threads').deleteOne({ documentId: long.id, text: 'About line 2' });
      for (const page of ['3', '-1', 'x', `9-9-${newId()}x-`, `240-${String(Date.now() + 1e9)}-${newId()}`])
        expect((await asBen('GET', `${containerOf(long)}?iris=${iris}&page=${page}`)).status).toBe(404);
    }
  });

  test('what the database reads for a page does not grow with what the document holds', async () => {
    const db = app.db.getClient().db(app.db.name);
    const examined = async () => {
      const status = await db.command({ serverStatus: 1 });
      const { queryExecutor } = status['metrics'] as { queryExecutor: { scannedObjects: unknown } };
      return Number(queryExecutor.scannedObjects);
    };
    const readFor = async (count: number) => {
      const long = await uploadDocument(course, await makePdf({ pages: 4 }));
      await storeThreads(long, count);
      const whole = await asBen('GET', `${containerOf(long)}?iris=0`);
      const { next } = whole.json['first'] as Json;
      const before = await examined();
      const page = await asBen('GET', String(next));
      const one = await asBen('GET', String(itemsOf(page)[1]?.['id']));
      const after = await examined();
      expect([page.status, one.status]).toEqual([200, 200]);
      return after - before;
    };
    const [few, many] = [await readFor(120), await readFor(420)];
    expect(few).toBeGreaterThan(50);
    expect(many).toBeLessThan(few + 50);
  });
});

describe('creating (section 5.1)', () => {
  test('puts a thread on the passage, and answers with it and with where it is', async () => {
    const id = 'https://elsewhere.example/notes/7';
    const canonical = 'urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df';
    const made = await created(asBen, noteOn(app, paper, 5, { id, canonical, ...says('An insight') }));
    expect(made.iri).toMatch(new RegExp(`^${container}[a-z0-9]+$`));
    expect(made.headers.get('content-type')).toBe(jsonLd);
    // The IRI is ours, the one it had is kept, and the canonical one stays what it was.
    expect(made.json).toMatchObject({ id: made.iri, via: [id], canonical });
    const read = await asBen('GET', made.iri);
    expect([read.json, tagOf(read).etag]).toEqual([made.json, made.etag]);
    const thread = await threadOf(made.iri);
    expect(thread).toMatchObject({ text: 'An insight', authorId: ben.personId, visibility: 'class' });
    const [target] = anchorOn(paper, 5).targets;
    expect(thread.anchor.targets).toMatchObject([
      { page: 1, position: target && 'position' in target ? target.position : null },
    ]);
    const changed = await put(asBen, made.iri, made.etag, { ...made.json, canonical: 'urn:uuid:0' });
    expect(changed.status).toBe(422);
  });

  test('tells readers live, as from anybody', async () => {
    const socket = await cleo.socket();
    await socket.join('document', paper.id);
    const { iri } = await created(asBen, noteOn(app, paper, 6));
    await socket.waitFor(annotationsEvents.threadPosted, ({ id }) => iri === container + id);
    socket.close();
  });

  test('finds one of two places by what stands around it or by counting, an area by its box', async () => {
    const text = await app.db
      .collection<{ _id: string; text: string }>('pageTexts')
      .findOne({ _id: new RegExp(`^${paper.fileHash}:0*1$`) as never });
    const words = pdfLine(1, 7);
    const start = [...(text?.text ?? '')].join('').indexOf(words);
    const source = `${app.url}/api/documents/${paper.id}/files/${paper.fileHash}`;
    const counted = await created(
      asBen,
      noteOn(app, paper, 7, {
        target: {
          source,
          selector: {
            type: 'FragmentSelector',
            value: 'page=2',
            refinedBy: { type: 'TextPositionSelector', start, end: start + words.length },
          },
        },
      }),
    );
    expect((await threadOf(counted.iri)).anchor.targets).toMatchObject([
      { page: 1, quote: { exact: words } },
    ]);
    const area = await created(
      asBen,
      noteOn(app, paper, 7, {
        target: { source, selector: { type: 'FragmentSelector', value: 'page=3&viewrect=100,200,150,50' } },
      }),
    );
    expect((await threadOf(area.iri)).anchor.targets).toEqual([
      expect.objectContaining({ page: 2, rects: [expect.anything()] }),
    ]);
  });

  test.each<[string, Json, number, string]>([
    [
      'words that are not there',
      { selector: { type: 'TextQuoteSelector', exact: 'No such words anywhere' } },
      422,
      'no_such_passage',
    ],
    [
      'words that stand in several places',
      { selector: { type: 'TextQuoteSelector', exact: 'of' } },
      422,
      'no_such_passage',
    ],
    ['no place at all', {}, 422, 'no_place'],
    ['a page without a box', { selector: { type: 'FragmentSelector', value: 'page=2' } }, 422, 'no_place'],
    [
      'a page that is not there',
      { selector: { type: 'FragmentSelector', value: 'page=99&viewrect=1,1,50,50' } },
      422,
      'no_place',
    ],
    ['another paper', { source: 'https://arxiv.org/pdf/1706.03762' }, 422, 'other_target'],
  ])('refuses %s, and stores nothing', async (_, target, status, reason) => {
    const before = await countThreads();
    const source = `${app.url}/documents/${paper.id}`;
    const answer = await asBen('POST', container, {
      body: noteOn(app, paper, 1, { target: { source, ...target } }),
    });
    expect([answer.status, answer.json['reason']]).toEqual([status, reason]);
    expect(answer.json['message']).toMatch(/\.$/);
    expect(await countThreads()).toBe(before);
  });

  test.each<[string, Json, string]>([
    ['another type', { type: 'Note' }, 'no_annotation'],
    ['another context', { '@context': 'https://schema.org' }, 'no_annotation'],
    ['no target', { target: [] }, 'no_annotation'],
    ['an unknown audience', { audience: { name: 'My friends' } }, 'unknown_audience'],
    ['too long a text', says('x'.repeat(20_001)), 'text_refused'],
  ])('refuses %s', async (_, more, reason) => {
    const answer = await asBen('POST', container, { body: noteOn(app, paper, 1, more) });
    expect([answer.status, answer.json['reason']]).toEqual([422, reason]);
  });

  test('refuses what is no JSON-LD by its type, and what is no JSON', async () => {
    const turtle = { headers: { 'content-type': 'text/turtle' }, body: '<> a <x> .' };
    expect((await asBen('POST', container, turtle)).status).toBe(415);
    expect((await asBen('POST', container, { body: '{"@context":' })).status).toBe(400);
  });

  test('a reply is an annotation of an annotation', async () => {
    const reply = { ...noteOn(app, paper, 1, says('Because.')), target: first.iri };
    const answered = await created(asCleo, reply);
    expect(answered.json).toMatchObject({
      motivation: 'replying',
      target: first.iri,
      creator: { name: 'Cleo Clark' },
    });
    const deeper = await created(asBen, { ...reply, ...says('I see.'), target: answered.iri });
    expect(deeper.json['target']).toBe(first.iri);
    expect((await threadOf(first.iri)).replies.map(({ text }) => text)).toEqual(['Because.', 'I see.']);
    const nowhere = await asCleo('POST', container, { body: { ...reply, target: container + newId() } });
    expect(nowhere.status).toBe(404);
  });
});

describe('replacing and removing (sections 5.3, 5.4)', () => {
  test('a word is changed, and everything else comes back as it was', async () => {
    const text = `Ask [@Cleo Clark](person:${cleo.personId}) about [this](/documents/${paper.id}).`;
    const made = await created(asBen, noteOn(app, paper, 8, says(text)));
    expect((await threadOf(made.iri)).text).toBe(text);
    const before = await threadOf(made.iri);
    const body = JSON.parse(JSON.stringify(made.json).replace('Ask', 'Tell')) as Json;
    const answer = await put(asBen, made.iri, made.etag, body);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).not.toBe(made.etag);
    const after = await threadOf(made.iri);
    expect([after.text, after.anchor, after.kind]).toEqual([
      text.replace('Ask', 'Tell'),
      before.anchor,
      before.kind,
    ]);
    expect(parseAnnotation(answer.json).id).toBe(made.iri);
  });

  test('the place is changed', async () => {
    const made = await created(asBen, noteOn(app, paper, 9));
    const answer = await put(asBen, made.iri, made.etag, noteOn(app, paper, 10));
    expect(answer.status).toBe(200);
    expect((await threadOf(made.iri)).anchor.targets).toMatchObject([{ quote: { exact: pdfLine(1, 10) } }]);
  });

  test('needs the tag that the annotation has now', async () => {
    const made = await created(asBen, noteOn(app, paper, 11));
    const next = noteOn(app, paper, 11, says('Second'));
    expect((await asBen('PUT', made.iri, { body: next })).status).toBe(428);
    expect((await put(asBen, made.iri, '"x"', next)).status).toBe(412);
    expect((await put(asBen, made.iri, `W/${made.etag}`, next)).status).toBe(412);
    expect((await put(asBen, made.iri, `"x", ${made.etag}`, next)).status).toBe(200);
    const stale = await put(asBen, made.iri, made.etag, noteOn(app, paper, 11, says('Third')));
    expect([stale.status, stale.json['reason']]).toEqual([412, 'changed_meanwhile']);
    expect((await asBen('DELETE', made.iri, { headers: { 'if-match': made.etag } })).status).toBe(412);
    expect((await threadOf(made.iri)).text).toBe('Second');
  });

  test('of many who start from one state, one gets through', async () => {
    const made = await created(asBen, noteOn(app, paper, 12));
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        put(asBen, made.iri, made.etag, noteOn(app, paper, 13 + index, says(`By ${String(index)}`))),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
    const winner = answers.findIndex(({ status }) => status === 200);
    const thread = await threadOf(made.iri);
    expect(thread).toMatchObject({ text: `By ${String(winner)}`, revision: 2 });
    expect(thread.anchor.targets).toMatchObject([{ quote: { exact: pdfLine(1, 13 + winner) } }]);
  });

  test('what was removed is in no container, and its address stays empty', async () => {
    const made = await created(asBen, noteOn(app, paper, 14));
    const reply = await created(asCleo, { ...noteOn(app, paper, 1, says('Why?')), target: made.iri });
    expect((await asBen('DELETE', made.iri, { headers: { 'if-match': made.etag } })).status).toBe(204);
    expect([(await asBen('GET', made.iri)).status, (await asBen('GET', reply.iri)).status]).toEqual([
      410, 200,
    ]);
    expect((await asCleo('DELETE', reply.iri)).status).toBe(204);
    expect([(await asBen('GET', made.iri)).status, (await asBen('GET', reply.iri)).status]).toEqual([
      404, 404,
    ]);
    const items = itemsOf(await asBen('GET', container, { headers: include(irisOnly) }));
    expect(items).not.toContain(made.iri);
    expect(items).not.toContain(reply.iri);
  });

  test('a reply is changed by who wrote it, and stays in its thread', async () => {
    const reply = await created(asCleo, { ...noteOn(app, paper, 1, says('Tpyo')), target: first.iri });
    const fixed = { ...reply.json, ...says('Typo') };
    expect((await put(asBen, reply.iri, reply.etag, fixed)).status).toBe(403);
    expect((await put(asCleo, reply.iri, reply.etag, noteOn(app, paper, 2))).status).toBe(422);
    expect((await put(asCleo, reply.iri, reply.etag, fixed)).status).toBe(200);
    expect((await threadOf(first.iri)).replies.at(-1)?.text).toBe('Typo');
  });
});

describe('rights', () => {
  test('another course’s paper is none', async () => {
    const answers = [
      await asEve('GET', container),
      await asEve('GET', first.iri),
      await asEve('POST', container, { body: noteOn(app, paper, 1) }),
      await put(asEve, first.iri, first.etag, noteOn(app, paper, 1)),
      await asEve('DELETE', first.iri),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(JSON.stringify(answers)).not.toMatch(/Ben|Cleo|Which/);
  });

  test('observers read and write nothing; others’ words stay theirs', async () => {
    expect((await asOlga('GET', first.iri)).status).toBe(200);
    const { etag } = tagOf(await asOlga('GET', first.iri));
    expect((await asOlga('POST', container, { body: noteOn(app, paper, 1) })).status).toBe(403);
    expect((await put(asOlga, first.iri, etag, noteOn(app, paper, 1))).status).toBe(403);
    expect((await asOlga('DELETE', first.iri)).status).toBe(403);
    expect((await put(asCleo, first.iri, '*', noteOn(app, paper, 1))).status).toBe(403);
    expect((await asCleo('DELETE', first.iri)).status).toBe(403);
  });

  test('private and staff notes are for whom they are for', async () => {
    const own = await created(
      asCleo,
      noteOn(app, paper, 15, { audience: { name: 'Private' }, ...says('Mine alone') }),
    );
    const staff = await created(
      asCleo,
      noteOn(app, paper, 16, { audience: { name: 'Staff' }, ...says('For the staff') }),
    );
    const group = await asCleo('POST', container, {
      body: noteOn(app, paper, 1, { audience: { name: 'Group' } }),
    });
    expect([group.status, group.json['reason']]).toEqual([403, 'no_group']);
    for (const [program, seesOwn, seesStaff] of [
      [asCleo, 200, 200],
      [asAda, 404, 200],
      [asBen, 404, 404],
    ] as const) {
      expect((await program('GET', own.iri)).status).toBe(seesOwn);
      expect((await program('GET', staff.iri)).status).toBe(seesStaff);
      const items = itemsOf(await program('GET', container, { headers: include(irisOnly) }));
      expect([items.includes(own.iri as never), items.includes(staff.iri as never)]).toEqual([
        seesOwn === 200,
        seesStaff === 200,
      ]);
    }
    const moved = await put(asCleo, own.iri, own.etag, { ...own.json, audience: { name: 'Class' } });
    expect(moved.status).toBe(422);
  });

  test('an anonymous name leaves with nobody but the staff', async () => {
    const thread = await cleo.call(annotationsRoutes.postThread, {
      params: { documentId: paper.id },
      body: {
        ...{ id: newId(), anchor: anchorOn(paper, 17), kind: 'plain', readingQuestion: null },
        ...{ text: 'Said under another name', anonymous: true },
      },
    });
    const read = (program: Program) => program('GET', container + thread.id);
    for (const program of [asBen, asOlga]) {
      const { json } = await read(program);
      expect(JSON.stringify(json)).toContain('another name');
      expect(JSON.stringify(json)).not.toMatch(new RegExp(`Clark|${cleo.personId}`));
    }
    expect((await read(asAda)).json).toMatchObject({ creator: { name: 'Cleo Clark' } });
    const mine = await read(asCleo);
    expect(
      (await put(asCleo, container + thread.id, tagOf(mine).etag, { ...mine.json, ...says('Changed') }))
        .status,
    ).toBe(200);
    expect(JSON.stringify((await read(asBen)).json)).not.toContain('Clark');
  });

  test('whoever left the course is out at once', async () => {
    const dan = await app.person('Dan');
    const other = await app.course({ instructor: ada, students: [dan] });
    const asDan = await programOf(app, dan);
    const address = containerOf(await uploadDocument(other, await makePdf({ pages: 2 })));
    expect((await asDan('GET', address)).status).toBe(200);
    await app.db.collection('memberships').deleteMany({ personId: dan.personId });
    expect((await asDan('GET', address)).status).toBe(404);
  });

  test('a session is none here, so that no other site can write with it', async () => {
    const response = await ben.raw('POST', `/annotations/${paper.id}/`, {
      body: JSON.stringify(noteOn(app, paper, 1)),
      headers: { 'content-type': 'application/ld+json' },
    });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="Paperround"',
    ]);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('other methods and addresses are refused; the address without its slash leads on', async () => {
    const patch = await asBen('PATCH', first.iri, { body: {} });
    expect([patch.status, patch.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS, PUT, DELETE']);
    expect((await asBen('GET', '/annotations/')).status).toBe(404);
    expect((await asBen('GET', `${container}x/y`)).status).toBe(404);
    const moved = await ben.raw('GET', `/annotations/${paper.id}`);
    expect([moved.status, moved.headers.get('location')]).toEqual([308, `/annotations/${paper.id}/`]);
  });
});
