// The world of the matrix: a course with one of everything and with planted secrets, and everybody who might ask.
import { tokensRoutes } from '#shared/accounts/tokens.ts';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { draftsRoutes } from '#shared/drafts/contract.ts';
import { emptyContent } from '#shared/feedback/content.ts';
import { defaultCriteria } from '#shared/feedback/criteria.ts';
import { samplesRoutes } from '#shared/feedback/samples.ts';
import { gradingRoutes } from '#shared/grading/contract.ts';
import { emptyMarking } from '#shared/grading/marks.ts';
import type { AnyRoute } from '#shared/kernel/contract.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { uploadsRoutes } from '#shared/presentations/uploads.ts';
import { presentingRoutes } from '#shared/presenting/contract.ts';
import { questionsRoutes } from '#shared/presenting/questions.ts';
import { remarksRoutes } from '#shared/remarks/contract.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { calendarRoutes } from '#shared/signup/calendar.ts';
import { anchorOn, uploadDocument } from '#tests/annotations/read-document.ts';
import { watchWrites } from '#tests/fuzz/watch-writes.ts';
import { startApp } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';
import { makeOneOfEverything } from '#tests/support/one-of-everything.ts';
import { makePdf } from '#tests/support/pdf.ts';
import { members, type Asker } from './askers.ts';

/** Words planted where only some may find them; `mayKnow`: everybody who may. */
interface Secret {
  readonly what: string;
  readonly text: string;
  readonly mayKnow: readonly Asker[];
  /** Who may know it too from the day of the meeting on. */
  readonly later?: readonly Asker[];
}

/** Starts an app with the world. Call it at the top of a test file. */
export const openMatrixWorld = async () => {
  const uri = process.env['TEST_MONGODB_URI'] ?? '';
  process.env['TEST_MONGODB_URI'] = `${uri}${uri.includes('?') ? '&' : '?'}monitorCommands=true`;
  const app = await startApp();
  const writes = watchWrites(app.app.server, app.db.getClient());
  const everything = await makeOneOfEverything(app);
  const { course, document, thread, ids, people } = everything;
  const { ada, tom, ben, cleo, dan, finn, olga } = people;
  const [sam, root, fiona, mona, leo, dora, nina, zoe] = [
    await app.person('Sam'),
    await app.person('Root', { admin: true }),
    await app.person('Fiona'),
    await app.person('Mona'),
    await app.person('Leo'),
    await app.person('Dora'),
    await app.person('Nina Hidden-Name'),
    await app.person('Zoe'),
  ];
  const foreign = await app.course({ instructor: fiona, students: [mona] });
  const foreignDocument = await uploadDocument(foreign);
  const inCourse = { params: { courseId: course.id } };
  for (const { name, email } of [leo, dora, nina, zoe])
    await ada.call(coursesRoutes.addMember, { ...inCourse, body: { name, email, role: 'student' } });
  const meetingId = document.meetingId ?? '';
  const inMeeting = { params: { meetingId } };
  const talk = { params: { meetingId, paperId: document.id } };
  const reviewId = ids['reviewId'] ?? '';

  const post = async (who: typeof ben, text: string, more: object) => {
    const words = { kind: 'plain', readingQuestion: null, text } as const;
    const made = await who.call(annotationsRoutes.postThread, {
      params: { documentId: document.id },
      body: { ...words, id: newId(), anchor: anchorOn(document, 5), ...more },
    });
    return made.id;
  };
  const privateThread = await post(ben, 'zq-private-thread', { visibility: 'private' });
  const staffThread = await post(ben, 'zq-staff-thread', { visibility: 'staff' });
  const quietThread = await post(ben, 'Nobody replied.', {});
  await post(nina, 'zq-anonymous-thread', { anonymous: true });
  await cleo.call(annotationsRoutes.reportPost, {
    params: { threadId: thread.id, postId: thread.id },
    body: { reason: 'zq-report' },
  });
  const review = (who: typeof ben, text: string, revision: number) =>
    who.call(reviewsRoutes.saveReview, {
      ...inMeeting,
      body: { answers: { first: text, second: 'Two.', connections: 'Both.' }, revision },
    });
  const before = await ben.call(reviewsRoutes.readOwnReview, inMeeting);
  const { revision } = await review(ben, 'zq-submitted-review', before.revision);
  await ben.call(reviewsRoutes.submitReview, { ...inMeeting, body: { revision } });
  await review(dan, 'zq-draft-review', 0);
  await review(finn, 'Fine.', 0);
  const others = await finn.call(reviewsRoutes.submitReview, { ...inMeeting, body: { revision: 1 } });
  const remark = (text: string, audience: 'staff' | 'author') =>
    tom.call(remarksRoutes.postRemark, {
      params: { reviewId },
      body: {
        ...{ id: newId(), text, audience, isHeld: false },
        place: { part: 'first', passage: null },
      },
    });
  const staffRemark = await remark('zq-staff-remark', 'staff');
  await remark('zq-author-remark', 'author');
  const own = await ben.call(remarksRoutes.postRemark, {
    params: { reviewId },
    body: {
      ...{ id: newId(), text: 'Mine.', audience: 'readers', isHeld: false },
      place: { part: 'first', passage: null },
    },
  });
  const deletedRemark = { remarkId: own.id, remarkPostId: own.id };
  await ben.call(remarksRoutes.deleteRemark, { params: deletedRemark });
  await tom.call(gradingRoutes.saveMarks, {
    params: { reviewId },
    body: {
      marking: { ...emptyMarking, overall: 'zq-marks-not-returned', note: 'zq-note-for-staff' },
      ...{ version: 2, revision: 0 },
    },
  });
  const savedReplyId = newId();
  await tom.call(gradingRoutes.putSavedReply, {
    params: { courseId: course.id, savedReplyId },
    body: { title: 'Figures', text: 'zq-saved-reply', revision: 0 },
  });
  const sampleId = newId();
  await tom.call(samplesRoutes.addSample, {
    ...inCourse,
    body: { id: sampleId, title: 'Sample', source: { kind: 'text', text: 'Fine.' } },
  });
  const marks = Object.fromEntries(defaultCriteria.map(({ key }) => [key, 1]));
  await tom.call(samplesRoutes.changeSample, {
    params: { courseId: course.id, sampleId },
    body: {
      title: 'Sample',
      content: { ...emptyContent, marks, overall: 'zq-sample-marks' },
      isOn: true,
      revision: 1,
    },
  });
  const extensionId = newId();
  await tom.call(reviewsRoutes.grantExtension, {
    ...inMeeting,
    body: {
      ...{ id: extensionId, personIds: [finn.personId] },
      ...{ dueAt: '2026-10-01T12:30:00.000Z', reason: 'zq-reason-of-extension' },
    },
  });
  await ben.call(draftsRoutes.keepDraft, {
    params: { personId: ben.personId, place: ids['place'] ?? '' },
    body: { value: '"zq-typed-draft"', revision: 0, updatedAt: '2026-09-07T12:00:00.000Z' },
  });
  await ben.upload(
    presentationsRoutes.uploadSlides,
    { ...talk, body: {} },
    await makePdf({ pages: 2, title: 'zq-slides' }),
    'zq-file-of-slides.pdf',
  );
  while ((await app.db.collection('documents').countDocuments({ unfinished: true })) > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const [withSlides] = await tom.call(presentationsRoutes.listTalks, inMeeting);
  const deck = withSlides?.slides?.document;
  if (!deck) throw new Error('There are no slides.');
  const first = `/api/documents/${deck.id}/files/${deck.fileHash}/thumbnails/1`;
  while ((await ben.raw('GET', first)).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const { versions } = await tom.call(uploadsRoutes.readSlidesDesk, talk);
  await ben.call(presentingRoutes.saveNote, {
    params: { ...talk.params, slide: 0 },
    body: { text: 'zq-presenter-note', revision: 0 },
  });
  const question = await ben.call(questionsRoutes.askQuestion, {
    ...talk,
    body: { id: newId(), text: 'zq-question-on-slides', slide: null },
  });
  const { projectorPath } = await tom.call(roundsRoutes.readDesk, inMeeting);
  const projectorToken = projectorPath.split('#')[1] ?? '';
  const { token, secret } = await ben.call(tokensRoutes.createToken, { body: { name: 'Mine', days: 30 } });
  const staffSecret = (await ada.call(tokensRoutes.createToken, { body: { name: 'Hers', days: 30 } })).secret;
  const { link } = await ben.call(calendarRoutes.createCalendarLink);
  const calendarSecret = /[\w-]{43}/.exec(link)?.[0] ?? '';
  const { joinCode } = await ada.call(coursesRoutes.renewJoinCode, inCourse);
  const claim = await app.app.accounts.createLink('sign_in', ben.personId);
  const hash =
    '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g';
  const all = app.db.collection<{ _id: Id; passwordHash: string; isDisabled: boolean }>('people');
  await all.updateOne({ _id: ben.personId }, { $set: { passwordHash: hash } });
  await ada.call(coursesRoutes.dropMember, { params: { courseId: course.id, personId: leo.personId } });
  await all.updateOne({ _id: dora.personId }, { $set: { isDisabled: true } });

  const withHeader = (authorization: string): Client => {
    const visitor = app.visitor();
    return {
      ...visitor,
      raw: (method, path, init = {}) =>
        visitor.raw(method, path, { ...init, headers: { ...init.headers, authorization } }),
    };
  };
  const clients: Readonly<Record<Asker, Client>> = {
    visitor: app.visitor(),
    projector: app.visitor(),
    calendar: withHeader(`Bearer ${calendarSecret}`),
    program: withHeader(`Bearer ${staffSecret}`),
    ...{ disabled: dora, account: sam, admin: root, foreignStaff: fiona, foreignStudent: mona, dropped: leo },
    ...{ observer: olga, mate: cleo, other: finn, author: ben, ta: tom, instructor: ada },
  };
  const staff: readonly Asker[] = ['ta', 'instructor'];
  const secrets: readonly Secret[] = [
    { what: 'a private thread', text: 'zq-private-thread', mayKnow: ['author'] },
    { what: 'a thread for the staff', text: 'zq-staff-thread', mayKnow: ['author', ...staff] },
    { what: 'why a post was reported', text: 'zq-report', mayKnow: staff },
    {
      what: 'a review before its deadline',
      text: 'zq-submitted-review',
      mayKnow: ['author', ...staff],
      later: ['observer', 'mate', 'other'],
    },
    { what: 'the draft of a review', text: 'zq-draft-review', mayKnow: [] },
    { what: 'a remark for the staff', text: 'zq-staff-remark', mayKnow: staff },
    { what: 'a remark for the author', text: 'zq-author-remark', mayKnow: ['author', ...staff] },
    { what: 'marks that are not returned', text: 'zq-marks-not-returned', mayKnow: staff },
    { what: 'the staff’s note on a review', text: 'zq-note-for-staff', mayKnow: staff },
    { what: 'a saved reply of the staff', text: 'zq-saved-reply', mayKnow: staff },
    { what: 'the staff’s marks of a sample', text: 'zq-sample-marks', mayKnow: staff },
    { what: 'why somebody has more time', text: 'zq-reason-of-extension', mayKnow: staff },
    { what: 'what somebody types', text: 'zq-typed-draft', mayKnow: ['author'] },
    {
      what: 'slides that are not published',
      text: 'zq-file-of-slides',
      mayKnow: ['author', ...staff],
      later: members,
    },
    {
      what: 'a question on such slides',
      text: 'zq-question-on-slides',
      mayKnow: ['author', ...staff],
      later: members,
    },
    { what: 'a presenter’s note', text: 'zq-presenter-note', mayKnow: ['author', ...staff] },
    { what: 'the projector’s secret', text: projectorToken, mayKnow: staff },
    { what: 'the join code', text: joinCode ?? '', mayKnow: staff },
    { what: 'a program’s secret', text: secret, mayKnow: [] },
    { what: 'a calendar’s secret', text: calendarSecret, mayKnow: [] },
    { what: 'a sign-in link', text: claim, mayKnow: [] },
    { what: 'the hash of a password', text: '$argon2id', mayKnow: [] },
    { what: 'the signing secret', text: 'a secret of at least thirty-two', mayKnow: [] },
    ...Object.entries({ author: ben, mate: cleo, other: finn, observer: olga } as const).map(
      ([asker, { email }]) => ({
        what: `the address of the ${asker}`,
        text: email,
        mayKnow: [asker as Asker, ...staff],
      }),
    ),
    {
      what: 'the address of somebody of another course',
      text: mona.email,
      mayKnow: ['foreignStudent', 'foreignStaff'],
    },
    { what: 'the address of an administrator', text: root.email, mayKnow: ['admin'] },
    ...['passwordHash', 'secretHash', 'isDisabled'].map((text) => ({
      what: 'a stored field',
      text,
      mayKnow: [],
    })),
  ];
  const routes: readonly (readonly [verb: string, route: AnyRoute])[] = app.app.features.flatMap((feature) =>
    Object.entries(feature.routes),
  );
  /** The same kinds of things in another course. */
  const foreignIds: Readonly<Record<string, string>> = {
    ...{ courseId: foreign.id, meetingId: foreignDocument.meetingId ?? '', personId: mona.personId },
    ...{ paperId: foreignDocument.id, documentId: foreignDocument.id, hash: foreignDocument.fileHash },
  };
  return {
    ...{ app, writes, clients, secrets, routes, projectorToken, calendarSecret, foreignIds, deck },
    ids: {
      ...ids,
      savedReplyId,
      sampleId,
      extensionId,
      tokenId: token.id,
      uploadId: versions[0]?.id ?? newId(),
    } as Readonly<Record<string, string>>,
    /** Where a route is about another thing of the same kind. */
    idsOf: {
      ...Object.fromEntries(
        ['answerLive', 'withdrawAnswer', 'hideQuestion', 'bringBack'].map((verb) => [
          verb,
          { threadId: question.threadId },
        ]),
      ),
      ...Object.fromEntries(
        ['compareReviews', 'dismissLikeness'].map((verb) => [verb, { otherId: others.id ?? '' }]),
      ),
      ...Object.fromEntries(
        ['listPageThumbnails', 'readPageThumbnail'].map((verb) => [
          verb,
          { documentId: deck.id, hash: deck.fileHash },
        ]),
      ),
      restoreRemark: deletedRemark,
      moveThread: { threadId: quietThread },
      readProjectedSlides: { hash: deck.fileHash },
    } as Readonly<Record<string, Readonly<Record<string, string>>>>,
    bodies: {
      ...everything.bodies,
      joinCourse: { code: joinCode },
      lookAtJoinCode: { code: joinCode },
      startPhase: { phase: 'done' },
      signIn: { email: 'nobody@example.org', password: 'x' },
      lookAtLink: { token: 'x'.repeat(43) },
      useLink: { token: 'x'.repeat(43) },
      createAdministrator: {
        ...{ token: 'x'.repeat(43), name: 'Eve', email: 'nobody@example.org' },
        password: 'seven quiet herons',
      },
      registerAndJoin: {
        // The address has an account: whoever may knock here is told so, and nothing is made.
        ...{ code: joinCode, name: 'Eve', email: ben.email },
        password: 'seven quiet herons',
      },
    } as Readonly<Record<string, object>>,
    queries: everything.queries,
    /** Whoever wrote under no name: never beside what they wrote. */
    hidden: { text: 'zq-anonymous-thread', traces: [nina.personId, nina.name, nina.email] },
    ...{ privateThread, staffThread, staffRemark: staffRemark.id },
  };
};
export type MatrixWorld = Awaited<ReturnType<typeof openMatrixWorld>>;
