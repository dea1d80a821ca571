// A course with people of every role and one of everything in it, the ids by their names in addresses, and a body for every route.
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { imagesRoutes } from '#shared/annotations/images.ts';
import { defaultSettings } from '#shared/courses/settings.ts';
import { emptyContent } from '#shared/feedback/content.ts';
import { defaultCriteria } from '#shared/feedback/criteria.ts';
import { emptyMarking } from '#shared/grading/marks.ts';
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
import type { PersonClient, TestApp } from '#tests/support/app.ts';

/** Makes the course in an app that nobody has used. A route with a new name in its address, or with a new body, needs a line here. */
export const makeOneOfEverything = async (app: TestApp) => {
  // A course with one of everything, and somebody who has a course of her own.
  const [ada, tom, ben, cleo, dan, finn, olga, eve] = [
    await app.person('Ada'),
    await app.person('Tom'),
    await app.person('Ben'),
    await app.person('Cleo'),
    await app.person('Dan'),
    await app.person('Finn'),
    await app.person('Olga'),
    await app.person('Eve', { admin: true }),
  ];
  const course = await app.course({
    instructor: ada,
    tas: [tom],
    students: [ben, cleo, dan, finn],
    observers: [olga],
    settings: { checkInNeedsCode: false, groupMin: 2, groupMax: 3, anonymity: 'choice' },
  });
  const foreign = await app.course({ instructor: eve });
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
  for (const student of [ben, cleo, dan, finn])
    await student.call(roundsRoutes.checkIn, { ...inMeeting, body: {} });
  let round = roundOf(await ada.call(roundsRoutes.drawRound, { ...inMeeting, body: { id: newId() } }));
  // Ben and Cleo sit together, Dan and Finn in the other group.
  const withBen = round.groups.find(({ members }) => members.includes(ben.personId))?.members ?? [];
  const matesOf = withBen.filter((id) => id !== ben.personId);
  if (!matesOf.includes(cleo.personId))
    round = roundOf(
      await ada.call(roundsRoutes.swapMembers, {
        params: { meetingId, roundId: round.id },
        body: { personId: matesOf[0] ?? '', otherId: cleo.personId },
      }),
    );
  await ada.call(roundsRoutes.startPhase, {
    params: { meetingId, roundId: round.id },
    body: { phase: 'class' },
  });
  // One group has Ben, the other somebody else.
  const groupIdOf = (who: PersonClient) =>
    round.groups.find(({ members }) => members.includes(who.personId))?.notesId ?? '';
  const notesId = groupIdOf(ben);
  const pointId = newId();
  await ben.call(reportingRoutes.addPoint, {
    ...inMeeting,
    body: { id: pointId, notesId, question: 0, text: 'One.' },
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
    notesId,
    format: 'jsonld',
    imageId: picture.id,
    place: `document:${document.id}:reply:${thread.id}`,
    uploadId: newId(),
    part: '0',
    tokenId: newId(),
    sessionId: newId(),
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
    confirmIdentity: { confirmation: 'x' },
    beginMerge: {},
    lookAtMerge: { token: 'A'.repeat(43) },
    confirmMerge: { token: 'A'.repeat(43) },
    removeIdentity: { id: 'x' },
    finishSignIn: { code: '123456' },
    beginSecondFactor: {},
    confirmSecondFactor: { code: '123456' },
    renewRecoveryCodes: { code: '123456' },
    removeSecondFactor: { code: '123456' },
    resetSecondFactor: { email: 'nobody@example.org' },
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
    addPoint: { id: newId(), notesId, question: 0, text: 'Mine.' },
    changePoint: { text: 'Mine.', revision: 1 },
    addTakeaway: { id: newId(), text: 'Mine.' },
    pin: { kind: 'thread' },
    callGroup: { id: newId(), after: null },
  };
  /** The query of a route that cannot be asked without one. */
  const queries: Readonly<Record<string, string>> = { searchCourse: '?q=line', searchAll: '?q=line' };
  return {
    people: { ada, tom, ben, cleo, dan, finn, olga, eve },
    ...{ course, foreign, document, thread, groupIdOf, ids, bodies, queries },
  };
};
