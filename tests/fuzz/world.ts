// A course with people of every role and one of most things, whose ids the fuzzer writes into addresses and bodies.
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import type { AnyRoute } from '#shared/kernel/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { remarksRoutes } from '#shared/remarks/contract.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { signupRoutes } from '#shared/signup/contract.ts';
import { postOn, uploadDocument } from '#tests/annotations/read-document.ts';
import { startApp } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';
import { watchWrites } from './watch-writes.ts';

/** Starts an app with the course. Call it at the top of a test file. */
export const openWorld = async () => {
  const uri = process.env['TEST_MONGODB_URI'] ?? '';
  process.env['TEST_MONGODB_URI'] = `${uri}${uri.includes('?') ? '&' : '?'}monitorCommands=true`;
  const app = await startApp();
  const writes = watchWrites(app.app.server, app.db.getClient());
  const [instructor, stranger, tas, students, observers, outsiders, admin] = await Promise.all([
    app.person('Ada'),
    app.person('Olaf'),
    app.people(3),
    app.people(4),
    app.people(2),
    app.people(1),
    app.person('Eve', { admin: true }),
  ]);
  const settings = { checkInNeedsCode: false, groupMin: 2 };
  const course = await app.course({ instructor, tas, students, observers, settings });
  const foreign = await app.course({ instructor: stranger, students: outsiders });
  const document = await uploadDocument(course);
  while ((await app.db.collection('documents').countDocuments({ unfinished: true })) > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const meetingId = document.meetingId ?? '';
  const inMeeting = { params: { meetingId } };
  const [ben, cleo] = students;
  if (!ben || !cleo) throw new Error('Nobody came.');
  const thread = await postOn(ben, document, 1);
  const { replies } = await cleo.call(annotationsRoutes.reply, {
    params: { threadId: thread.id },
    body: { id: newId(), text: 'Because.' },
  });
  const answers = { first: 'One.', second: 'Two.', connections: 'Both.' };
  await ben.call(reviewsRoutes.saveReview, { ...inMeeting, body: { answers, revision: 0 } });
  const review = await ben.call(reviewsRoutes.submitReview, { ...inMeeting, body: { revision: 1 } });
  const remark = await ben.call(remarksRoutes.postRemark, {
    params: { reviewId: review.id ?? '' },
    body: {
      ...{ id: newId(), text: 'Mine.', place: { part: 'first', passage: null } },
      ...{ audience: 'readers', isHeld: false },
    },
  });
  await instructor.call(presentationsRoutes.assignPresenters, {
    params: { meetingId, paperId: document.id },
    body: { presenterIds: [ben.personId], revision: 0 },
  });
  await instructor.call(signupRoutes.arrangeSignup, {
    params: { courseId: course.id },
    body: {
      ...{ dueAt: '2026-09-14T12:00:00.000Z', seats: 1, swaps: 'all', revision: 0 },
      slots: [{ paperId: document.id, min: 0, max: 1 }],
    },
  });
  for (const student of students) await student.call(roundsRoutes.checkIn, { ...inMeeting, body: {} });
  const { round } = await instructor.call(roundsRoutes.drawRound, { ...inMeeting, body: { id: newId() } });
  const members = await instructor.call(coursesRoutes.listMembers, { params: { courseId: course.id } });

  /** Real ids by the name they have in addresses; a name that is missing here gets any of them. */
  const named: Readonly<Record<string, readonly string[]>> = {
    courseId: [course.id, course.id, course.id, foreign.id],
    meetingId: [meetingId],
    paperId: [document.id],
    documentId: [document.id],
    personId: members.map(({ personId }) => personId),
    hash: [document.fileHash],
    threadId: [thread.id],
    postId: [thread.id, replies[0]?.id ?? ''],
    replyId: [replies[0]?.id ?? ''],
    reviewId: [review.id ?? ''],
    remarkId: [remark.id],
    remarkPostId: [remark.id],
    roundId: [round?.id ?? ''],
    notesId: round?.groups.map(({ notesId }) => notesId) ?? [],
    ...{
      version: ['1'],
      slide: ['0'],
      page: ['1'],
      group: ['0', '1'],
      part: ['0'],
      format: ['jsonld', 'md'],
    },
    place: [`document:${document.id}:reply:${thread.id}`],
  };
  const ids = [...new Set(Object.values(named).flat())].filter((id) => id.length > 10);
  const routes: readonly (readonly [verb: string, route: AnyRoute])[] = app.app.features.flatMap((feature) =>
    Object.entries(feature.routes),
  );
  const clients: readonly Client[] = [
    ...[instructor, ...tas, ...students, ...observers, ...outsiders, stranger, admin],
    app.visitor(),
  ];
  return { app, routes, named, ids, clients, writes };
};
