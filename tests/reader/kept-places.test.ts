// Where people stopped reading: each for themselves, bounded, and no trouble when the storage is.
import { expect, test } from '@jest/globals';
import { keptPlaces } from '#client/reader/kept-places.ts';

const memory = () => {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
  };
};

test('a place is kept per person and document, the latest one', () => {
  const storage = memory();
  const places = keptPlaces(() => storage);
  places.keep({ personId: 'mei', documentId: 'a' }, { page: 3, x: 0, y: 512.26 });
  places.keep({ personId: 'mei', documentId: 'a' }, { page: 6, x: 12, y: 300 });
  places.keep({ personId: 'mei', documentId: 'b' }, { page: 1, x: 0, y: 512.26 });
  expect(places.read({ personId: 'mei', documentId: 'a' })).toEqual({ page: 6, x: 12, y: 300 });
  expect(places.read({ personId: 'mei', documentId: 'b' })).toEqual({ page: 1, x: 0, y: 512.3 });
  expect(places.read({ personId: 'ada', documentId: 'a' })).toBeNull();
});

test('what was read longest ago is forgotten first', () => {
  const storage = memory();
  const places = keptPlaces(() => storage);
  const owner = (number: number) => ({ personId: 'mei', documentId: String(number) });
  for (let number = 0; number < 200; number++) places.keep(owner(number), { page: number, x: 0, y: 0 });
  places.keep(owner(0), { page: 5, x: 0, y: 0 });
  places.keep(owner(200), { page: 0, x: 0, y: 0 });
  expect(places.read(owner(0))?.page).toBe(5);
  expect(places.read(owner(1))).toBeNull();
  expect(places.read(owner(2))?.page).toBe(2);
});

test('a broken or forbidden storage is an empty one', () => {
  const storage = memory();
  storage.setItem('paperround:places:mei', '{"a":1');
  const owner = { personId: 'mei', documentId: 'a' };
  expect(keptPlaces(() => storage).read(owner)).toBeNull();
  const forbidden = keptPlaces(() => {
    throw new Error('SecurityError');
  });
  expect(forbidden.read(owner)).toBeNull();
  expect(() => {
    forbidden.keep(owner, { page: 0, x: 0, y: 0 });
  }).not.toThrow();
});
