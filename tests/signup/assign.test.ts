// The assignment against brute force on small worlds: nothing better exists, for either way of choosing; and what it says about itself.
import { describe, expect, test } from '@jest/globals';
import { assign } from '#shared/signup/assign.ts';
import { figuresOf } from '#shared/signup/figures.ts';
import { firstCome } from '#shared/signup/first-come.ts';
import {
  keepingBonus,
  standingsOf,
  type Method,
  type Person,
  type Problem,
  type Seat,
} from '#shared/signup/problem.ts';
import { createChance, type Chance } from '#tests/support/chance.ts';

const person = (id: string, ranked: string[], more: Partial<Person> = {}): Person => ({
  ...{ id, seats: 1, ranked, blocked: [], partnerId: null, since: 0, ...more },
});
const slots = (count: number, max = 1, min = 0) =>
  Array.from({ length: count }, (_, at) => ({
    ...{ id: `s${String(at)}`, meetingId: `m${String(at >> 1)}`, min, max },
  }));
const problem = (more: Partial<Problem>): Problem => ({
  ...{ slots: [], people: [], fixed: [], standing: [], atLeast: 1, seed: 'a', ...more },
});
const methods: Method[] = (['squared', 'generous'] as const).flatMap((objective) =>
  (['bonus', 'most'] as const).map((keeping) => ({ objective, keeping })),
);
const [squared] = methods as [Method];
const generous: Method = { objective: 'generous', keeping: 'bonus' };
const where = (seats: readonly Seat[]) =>
  Object.fromEntries(seats.map(({ personId, slotId }) => [personId, slotId]));

/** What counts, the first before all others; smaller is better. */
const worth = (world: Problem, seats: readonly Seat[], { objective, keeping }: Method): number[] => {
  const { unseated, short, unlisted, moved } = figuresOf(world, seats);
  const standings = standingsOf(world);
  const free = seats.filter((seat) => !world.fixed.includes(seat));
  const places = free.flatMap(({ personId, slotId }) => {
    const who = world.people.find(({ id }) => id === personId);
    return who ? [standings(who)(slotId)] : [];
  });
  const kept = world.standing.length - moved;
  const squares = places.reduce((sum, { place }) => sum + place ** 2, 0);
  const listed = places.filter(({ isUnlisted }) => !isUnlisted);
  return [
    unseated,
    short,
    ...(keeping === 'most' ? [-kept] : []),
    ...(objective === 'squared'
      ? [squares - (keeping === 'bonus' ? keepingBonus * kept : 0), unlisted]
      : [
          unlisted,
          ...[9, 8, 7, 6, 5, 4, 3, 2].map((at) => listed.filter(({ place }) => place === at).length),
        ]),
    -kept,
  ];
};
const compare = (one: readonly number[], other: readonly number[]): number =>
  one.map((value, at) => value - (other[at] ?? 0)).find((gap) => gap !== 0) ?? 0;

/** Every allowed set of seats, tried one by one. */
const everyWay = ({ slots: all, people, fixed }: Problem): Seat[][] => {
  const ways: Seat[][] = [];
  const needs = people.flatMap((who) =>
    Array<Person>(Math.max(0, who.seats - fixed.filter(({ personId }) => personId === who.id).length)).fill(
      who,
    ),
  );
  const meetingOf = new Map(all.map(({ id, meetingId }) => [id, meetingId]));
  const walk = (at: number, seats: Seat[]) => {
    const who = needs[at];
    if (!who) return void ways.push(seats);
    walk(at + 1, seats);
    for (const { id: slotId, meetingId, max } of all) {
      const own = seats.filter(({ personId }) => personId === who.id);
      if (who.blocked.includes(meetingId) || own.some((seat) => meetingOf.get(seat.slotId) === meetingId))
        continue;
      if (seats.filter((seat) => seat.slotId === slotId).length >= max) continue;
      walk(at + 1, [...seats, { personId: who.id, slotId }]);
    }
  };
  walk(0, [...fixed]);
  return ways;
};

const randomWorld = (chance: Chance): Problem => {
  const size = 2 + Math.floor(chance.next() * 3);
  const all = slots(size).map((slot) => {
    const max = 1 + Math.floor(chance.next() * 2);
    return { ...slot, max, min: Math.floor(chance.next() * (max + 1)) };
  });
  const people = Array.from({ length: 1 + Math.floor(chance.next() * 4) }, (_, at) =>
    person(
      `p${String(at)}`,
      all
        .map(({ id }) => ({ id, key: chance.next() }))
        .toSorted((a, b) => a.key - b.key)
        .slice(0, Math.floor(chance.next() * (size + 1)))
        .map(({ id }) => id),
      { seats: chance.happens(0.2) ? 2 : 1, blocked: chance.happens(0.3) ? ['m0'] : [] },
    ),
  );
  const someSeat = (): Seat[] => {
    const [who, slot] = [chance.pick(people), chance.pick(all)];
    return who && slot ? [{ personId: who.id, slotId: slot.id }] : [];
  };
  return problem({
    slots: all,
    people,
    atLeast: Math.min(size, 2),
    standing: chance.happens(0.5) ? someSeat() : [],
    fixed: chance.happens(0.2) ? someSeat() : [],
    seed: String(chance.next()),
  });
};

describe.each(methods)('$objective, keeping $keeping', (method) => {
  test('nothing better exists in 150 small worlds', () => {
    const chance = createChance(4711);
    for (let round = 0; round < 150; round++) {
      const world = randomWorld(chance);
      const { seats } = assign(world, method);
      const best = everyWay(world)
        .map((way) => worth(world, way, method))
        .toSorted(compare)[0];
      expect({ world, worth: worth(world, seats, method) }).toEqual({ world, worth: best });
      expect(assign(world, method).seats).toEqual(seats);
    }
  });
});

test('long lists, whose levels need more than one number: nothing better exists in 80 worlds of nine slots', () => {
  const chance = createChance(99);
  for (let round = 0; round < 80; round++) {
    const all = slots(9);
    const wanted = all.map(({ id }) => ({ id, key: chance.next() }));
    const people = ['a', 'b', 'c', 'd'].map((id) =>
      person(
        id,
        // Much alike, so that somebody must go far down.
        wanted
          .map((slot) => ({ ...slot, key: slot.key + chance.next() * 0.3 }))
          .toSorted((one, other) => one.key - other.key)
          .map((slot) => slot.id),
        { blocked: chance.happens(0.5) ? ['m0', 'm1'] : [] },
      ),
    );
    const world = problem({ slots: all, people, atLeast: 5, seed: String(round) });
    const best = everyWay(world)
      .filter((way) => way.length === people.length)
      .map((way) => worth(world, way, generous))
      .toSorted(compare)[0];
    expect(worth(world, assign(world, generous).seats, generous)).toEqual(best);
  }
});

test('squared shares one bad place out; generous never lets anybody fall to the lowest place it can avoid', () => {
  // Three who all want s0 most; the third would lose much under plain counting of first choices.
  const people = [
    person('a', ['s0', 's1', 's2']),
    person('b', ['s0', 's1', 's2']),
    person('c', ['s0', 's2', 's1']),
  ];
  const { seats, figures } = assign(problem({ slots: slots(3), people }), generous);
  expect(figures).toMatchObject({ firstChoices: 1, places: [1, 2], unlisted: 0, averagePlace: 5 / 3 });
  expect(where(seats)['c']).toBe('s2');
});

test('sixty places and more are counted exactly: one step of the lowest place outweighs all the others together', () => {
  const ids = slots(40).map(({ id }) => id);
  const turned = (by: number) => [...ids.slice(by), ...ids.slice(0, by)];
  const people = Array.from({ length: 40 }, (_, at) => person(`p${String(at)}`, turned(at % 2)));
  const { figures } = assign(problem({ slots: slots(40), people, atLeast: 5 }), generous);
  expect(figures.unlisted).toBe(0);
  // Somebody must take s39 or s0 as the last of the circle: nobody need fall to the fortieth place twice.
  expect(figures.places.reduce((sum, count) => sum + count, 0)).toBe(40);
  expect(figures.places[39] ?? 0).toBe(0);
});

test('slots that are short are filled before wishes count, and people without a list take what is left', () => {
  const people = [person('a', ['s0']), person('b', ['s0']), person('c', [])];
  const world = problem({ slots: slots(2, 2, 1), people });
  const { seats, figures } = assign(world, squared);
  expect(where(seats)).toEqual({ a: 's0', b: 's0', c: 's1' });
  expect(figures).toMatchObject({ firstChoices: 2, unlisted: 0, withoutList: 1, short: 0, unseated: 0 });
});

test('a short list does not get ahead: it loses against full ones', () => {
  const people = [person('b', ['s0']), person('a', ['s0', 's1', 's2']), person('c', ['s1', 's0', 's2'])];
  for (const method of methods) {
    const seats = (atLeast: number) =>
      where(assign(problem({ slots: slots(3), people, atLeast }), method).seats);
    expect(seats(3)).toEqual({ a: 's0', b: 's2', c: 's1' });
    // Where one is enough the others make room.
    expect(seats(1)).toMatchObject({ b: 's0' });
  }
});

test('blocked dates, full slots and fixed seats are said to whoever got nothing of their list', () => {
  const people = [
    person('a', ['s0', 's2']),
    person('b', ['s0', 's2'], { blocked: ['m1'] }),
    person('c', ['s0']),
  ];
  const { why, seats } = assign(
    problem({ slots: slots(4), people, fixed: [{ personId: 'c', slotId: 's0' }] }),
    squared,
  );
  expect(where(seats)).toMatchObject({ a: 's2', b: 's1', c: 's0' });
  expect(why).toEqual([
    {
      ...{ personId: 'b', slotId: 's1', listed: 2, blocked: 1, full: 1, open: 0, wantedBy: 3, placesIn: 1 },
      ...{ isFixed: false, isShort: false },
    },
  ]);
});

test('too few places: as many as possible are seated, and the others are named', () => {
  const people = ['a', 'b', 'c'].map((id) => person(id, ['s0']));
  const { seats, why, figures } = assign(problem({ slots: slots(2), people }), squared);
  expect(seats).toHaveLength(2);
  expect(figures.unseated).toBe(1);
  expect(why.filter(({ slotId }) => slotId === null)).toMatchObject([{ full: 1, isShort: false }]);
});

describe('what stands', () => {
  const people = ['a', 'b', 'c'].map((id) => person(id, ['s0', 's1', 's2']));
  const standing = [
    { personId: 'b', slotId: 's0' },
    { personId: 'c', slotId: 's1' },
  ];

  test('a late joiner moves nobody', () => {
    for (const method of methods)
      expect(where(assign(problem({ slots: slots(3), people, standing }), method).seats)).toEqual({
        ...{ a: 's2', b: 's0', c: 's1' },
      });
  });

  test('to fill a gap the fewest move: keeping most leaves all but the needed one', () => {
    // s0 must be filled, and only c can do it.
    const tight = [person('b', ['s1', 's0']), person('c', ['s1', 's0'], { blocked: [] })];
    const world = problem({
      slots: [
        { id: 's0', meetingId: 'm0', min: 1, max: 1 },
        { id: 's1', meetingId: 'm1', min: 0, max: 2 },
      ],
      people: tight,
      standing: tight.map(({ id }) => ({ personId: id, slotId: 's1' })),
    });
    expect(assign(world, { objective: 'squared', keeping: 'most' }).figures).toMatchObject({
      ...{ moved: 1, short: 0 },
    });
  });
});

describe('wishes to present together', () => {
  const pair = (one: string[], other: string[]) => [
    person('a', one, { partnerId: 'b' }),
    person('b', other, { partnerId: 'a' }),
  ];

  test('are honoured where both listed a slot and nobody loses a listed one', () => {
    const people = [...pair(['s0', 's1'], ['s2', 's1']), person('c', ['s1', 's0'])];
    const result = assign(problem({ slots: slots(3, 2), people }), squared);
    expect(where(result.seats)).toEqual({ a: 's1', b: 's1', c: 's0' });
    expect(result).toMatchObject({ honoured: [['a', 'b']], missed: [] });
  });

  test('not at the cost of somebody’s listed slot, and not one-sided ones', () => {
    const people = [...pair(['s0', 's1'], ['s2', 's1']), person('c', ['s1'])];
    const tight = assign(problem({ slots: slots(3, 2), people, atLeast: 1 }), squared);
    expect(tight).toMatchObject({ honoured: [], missed: [['a', 'b']] });
    const oneSided = people.map((one) => (one.id === 'b' ? { ...one, partnerId: null } : one));
    expect(assign(problem({ slots: slots(3, 2), people: oneSided }), squared)).toMatchObject({
      ...{ honoured: [], missed: [] },
    });
  });

  test('never on a date that one of them cannot do, and a pair that sits together stays together', () => {
    const [a, b] = pair(['s0', 's2'], ['s0', 's2']) as [Person, Person];
    const blocked = { ...b, blocked: ['m0'] };
    expect(assign(problem({ slots: slots(3, 2), people: [a, blocked] }), squared)).toMatchObject({
      honoured: [['a', 'b']],
      seats: [
        { personId: 'a', slotId: 's2' },
        { personId: 'b', slotId: 's2' },
      ],
    });
    expect(assign(problem({ slots: slots(3, 2), people: [a, b] }), generous).honoured).toHaveLength(1);
  });
});

test('first come first served takes the lists in turn, and then whatever is free', () => {
  const people = [
    person('a', ['s0'], { since: 30 }),
    person('b', ['s0', 's1'], { since: 10 }),
    person('c', ['s0'], { since: null }),
  ];
  expect(where(firstCome(problem({ slots: slots(3), people })))).toEqual({ b: 's0', a: 's1', c: 's2' });
});

test('two hundred people and sixty slots take no longer than it takes to look up', () => {
  const chance = createChance(11);
  const all = slots(60, 4, 3);
  const people = Array.from({ length: 200 }, (_, at) =>
    person(
      `p${String(at)}`,
      all
        .map(({ id }, slot) => ({ id, key: chance.next() * (slot + 5) }))
        .toSorted((a, b) => a.key - b.key)
        .slice(0, 6)
        .map(({ id }) => id),
    ),
  );
  const world = problem({ slots: all, people, atLeast: 5 });
  const { figures } = assign(world, generous);
  expect(figures).toMatchObject({ unseated: 0, short: 0 });
  expect(figures.unlisted).toBeLessThanOrEqual(figuresOf(world, firstCome(world)).unlisted);
});
