// What classes took away is found by whoever is in the course, and by nobody else.
import { expect, test } from '@jest/globals';
import { newId } from '#shared/kernel/primitives.ts';
import { searchRoutes } from '#shared/search/contract.ts';
import { openReportClass } from '#tests/reporting/report-class.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';

const app = await startApp();

test('points that were marked and the staff’s own words; not what is no takeaway, nor another course’s', async () => {
  const room = await openReportClass(app);
  const { own, other, observer, instructor, roundId, course, meetingId } = room;
  const [kept, left] = [newId(), newId()];
  await room.point(own, 'Leases need honest clocks.', { id: kept });
  await room.point(own, 'Clocks again, not marked.', { id: left });
  await room.start(roundId, 'class');
  const search = async (person: PersonClient, q: string) =>
    (await person.call(searchRoutes.searchAll, { query: { q } })).takeaways.map(
      ({ snippet }) => snippet.text,
    );
  expect(await search(other, 'clocks')).toEqual([]);
  await room.mark(instructor, kept);
  await room.takeaway(instructor, 'Ask for raw data when clocks decide.');
  for (const person of [own, other, observer, instructor])
    expect((await search(person, 'clocks')).sort()).toEqual([
      'Ask for raw data when clocks decide.',
      'Leases need honest clocks.',
    ]);
  expect(await search(other, '"honest clocks"')).toEqual(['Leases need honest clocks.']);
  const { takeaways, threads } = await other.call(searchRoutes.searchCourse, {
    params: { courseId: course.id },
    query: { q: 'honest', in: 'takeaways' },
  });
  expect(takeaways).toMatchObject([{ meetingId, topic: 'Consensus', takeawayId: kept }]);
  expect(threads).toEqual([]);
  const elsewhere = await openReportClass(app);
  expect(await search(elsewhere.own, 'clocks')).toEqual([]);
  await room.unmark(instructor, kept);
  expect(await search(other, 'honest')).toEqual([]);
});
