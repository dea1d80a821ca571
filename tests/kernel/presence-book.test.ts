// Who is where, as the server writes it down: whatever happens, news worked in one after the other give the whole.
import { expect, test } from '@jest/globals';
import { applyPresence, nobody } from '#client/kernel/presence.ts';
import { createPresenceBook } from '#server/kernel/presence-book.ts';

const at = (page: number, writing = false) => ({
  shown: { page },
  counts: [`page:${String(page)}`, ...(writing ? ['writing'] : [])],
});
const room = 'readers:x';

test('a person with several tabs counts once, where they were last', () => {
  const book = createPresenceBook(() => 60);
  book.say(room, 'tab 1', 'ada', at(1));
  book.say(room, 'tab 2', 'ada', at(2));
  expect(book.news(room)).toEqual({
    room,
    total: 1,
    people: [['ada', { page: 2 }]],
    left: [],
    counts: { 'page:1': 0, 'page:2': 1 },
  });
  book.say(room, 'tab 1', 'ada', at(3));
  expect(book.all(room).people).toEqual([['ada', { page: 3 }]]);
  book.say(room, 'tab 1', 'ada', null);
  expect(book.all(room)).toMatchObject({ total: 1, people: [['ada', { page: 2 }]] });
  book.say(room, 'tab 2', 'ada', null);
  expect(book.news(room)).toMatchObject({ total: 0, people: [], left: ['ada'], counts: { 'page:2': 0 } });
  expect(book.news(room)).toBeUndefined();
});

test('what is only counted does not name whose it is', () => {
  const book = createPresenceBook(() => 60);
  book.say(room, 'a', 'ada', at(1));
  book.say(room, 'b', 'ben', at(1));
  book.news(room);
  expect(book.say(room, 'b', 'ben', at(1, true))).toBe(true);
  expect(book.news(room)).toEqual({
    room,
    total: 2,
    people: [],
    left: [],
    counts: { 'page:1': 2, writing: 1 },
  });
  expect(book.say(room, 'b', 'ben', at(1, true))).toBe(false);
});

test('of many only the first are told one by one, all are counted, and who waits moves up', () => {
  const book = createPresenceBook(() => 3);
  for (let person = 0; person < 100; person++)
    book.say(room, `s${String(person)}`, `p${String(person)}`, at(1));
  expect(book.news(room)).toMatchObject({
    total: 100,
    people: [
      ['p0', expect.anything()],
      ['p1', expect.anything()],
      ['p2', expect.anything()],
    ],
    counts: { 'page:1': 100 },
  });
  book.say(room, 's50', 'p50', at(9));
  expect(book.news(room)).toMatchObject({ people: [], counts: { 'page:1': 99, 'page:9': 1 } });
  book.say(room, 's1', 'p1', null);
  expect(book.news(room)).toMatchObject({ total: 99, people: [['p3', { page: 1 }]], left: ['p1'] });
});

test('the news together give what somebody hears who comes in now', () => {
  // Deterministic, so that a failure can be repeated (Lehmer, modulus 2^31 - 1).
  let state = 42;
  const upTo = (n: number) => (state = (state * 48271) % 2147483647) % n;
  const book = createPresenceBook(() => 5);
  let known = nobody;
  for (let step = 0; step < 3000; step++) {
    const tab = upTo(24);
    const told = upTo(3) === 0 ? null : at(upTo(6), upTo(4) === 0);
    book.say(room, `t${String(tab)}`, `p${String(tab >> 1)}`, told);
    if (upTo(5) > 0) continue;
    const news = book.news(room);
    if (news) known = applyPresence(known, news);
    const whole = applyPresence(nobody, book.all(room));
    expect([...known.people].sort()).toEqual([...whole.people].sort());
    expect([...known.counts].sort()).toEqual([...whole.counts].sort());
    expect(known.total).toBe(whole.total);
  }
});
