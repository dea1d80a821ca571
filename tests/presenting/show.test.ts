// The show of a deck: phases, clock, slides pressed by several at once, and what it keeps for a restart.
import { describe, expect, test } from '@jest/globals';
import { lengthsOf, paceMs } from '#shared/presenting/pace.ts';
import {
  actOn,
  clockOf,
  isPaused,
  newShow,
  showPhases,
  type Act,
  type Show,
} from '#shared/presenting/show.ts';
import { elapsedMs } from '#shared/presenting/stopwatch.ts';
import { createChance } from '#tests/support/chance.ts';

const second = 1000;
const minute = 60 * second;
const start = Date.UTC(2026, 9, 5, 14);
const fresh = newShow('a'.repeat(64), 10, 'ann');
const after = (show: Show, acts: readonly (readonly [at: number, act: Act])[]) =>
  acts.reduce((now, [at, act]) => actOn(now, act, 'ann', start + at), show);
const talking = after(fresh, [[0, { do: 'begin', phase: 'talking' }]]);
const shown = (show: Show, at: number) => {
  const clock = clockOf(show);
  return clock && elapsedMs(clock, start + at);
};

describe('slides', () => {
  test('two who press on the same slide turn one page', () => {
    const both = after(talking, [
      [1, { do: 'step', from: 0, by: 1 }],
      [2, { do: 'step', from: 0, by: 1 }],
    ]);
    expect(both.slide).toBe(1);
    expect(after(both, [[3, { do: 'step', from: 1, by: 1 }]]).slide).toBe(2);
  });

  test('a press on a slide that is not up any more does nothing, back and forth', () => {
    const later = after(talking, [[1, { do: 'goTo', slide: 7 }]]);
    expect(after(later, [[2, { do: 'step', from: 6, by: -1 }]])).toBe(later);
    expect(after(later, [[2, { do: 'step', from: 7, by: -2 }]]).slide).toBe(5);
  });

  test('stay within the deck', () => {
    expect(after(talking, [[1, { do: 'step', from: 0, by: -1 }]])).toBe(talking);
    expect(after(talking, [[1, { do: 'goTo', slide: 99 }]]).slide).toBe(9);
  });

  test('the next slide ends the black screen and takes away what stands in its place', () => {
    const covered = after(talking, [
      [1, { do: 'black', on: true }],
      [1, { do: 'screen', shown: { kind: 'top' } }],
    ]);
    expect(covered).toMatchObject({ isBlack: true, onScreen: { kind: 'top' } });
    expect(after(covered, [[2, { do: 'step', from: 0, by: 1 }]])).toMatchObject({
      isBlack: false,
      onScreen: null,
      slide: 1,
    });
  });

  test('a shorter version that is accepted keeps the slide within it', () => {
    const last = after(talking, [[1, { do: 'goTo', slide: 9 }]]);
    const accepted = after(last, [[2, { do: 'accept', fileHash: 'b'.repeat(64), slideCount: 4 }]]);
    expect(accepted).toMatchObject({ slide: 3, slideCount: 4, fileHash: 'b'.repeat(64) });
  });
});

describe('time', () => {
  test('starts with the first page that is turned', () => {
    const turned = after(fresh, [[5 * minute, { do: 'step', from: 0, by: 1 }]]);
    expect(turned).toMatchObject({ phase: 'talking', slide: 1 });
    expect(shown(turned, 6 * minute)).toBe(minute);
    expect(shown(fresh, 6 * minute)).toBeNull();
  });

  test('stands while paused, in whichever phase', () => {
    const paused = after(talking, [[2 * minute, { do: 'pause' }]]);
    expect(isPaused(paused)).toBe(true);
    expect(shown(paused, 90 * minute)).toBe(2 * minute);
    expect(after(paused, [[91 * minute, { do: 'pause' }]])).toBe(paused);
    const resumed = after(paused, [[100 * minute, { do: 'resume' }]]);
    expect(shown(resumed, 101 * minute)).toBe(3 * minute);
    const asked = after(resumed, [
      [110 * minute, { do: 'begin', phase: 'questions' }],
      [111 * minute, { do: 'pause' }],
    ]);
    expect(shown(asked, 120 * minute)).toBe(minute);
  });

  test('of the talk goes on when one comes back to it from the questions, or from an end by mistake', () => {
    const back = after(talking, [
      [5 * minute, { do: 'begin', phase: 'ended' }],
      [9 * minute, { do: 'begin', phase: 'talking' }],
    ]);
    expect(shown(back, 10 * minute)).toBe(6 * minute);
    expect(back.holderId).toBe('ann');
  });

  test('is gone when one starts again', () => {
    const again = after(talking, [
      [minute, { do: 'goTo', slide: 4 }],
      [2 * minute, { do: 'begin', phase: 'ready' }],
    ]);
    expect(again).toEqual(fresh);
  });

  test('after a restart it is what it was: the state has it all', () => {
    const stored = JSON.parse(JSON.stringify(after(talking, [[minute, { do: 'goTo', slide: 2 }]]))) as Show;
    expect(shown(stored, 7 * minute)).toBe(7 * minute);
  });

  test('each slide has the time it was up while the talk ran', () => {
    const told = after(talking, [
      [minute, { do: 'step', from: 0, by: 1 }],
      [2 * minute, { do: 'pause' }],
      [9 * minute, { do: 'resume' }],
      [10 * minute, { do: 'goTo', slide: 3 }],
      [11 * minute, { do: 'begin', phase: 'questions' }],
      [12 * minute, { do: 'goTo', slide: 0 }],
    ]);
    expect(told.slideMs).toEqual([minute, 2 * minute, 0, minute]);
  });
});

describe('pace', () => {
  const lengths = lengthsOf({ talkMinutes: 15, questionMinutes: 5 });
  const on = (slide: number) => ({ ...talking, slide });

  test.each([
    [0, 1, 0],
    [0, 2, 0.5],
    [4, 7, 0],
    [4, 3, -3],
    [9, 16, 1],
  ])('slide %i of 10 after %i min: %f min behind', (slide, at, behind) => {
    expect(paceMs(on(slide), lengths, start + at * minute)).toBe(behind * minute);
  });

  test('there is none outside of the talk', () => {
    expect(paceMs(fresh, lengths, start)).toBeNull();
  });
});

test('whatever is done in whatever order: a slide of the deck is up, time never runs backwards, a repeat changes nothing', () => {
  const chance = createChance(7);
  for (let world = 0; world < 300; world++) {
    let show = fresh;
    let now = start;
    for (let turn = 0; turn < 40; turn++) {
      now += Math.floor(chance.next() * minute);
      const acts: Act[] = [
        { do: 'step', from: chance.pick([show.slide, 3]) ?? 0, by: chance.pick([1, -1, 2]) ?? 1 },
        { do: 'goTo', slide: Math.floor(chance.next() * 12) - 1 },
        { do: 'black', on: chance.happens(0.5) },
        { do: chance.pick(['pause', 'resume'] as const) ?? 'pause' },
        { do: 'begin', phase: chance.pick(showPhases.slice(1)) ?? 'talking' },
        { do: 'take' },
        { do: 'hand', to: 'ben' },
        { do: 'accept', fileHash: 'c'.repeat(64), slideCount: chance.pick([1, 5, 12]) ?? 1 },
      ];
      const act = chance.pick(acts) ?? { do: 'take' as const };
      const before = elapsedMs(show.talk, now);
      const next = actOn(show, act, 'cleo', now);
      expect(elapsedMs(next.talk, now)).toBe(before);
      expect(next.slide).toBeGreaterThanOrEqual(0);
      expect(next.slide).toBeLessThan(next.slideCount);
      if (act.do !== 'step') expect(actOn(next, act, 'cleo', now)).toEqual(next);
      expect(next.slideMs.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(elapsedMs(next.talk, now));
      show = next;
    }
  }
});
