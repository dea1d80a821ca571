// What a deck covers, through the API: the presenters see what is missing, the class what they confirmed.
import { expect, test } from '@jest/globals';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { coverageRoutes } from '#shared/presentations/coverage.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { makePdf } from '#tests/support/pdf.ts';

const app = await startApp({ now: '2026-10-05T12:30:00.000Z' });
const [ada, ben, ta, observer, stranger] = (await Promise.all(
  ['Ada', 'Ben', 'Tove', 'Olga', 'Sten'].map((name) => app.person(name)),
)) as [PersonClient, PersonClient, PersonClient, PersonClient, PersonClient];
const course = await app.course({
  ...{ tas: [ta], students: [ada, ben], observers: [observer] },
  settings: { slidesCover: ['Problems', 'Methods'] },
});
const meeting = await holdMeeting(course);
const params = { meetingId: meeting.id, paperId: meeting.papers[0]?.id ?? '' };
await ta.call(presentationsRoutes.assignPresenters, {
  params,
  body: { presenterIds: [ada.personId], revision: 0 },
});
const upload = async (pages: number, title: string) =>
  ada.upload(
    presentationsRoutes.uploadSlides,
    { params, body: {} },
    await makePdf({ pages, title }),
    'talk.pdf',
  );
const read = (who: PersonClient) => who.call(coverageRoutes.readCoverage, { params });
const confirm = (who: PersonClient, parts: { part: string; slides: number[] }[], fileHash: string) =>
  who.call(coverageRoutes.confirmCoverage, { params, body: { parts, fileHash } });

test('proposed to presenters and staff, confirmed by them for a version, read by the class', async () => {
  await upload(3, 'The Problem');
  const own = await read(ada);
  expect(own).toMatchObject({
    expected: ['Problems', 'Methods'],
    confirmed: null,
    proposed: [
      { part: 'Problems', slides: [0] },
      { part: 'Methods', slides: [] },
    ],
    missing: ['Methods'],
  });
  // A draft is nothing to anybody else.
  for (const who of [ben, observer, stranger]) {
    await expect(read(who)).rejects.toMatchObject({ status: 404 });
    await expect(confirm(who, [], own.fileHash)).rejects.toMatchObject({
      status: who === stranger ? 404 : 403,
    });
  }
  await ada.call(presentationsRoutes.publishSlides, { params });
  expect(await read(ben)).toMatchObject({ confirmed: null, proposed: null, missing: null });
  await expect(confirm(ben, [], own.fileHash)).rejects.toMatchObject({ status: 403 });

  const parts = [
    { part: 'Problems', slides: [0] },
    { part: 'Methods', slides: [1, 2] },
  ];
  expect(await confirm(ada, parts, own.fileHash)).toMatchObject({ confirmed: parts, missing: [] });
  for (const who of [ben, observer, ta])
    expect(await read(who)).toMatchObject({ confirmed: parts, isOutdated: false });

  for (const wrong of [[{ part: 'Methods', slides: [3] }], [{ part: 'Fun', slides: [0] }]])
    await expect(confirm(ada, wrong, own.fileHash)).rejects.toMatchObject({ status: 422 });
  await upload(2, 'Another');
  await expect(confirm(ada, parts, own.fileHash)).rejects.toMatchObject({ status: 409 });
  expect(await read(ben)).toMatchObject({ confirmed: parts, isOutdated: true });
});
