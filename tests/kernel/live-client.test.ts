// The client's only socket against the real server: it comes back after a new sign-in, and hears what a page missed.
import { afterAll, expect, test } from '@jest/globals';
import { carryTicket, joinRoom, reconnect } from '#client/kernel/live.ts';
import { roundsEvents } from '#shared/rounds/contract.ts';
import { openClassroom } from '#tests/rounds/classroom.ts';
import { startApp } from '#tests/support/app.ts';

const app = await startApp();
const { meetingId, desk, checkIn, students } = await openClassroom(app, 4);
// The projector needs no cookie, so that its page can be played outside of a browser.
const { projectorPath } = await desk();
Object.assign(globalThis, { location: new URL(app.url) });
carryTicket(projectorPath.split('#')[1] ?? '');

// Without rooms this ends the connection.
afterAll(reconnect);

const open = () => {
  const heard: string[] = [];
  const close = joinRoom('projector', meetingId, {
    onFact: (name) => heard.push(name),
    onGap: () => heard.push('gap'),
  });
  return { heard, close };
};
const until = async (isTrue: () => boolean) => {
  for (let waited = 0; waited < 5000 && !isTrue(); waited += 10)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(isTrue()).toBe(true);
};
const comes = async (index: number) => {
  const student = students[index];
  if (student) await checkIn(student);
};
const changed = roundsEvents.projectorChanged.name;

test('a room opened after the connection was ended without any is heard again', async () => {
  const before = open();
  await until(() => before.heard.includes('gap'));
  before.close();
  // A sign-in: at this moment the page has no room.
  reconnect();
  const after = open();
  await until(() => after.heard.includes('gap'));
  await comes(0);
  await until(() => after.heard.includes(changed));
  expect(before.heard).toEqual(['gap']);
  after.close();
});

test('who begins to listen to a room that is open already fetches once, and then hears the same facts', async () => {
  const first = open();
  await until(() => first.heard.includes('gap'));
  const second = open();
  await until(() => second.heard.includes('gap'));
  await comes(1);
  await until(() => first.heard.includes(changed) && second.heard.includes(changed));
  expect(first.heard.filter((what) => what === 'gap')).toHaveLength(1);
  for (const { close } of [first, second]) close();
});
