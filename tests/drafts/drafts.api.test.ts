// Drafts on the server: one's own only, never overwritten unseen, discarded for good, bounded, told to one's other devices.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { draftLimits, draftsEvents, draftsRoutes } from '#shared/drafts/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { startApp } from '#tests/support/app.ts';
import type { PersonClient } from '#tests/support/app.ts';

const app = await startApp();
// Time passes here for months.
const later = await startApp();
const [ben, cleo] = [await app.person('Ben'), await app.person('Cleo')];
const updatedAt = '2026-09-07T12:00:00.000Z';

const paper = newId();
const at = (person: PersonClient, place: string) => ({ params: { personId: person.personId, place } });
const keep = (person: PersonClient, place: string, value: unknown, revision = 0) =>
  person.call(draftsRoutes.keepDraft, {
    ...at(person, place),
    body: { value: JSON.stringify(value), revision, updatedAt },
  });
const discard = (person: PersonClient, place: string, revision: number) =>
  person.call(draftsRoutes.discardDraft, { ...at(person, place), body: { revision } });
const list = (person: PersonClient, place: string) => person.call(draftsRoutes.listDrafts, at(person, place));
const refusal = async (attempt: Promise<unknown>) => {
  const error = await attempt.catch((thrown: unknown) => thrown);
  if (!(error instanceof Refusal)) throw new Error('It was not refused.');
  return error.body;
};

let place = '';
beforeEach(() => {
  place = `document:${paper}:reply:${newId()}`;
});

describe('a draft', () => {
  test('is kept with its revision and found at its place and above it, by its owner alone', async () => {
    const kept = await keep(ben, place, { text: 'Because' });
    expect(kept).toEqual({ place, value: '{"text":"Because"}', revision: 1, updatedAt });
    expect(await list(ben, place)).toEqual([kept]);
    expect(await list(ben, `document:${paper}`)).toContainEqual(kept);
    // A place whose name merely begins the same is another place.
    expect(await list(ben, `document:${paper.slice(0, -1)}`)).toEqual([]);
    expect(await list(cleo, place)).toEqual([]);
    const others = { params: { personId: ben.personId, place } };
    expect(await refusal(cleo.call(draftsRoutes.listDrafts, others))).toMatchObject({ code: 'not_found' });
    expect(
      await refusal(cleo.call(draftsRoutes.discardDraft, { ...others, body: { revision: 1 } })),
    ).toMatchObject({ code: 'not_found' });
    expect(await list(ben, place)).toEqual([kept]);
  });

  test('that was changed elsewhere is not overwritten: the refusal brings the other text', async () => {
    await keep(ben, place, 'one');
    const two = await keep(ben, place, 'two', 1);
    expect(two.revision).toBe(2);
    expect(await refusal(keep(ben, place, 'three', 1))).toMatchObject({ code: 'conflict', current: two });
    expect(await refusal(keep(ben, place, 'three', 0))).toMatchObject({ code: 'conflict', current: two });
    expect(await refusal(discard(ben, place, 1))).toMatchObject({ code: 'conflict', current: two });
    expect(await list(ben, place)).toEqual([two]);
  });

  test('of two writes at the same moment one is told of the other', async () => {
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((text) => keep(ben, place, text)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await list(ben, place)).toMatchObject([{ revision: 1 }]);
  });

  test('sent twice because the answer was lost is kept once', async () => {
    const first = await keep(ben, place, 'one');
    expect(await keep(ben, place, 'one')).toEqual(first);
  });

  test('must be JSON of a bearable length at a place that is one', async () => {
    const body = { revision: 0, updatedAt };
    const attempt = (value: string, where = place) =>
      refusal(ben.call(draftsRoutes.keepDraft, { ...at(ben, where), body: { ...body, value } }));
    expect(await attempt('not JSON')).toMatchObject({ code: 'invalid' });
    expect(await attempt(JSON.stringify('x'.repeat(draftLimits.value)))).toMatchObject({ code: 'invalid' });
    expect(await attempt('1', 'nowhere')).toMatchObject({ code: 'invalid' });
    expect(await attempt('1', `document:${'x'.repeat(200)}`)).toMatchObject({ code: 'invalid' });
    expect(await list(ben, place)).toEqual([]);
  });
});

describe('discarding', () => {
  test('leaves a tombstone without the text, which a device from before cannot bring back to life unseen', async () => {
    await keep(ben, place, 'sent by now');
    const tombstone = await discard(ben, place, 1);
    expect(tombstone).toMatchObject({ value: null, revision: 2 });
    expect(await list(ben, place)).toEqual([tombstone]);
    const stored = await app.db.collection('drafts').find({ personId: ben.personId, place }).toArray();
    expect(JSON.stringify(stored)).not.toContain('sent by now');
    expect(await refusal(keep(ben, place, 'typed offline', 1))).toMatchObject({ current: tombstone });
    // Whoever has seen that it was discarded may write there again.
    expect(await keep(ben, place, 'a new one', 2)).toMatchObject({ value: '"a new one"', revision: 3 });
  });

  test('may be repeated, also where nothing ever was', async () => {
    await keep(ben, place, 'x');
    expect(await discard(ben, place, 1)).toEqual(await discard(ben, place, 1));
    const nowhere = `document:${newId()}`;
    expect(await discard(ben, nowhere, 0)).toMatchObject({ value: null, revision: 0 });
    expect(await list(ben, nowhere)).toEqual([]);
  });
});

test('one’s other devices hear of it, nobody else, and the text is not in what they hear', async () => {
  const [own, foreign] = await Promise.all([ben.socket(), cleo.socket()]);
  await own.join('person', ben.personId);
  expect(await foreign.join('person', ben.personId)).toMatchObject({ ok: false });
  await keep(ben, place, 'secret');
  await own.waitFor(draftsEvents.draftChanged, (fact) => fact.place === place && fact.revision === 1);
  await discard(ben, place, 1);
  await own.waitFor(draftsEvents.draftChanged, (fact) => fact.revision === 2);
  expect(JSON.stringify(own.facts)).not.toContain('secret');
  expect(foreign.facts).toEqual([]);
  own.close();
  foreign.close();
});

test('there is room for so many; one that is there can still be changed, and discarding makes room', async () => {
  const mei = await app.person('Mei');
  const places = Array.from({ length: draftLimits.perPerson }, () => `document:${newId()}`);
  for (const one of places) await keep(mei, one, 'x');
  expect(await refusal(keep(mei, place, 'one more'))).toMatchObject({ reason: 'too_many_drafts' });
  const [first = ''] = places;
  expect(await keep(mei, first, 'longer', 1)).toMatchObject({ revision: 2 });
  await discard(mei, first, 2);
  expect(await keep(mei, place, 'one more')).toMatchObject({ revision: 1 });
});

test('tombstones and forgotten drafts are swept in time, not before', async () => {
  const eve = await later.person('Eve');
  const stored = () => later.db.collection('drafts').countDocuments();
  const [draft, gone] = [`document:${newId()}`, `document:${newId()}`];
  await keep(eve, draft, 'forgotten');
  await keep(eve, gone, 'x');
  await discard(eve, gone, 1);
  const after = async (days: number) => {
    later.clock.advance(days * 24 * 60);
    // Signed in anew: a session does not last that long.
    await list(await later.person(), draft);
    return stored();
  };
  expect(await after(29)).toBe(2);
  expect(await after(2)).toBe(1);
  expect(await after(140)).toBe(1);
  expect(await after(10)).toBe(0);
});
