// Every route of every feature: well declared, described for others, and closed to whoever has no business there.
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { imagesRoutes } from '#shared/annotations/images.ts';
import { defaultSettings } from '#shared/courses/settings.ts';
import { emptyContent } from '#shared/feedback/content.ts';
import { defaultCriteria } from '#shared/feedback/criteria.ts';
import { emptyMarking } from '#shared/grading/marks.ts';
import { type AnyRoute, pathOf, type Route } from '#shared/kernel/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { reportingRoutes } from '#shared/reporting/contract.ts';
import { defaultForm } from '#shared/reviews/templates.ts';
import { remarksRoutes } from '#shared/remarks/contract.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { deskRoutes } from '#shared/rounds/desk-contract.ts';
import { emptyTalkContent } from '#shared/talk-feedback/content.ts';
import { emptyTalkMarking } from '#shared/talk-feedback/points.ts';
import { defaultRubric } from '#shared/talk-feedback/rubric.ts';
import { signupRoutes } from '#shared/signup/contract.ts';
import { swapsRoutes } from '#shared/signup/swaps.ts';
import { anchorOn, postOn, uploadDocument } from '#tests/annotations/read-document.ts';
import { makePicture } from '#tests/annotations/make-pictures.ts';
import { roundOf } from '#tests/rounds/classroom.ts';
import { startApp } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';

const app = await startApp();
const routes: readonly (readonly [verb: string, route: AnyRoute])[] = app.app.features.flatMap((feature) =>
  Object.entries(feature.routes),
);

// A course with one of everything, and somebody who has a course of her own.
const [ada, ben, cleo, olga, eve] = [
  await app.person('Ada'),
  await app.person('Ben'),
  await app.person('Cleo'),
  await app.person('Olga'),
  await app.person('Eve', { admin: true }),
];
const course = await app.course({
  instructor: ada,
  students: [ben, cleo],
  observers: [olga],
  settings: { checkInNeedsCode: false, groupMin: 2 },
});
await app.course({ instructor: eve });
const document = await uploadDocument(course);
// Its text is there; its picture follows, and must not be taken for what a test has changed.
while ((await app.db.collection('documents').countDocuments({ unfinished: true })) > 0)
  await new Promise((resolve) => setTimeout(resolve, 20));
const meetingId = document.meetingId ?? '';
const inMeeting = { params: { meetingId } };
const thread = await postOn(ben, document, 1);
const { replies } = await cleo.call(annotationsRoutes.reply, {
  params: { threadId: thread.id },
  body: { id: newId(), text: 'Because.' },
});
const picture = await ben.upload(
  imagesRoutes.uploadImage,
  { params: { documentId: document.id }, body: {} },
  await makePicture(4, 4),
);
const answers = { first: 'One.', second: 'Two.', connections: 'Both.' };
await ben.call(reviewsRoutes.saveReview, { ...inMeeting, body: { answers, revision: 0 } });
const review = await ben.call(reviewsRoutes.submitReview, { ...inMeeting, body: { revision: 1 } });
const remarkBody = {
  ...{ id: newId(), text: 'Mine.', place: { part: 'first', passage: null } },
  audience: 'readers' as const,
  isHeld: false,
};
const remark = await ben.call(remarksRoutes.postRemark, {
  params: { reviewId: review.id ?? '' },
  body: remarkBody,
});
await ada.call(presentationsRoutes.assignPresenters, {
  params: { meetingId, paperId: document.id },
  body: { presenterIds: [ben.personId], revision: 0 },
});
const arrangement = {
  ...{ dueAt: '2026-09-14T12:00:00.000Z', seats: 1, swaps: 'all' as const },
  slots: [{ paperId: document.id, min: 0, max: 1 }],
};
await ada.call(signupRoutes.arrangeSignup, {
  params: { courseId: course.id },
  body: { ...arrangement, revision: 0 },
});
const seat = { paperId: document.id, toPersonId: null, forPaperId: null };
const swap = await ben.call(swapsRoutes.offerSwap, {
  params: { courseId: course.id },
  body: { ...seat, id: newId() },
});
for (const student of [ben, cleo]) await student.call(roundsRoutes.checkIn, { ...inMeeting, body: {} });
const round = roundOf(await ada.call(roundsRoutes.drawRound, { ...inMeeting, body: { id: newId() } }));
await ada.call(roundsRoutes.startPhase, {
  params: { meetingId, roundId: round.id },
  body: { phase: 'class' },
});
const pointId = newId();
await ben.call(reportingRoutes.addPoint, {
  ...inMeeting,
  body: { id: pointId, notesId: round.groups[0]?.notesId ?? '', question: 0, text: 'One.' },
});

const message = { id: newId(), text: 'Welcome.', minutes: 5 };
await ada.call(deskRoutes.sendMessage, { ...inMeeting, body: message });

const pairId = newId();
const [giverId, authorId, reviewId] = [cleo.personId, ben.personId, review.id ?? ''];
await app.db.collection<{ _id: string; pairs: object[] }>('feedbackExchanges').insertOne({
  _id: meetingId,
  pairs: [{ id: pairId, giverId, authorId, reviewId, by: 'draw' }],
  ...{ courseId: course.id, drawnFor: '', revision: 1 },
});

/** The real thing for every name in a path. A route with a new name needs a line here. */
const ids: Readonly<Record<string, string>> = {
  courseId: course.id,
  personId: ben.personId,
  meetingId,
  paperId: document.id,
  documentId: document.id,
  slide: '0',
  hash: document.fileHash,
  version: String(document.version),
  group: '0',
  page: '1',
  threadId: thread.id,
  replyId: replies[0]?.id ?? '',
  postId: thread.id,
  reviewId: review.id ?? '',
  remarkId: remark.id,
  remarkPostId: remark.id,
  extensionId: newId(),
  pairId,
  sampleId: newId(),
  roundId: round.id,
  notesId: round.groups[0]?.notesId ?? '',
  format: 'jsonld',
  imageId: picture.id,
  place: `document:${document.id}:reply:${thread.id}`,
  uploadId: newId(),
  part: '0',
  tokenId: newId(),
  savedReplyId: newId(),
  messageId: message.id,
  swapId: swap.id,
  pointId,
  takeawayId: newId(),
  pinId: thread.id,
  callId: newId(),
  oneId: review.id ?? '',
  otherId: newId(),
  giverId: cleo.personId,
};

const person = { name: 'Mei', email: 'mei@example.org' };
const paper = { title: 'P', authors: [], venue: '', year: null, abstract: '', link: '' };
const meeting = { topic: 'T', place: '', startsAt: '2026-10-01T14:00:00.000Z', durationMinutes: 80 };
const choice = { objective: 'squared', keeping: 'most', seed: 'a' };
const words = { kind: 'plain', readingQuestion: null, text: 'Mine.' };
/** A body that the route would take from the right person. A new route with a body needs a line here. */
const bodies: Readonly<Record<string, object>> = {
  createCourse: { id: newId(), title: 'C', code: '', term: '', timeZone: 'UTC' },
  changeCourse: { revision: 2, settings: defaultSettings },
  addMember: { ...person, role: 'student' },
  importRoster: { csv: 'name,email\nMei,mei@example.org', dryRun: false },
  changeMember: { role: 'student' },
  joinCourse: { code: 'ZZZZZZZZ' },
  changeSelf: { name: 'Me' },
  keepDraft: { value: '"Mine."', revision: 0, updatedAt: '2026-09-07T12:00:00.000Z' },
  discardDraft: { revision: 0 },
  changePassword: { current: 'x', next: 'seven quiet herons', endOtherSessions: false },
  createToken: { name: 'Zotero', days: 90 },
  createMeeting: { ...meeting, id: newId() },
  changeMeeting: { revision: 1, topic: 'Mine' },
  createPaper: { ...paper, id: newId() },
  uploadPaper: { id: newId() },
  replacePaperFile: {},
  changePaper: { revision: 1, title: 'Mine' },
  postThread: { ...words, id: newId(), anchor: anchorOn(document, 2) },
  editThread: { ...words, revision: thread.revision },
  previewImport: {},
  importThreads: {
    visibility: 'private',
    items: [{ id: newId(), anchor: anchorOn(document, 4), kind: 'plain', text: 'Mine.' }],
  },
  markRead: { threads: [[thread.id, thread.postedAt]] },
  markAllRead: { until: thread.postedAt },
  moveThread: { visibility: 'staff' },
  changeAnchor: { anchor: anchorOn(document, 3) },
  acceptReply: { replyId: replies[0]?.id ?? '' },
  reportPost: { reason: 'Rude' },
  reply: { id: newId(), text: 'Mine.' },
  editReply: { revision: 1, text: 'Mine.' },
  saveReview: { answers, revision: 0 },
  submitReview: { revision: 1 },
  shareReview: { isShared: true },
  pickReview: { isPicked: true },
  changeForm: { form: defaultForm, revision: 0 },
  grantExtension: {
    id: newId(),
    personIds: [ben.personId],
    dueAt: '2030-01-01T00:00:00.000Z',
    reason: 'Ill',
  },
  assignRoles: { roles: {}, revision: 0 },
  changeCriteria: { criteria: defaultCriteria, revision: 0 },
  addSample: { id: newId(), title: 'S', source: { kind: 'text', text: 'Fine.' } },
  changeSample: { title: 'S', content: emptyContent, isOn: false, revision: 1 },
  markSample: { content: emptyContent },
  seeSample: { marksRevision: 0 },
  postRemark: { ...remarkBody, id: newId() },
  replyToRemark: { id: newId(), text: 'Mine.' },
  editRemark: { text: 'Mine.', revision: 1 },
  holdRemark: { isHeld: true },
  react: { place: null, reaction: 'agree', isOn: true },
  saveFeedback: { content: emptyContent, revision: 0 },
  submitFeedback: { revision: 1 },
  rateFeedback: { usefulness: 4 },
  answerFeedback: { answer: 'Thank you.' },
  changePairings: { add: [], remove: [], revision: 1 },
  overrideScore: { override: { points: 80, reason: 'Ill' } },
  saveMarks: { marking: emptyMarking, version: 1, revision: 0 },
  returnMarks: { marks: [{ reviewId: review.id, revision: 1 }] },
  takeBackMarks: { reviewIds: [review.id] },
  assignGrader: { graderId: null },
  splitQueue: { graderIds: [ada.personId] },
  putSavedReply: { title: 'Figures', text: 'Point at a figure.', revision: 0 },
  dismissLikeness: { note: 'Both quote the lecture' },
  assignPresenters: { presenterIds: [], revision: 1 },
  arrangeSignup: { ...arrangement, revision: 1 },
  extendSignup: { until: null },
  pinSeats: { pins: [], revision: 1 },
  savePreferences: { ranked: [], blocked: [], partnerId: null, revision: 0 },
  previewAssignment: choice,
  publishAssignment: { ...choice, id: newId(), fingerprint: '' },
  offerSwap: { ...seat, id: newId() },
  uploadSlides: {},
  beginUpload: { fileName: 'talk.pdf', bytes: 10 },
  sendPart: {},
  confirmCoverage: { parts: [], fileHash: document.fileHash },
  extendSlides: { until: null, reason: 'Ill' },
  clearLate: { reason: 'Ill' },
  changeTalkRubric: { criteria: defaultRubric, revision: 0 },
  saveTalkFeedback: { content: emptyTalkContent, revision: 0 },
  hideTalkComment: { reason: 'Rude' },
  saveTalkMarks: { marking: emptyTalkMarking, revision: 0 },
  returnTalkMarks: { presenterIds: [ben.personId], revision: 1 },
  takeBackTalkMarks: { presenterIds: [ben.personId] },
  putUp: {},
  steerShow: { do: 'pause' },
  saveNote: { text: 'Mine.', revision: 0 },
  askQuestion: { id: newId(), text: 'Why?', slide: null },
  hideQuestion: { reason: 'Rude' },
  uploadImage: {},
  checkIn: {},
  drawRound: { id: newId() },
  planOrder: { items: [], planRevision: 0 },
  runOrder: { id: newId(), turn: 0, act: { do: 'next' } },
  sendMessage: { id: newId(), text: 'Ten minutes.', minutes: 2 },
  changeGroupWishes: { wishes: [], revision: 0 },
  startPhase: { phase: 'group' },
  extendPhase: { minutes: 1 },
  moveMember: { personId: ben.personId, toGroup: 1 },
  swapMembers: { personId: ben.personId, otherId: ben.personId },
  undoMoves: { moves: [{ personId: ben.personId, from: 0, to: 1 }] },
  changeNotes: { update: 'AAA=' },
  setGroupState: { state: 'help' },
  addPoint: { id: newId(), notesId: round.groups[0]?.notesId, question: 0, text: 'Mine.' },
  changePoint: { text: 'Mine.', revision: 1 },
  addTakeaway: { id: newId(), text: 'Mine.' },
  pin: { kind: 'thread' },
  callGroup: { id: newId(), after: null },
};
/** The query of a route that cannot be asked without one. */
const queries: Readonly<Record<string, string>> = { searchCourse: '?q=line', searchAll: '?q=line' };
/** Routes about nobody but the asker: everybody who is signed in may call them. */
const ownAffairs = new Set([
  'signOut',
  'changeSelf',
  'changePassword',
  'listCourses',
  'searchAll',
  'listNews',
  'listTokens',
  'createToken',
  'revokeToken',
  'readCalendarLink',
  'createCalendarLink',
  'revokeCalendarLink',
]);
/** One's own whatever one's role is: somebody else's are as good as none. */
const ownDrafts = new Set(['keepDraft', 'discardDraft']);
/** What one has read is one's own, also for observers. */
const readingThreads = new Set(['beginVisit', 'markRead', 'markAllRead']);
/** Leaving the class is open to whoever is in the course: a role may have changed since they came. */
const leaving = 'checkOut';

const namesIn = ({ path }: AnyRoute) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
const bodyOf = (route: AnyRoute): z.ZodType | undefined => ('body' in route ? route.body : undefined);
const isUpload = (route: AnyRoute) => 'upload' in route;
const guarded = routes.filter(([, { access }]) => access === 'signedIn');

/** Calls a route with real ids and a body that fits. */
const knock = async (client: Client, verb: string, route: AnyRoute) => {
  const body = bodies[verb];
  const path = pathOf(route, ids) + (queries[verb] ?? '');
  if (!isUpload(route))
    return client.raw(
      route.method,
      path,
      body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    );
  const form = new FormData();
  for (const [field, value] of Object.entries(body ?? {})) form.set(field, String(value));
  form.set('file', new Blob(['%PDF-1.7 not much'], { type: 'application/pdf' }), 'x.pdf');
  return client.raw(route.method, path, { body: form });
};
/** A fingerprint of everything that is stored, by collection. */
const stored = async () => {
  const names = (await app.db.listCollections())
    .map(({ name }) => name)
    .filter((name) => name !== 'sessions');
  const prints = await Promise.all(
    names.map(async (name) => {
      const records = await app.db.collection(name).find().sort({ _id: 1 }).toArray();
      return [name, createHash('sha256').update(JSON.stringify(records)).digest('hex')] as const;
    }),
  );
  return Object.fromEntries(prints);
};

describe('declarations', () => {
  test.each(routes)('%s', (verb, route) => {
    expect(route.summary.length).toBeGreaterThan(8);
    expect(route.path).toMatch(/^\/api(\/(:\w+|[a-z-]+))+$/);
    const { params } = route;
    expect(Object.keys(params instanceof z.ZodObject ? params.shape : {}).sort()).toEqual(
      namesIn(route).sort(),
    );
    for (const name of namesIn(route)) expect(ids).toHaveProperty(name, expect.stringMatching(/./));
    if (route.query) expect(isStrict(route.query)).toBe(true);
    const body = bodyOf(route);
    if (route.method === 'GET') expect(body).toBeUndefined();
    if (body) expect(isStrict(body)).toBe(true);
    if (body && route.access === 'signedIn') {
      expect(Object.keys(bodies)).toContain(verb);
      expect(body.safeParse(bodies[verb]).error).toBeUndefined();
    }
  });

  test('no two routes share an address or a name', () => {
    const addresses = routes.map(([, { method, path }]) => `${method} ${path.replace(/:\w+/g, ':')}`);
    expect(new Set(addresses).size).toBe(routes.length);
    expect(new Set(routes.map(([verb]) => verb)).size).toBe(routes.length);
  });
});

/** Whether a schema's objects, at every depth, refuse keys they do not name. */
const isStrict = (schema: z.ZodType): boolean =>
  !JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), (_key, node: unknown) =>
    isLoose(node) ? 'loose' : node,
  ).includes('"loose"');
const isLoose = (node: unknown) =>
  typeof node === 'object' &&
  node !== null &&
  'properties' in node &&
  (node as { additionalProperties?: unknown }).additionalProperties !== false;

describe('who is let in', () => {
  test.each(guarded)('%s is closed to the signed-out', async (verb, route) => {
    const response = await knock(app.visitor(), verb, route);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'signed_out' });
  });

  test.each(guarded.filter(([verb]) => !ownAffairs.has(verb) && verb !== 'createCourse'))(
    '%s is closed to an instructor of another course, and says no more than that there is nothing',
    async (verb, route) => {
      const before = await stored();
      const response = await knock(eve, verb, route);
      const text = await response.text();
      expect([response.status, text]).toEqual([404, expect.stringContaining('"code":"not_found"')]);
      expect(text).not.toMatch(/Ada|Ben|Cleo|Because|One\./);
      expect(await stored()).toEqual(before);
    },
  );

  test.each(
    guarded.filter(
      ([verb, { method }]) =>
        method !== 'GET' &&
        !ownAffairs.has(verb) &&
        !ownDrafts.has(verb) &&
        !readingThreads.has(verb) &&
        verb !== 'joinCourse' &&
        verb !== leaving,
    ),
  )('%s is closed to an observer, who only reads', async (verb, route) => {
    const before = await stored();
    const response = await knock(olga, verb, route);
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining('"code":"forbidden"'),
    ]);
    expect(await stored()).toEqual(before);
  });
});

test('the description for programs is OpenAPI 3.1 and names every route once', async () => {
  const response = await app.visitor().raw('GET', '/api/openapi.json');
  expect(response.status).toBe(200);
  const described = documentSchema.parse(await response.json());
  const operations = Object.entries(described.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
  );
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
    routes.map(([verb]) => verb).sort(),
  );
  for (const { operationId, path, method, ...operation } of operations) {
    const route = routes.find(([verb]) => verb === operationId)?.[1] as Route;
    expect([method.toUpperCase(), path.replace(/\{(\w+)\}/g, ':$1')]).toEqual([route.method, route.path]);
    const inPath = operation.parameters.filter(({ in: where }) => where === 'path');
    expect(inPath.map(({ name }) => name).sort()).toEqual(
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
    );
    expect(inPath.every(({ required }) => required)).toBe(true);
    expect(operation.requestBody !== undefined).toBe(bodyOf(route) !== undefined || isUpload(route));
    expect(operation.security).toEqual(route.access === 'anyone' ? [] : [{ session: [] }]);
    expect(Object.keys(operation.responses).some((status) => /^2\d\d$/.test(status))).toBe(true);
  }
  const text = JSON.stringify(described);
  for (const [, pointer] of text.matchAll(/"\$ref":"#\/components\/([^"]+)"/g)) {
    const found = (pointer ?? '')
      .split('/')
      .reduce<unknown>(
        (node, key) => (node as Record<string, unknown> | undefined)?.[key],
        described.components,
      );
    expect([pointer, found]).toEqual([pointer, expect.anything()]);
  }
});

const schemaObject = z.record(z.string(), z.unknown());
const content = z.record(z.string().regex(/^[\w.+-]+\/[\w.+-]+$/), z.strictObject({ schema: schemaObject }));
const responseSchema = z.union([
  z.strictObject({ $ref: z.string().startsWith('#/components/') }),
  z.strictObject({ description: z.string().min(1), content: content.optional() }),
]);
/** The part of the OpenAPI 3.1 specification that the description uses; what it does not name is a mistake. */
const documentSchema = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({
    title: z.string(),
    version: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  paths: z.record(
    z.string().startsWith('/'),
    z.record(
      z.string().regex(/^(get|put|post|delete|patch)$/),
      z.strictObject({
        operationId: z.string().regex(/^\w+$/),
        summary: z.string().min(1),
        security: z.array(schemaObject),
        parameters: z.array(
          z.strictObject({
            name: z.string(),
            in: z.enum(['path', 'query']),
            required: z.boolean(),
            schema: schemaObject,
          }),
        ),
        requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
        responses: z.record(z.string().regex(/^(\d{3}|default)$/), responseSchema),
      }),
    ),
  ),
  components: z.strictObject({
    securitySchemes: z.record(z.string(), schemaObject),
    responses: z.record(z.string(), responseSchema),
  }),
});
