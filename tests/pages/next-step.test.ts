// The one button on a meeting's card, by time, role and what was written.
import { expect, test } from '@jest/globals';
import type { Role } from '#shared/courses/roles.ts';
import type { PaperView } from '#shared/papers/contract.ts';
import { nextStep } from '#client/pages/next-step.ts';

const documentId = 'd'.repeat(24);
const readable = { document: { id: documentId, state: 'ready' } } as PaperView;
const meeting = {
  startsAt: '2026-11-26T15:00:00.000Z',
  durationMinutes: 80,
  reviewsDueAt: '2026-11-26T13:00:00.000Z',
  papers: [readable],
};
const untouched = { revision: 0, submission: null };
const begun = { revision: 3, submission: null };
const submitted = {
  revision: 4,
  submission: { version: 1, at: '2026-11-25T10:00:00.000Z', late: false, words: 300 },
};
const read = { kind: 'read', documentId };

test.each<[string, string, Role, typeof begun | typeof submitted | undefined, object]>([
  ['two days before', '2026-11-24T12:00:00Z', 'student', untouched, read],
  ['with a draft', '2026-11-24T12:00:00Z', 'student', begun, { kind: 'review', begun: true }],
  ['on the last day', '2026-11-25T14:00:00Z', 'student', untouched, { kind: 'review', begun: false }],
  ['after submitting', '2026-11-25T14:00:00Z', 'student', submitted, read],
  ['after the deadline', '2026-11-26T13:30:00Z', 'student', untouched, read],
  ['31 minutes before', '2026-11-26T14:29:00Z', 'student', untouched, read],
  ['29 minutes before', '2026-11-26T14:31:00Z', 'student', begun, { kind: 'join' }],
  ['in the last minute', '2026-11-26T16:20:00Z', 'instructor', undefined, { kind: 'join' }],
  ['in class', '2026-11-26T15:30:00Z', 'observer', undefined, read],
  ['on the last day', '2026-11-25T14:00:00Z', 'ta', undefined, read],
])('%s (%s, %s)', (_, now, role, review, step) => {
  expect(nextStep(meeting, role, review, new Date(now))).toEqual(step);
});

test('without anything to read the meeting itself is opened', () => {
  const bare = { ...meeting, papers: [] };
  expect(nextStep(bare, 'student', untouched, new Date('2026-11-26T12:00:00Z'))).toEqual({ kind: 'open' });
});
