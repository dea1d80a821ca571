// The check-in code changes with the time: what a picture of yesterday or of the last hour shows opens nothing.
import { describe, expect, test } from '@jest/globals';
import { codeAt, codeGraceMs, codeLastsMs, type JoinCode } from '#shared/rounds/join-code.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { joinCodesOf } from '#server/rounds/join-codes.ts';
import { startApp } from '#tests/support/app.ts';
import { openClassroom, refusalOf } from './classroom.ts';

const app = await startApp();
const start = new Date('2026-09-07T14:00:00.000Z');
const after = (ms: number) => new Date(start.getTime() + ms);
const codes = joinCodesOf('a secret', 'class:1');
const first = (list: readonly JoinCode[]): JoinCode => {
  const [code] = list;
  if (!code) throw new Error('there is always a code');
  return code;
};

describe('a code', () => {
  test('stands for two minutes, is taken a minute longer, and has then expired', () => {
    const { code, from, until } = first(codes.from(start));
    expect(code).toMatch(/^[1-9]\d{3}$/);
    expect([from, until]).toEqual([start.getTime(), start.getTime() + codeLastsMs]);
    const fits = [0, codeLastsMs - 1, codeLastsMs, codeLastsMs + codeGraceMs - 1, codeLastsMs + codeGraceMs];
    expect(fits.map((ms) => codes.check(code, after(ms)))).toEqual([
      ...['taken', 'taken', 'taken', 'taken'],
      'expired',
    ]);
    expect(codes.check(code, after(60 * 60_000))).toBe('expired');
    // Not before its time.
    expect(codes.check(code, after(-1))).toBe('wrong');
    expect(codes.check(undefined, start)).toBe('wrong');
  });

  test('those told ahead are those that come, one after the other', () => {
    const ahead = codes.from(start);
    expect(ahead).toHaveLength(10);
    ahead.forEach((code, index) => {
      const now = after(index * codeLastsMs);
      expect(codeAt(ahead, now.getTime())).toEqual(code);
      expect(first(codes.from(now))).toEqual(code);
    });
    expect(codeAt(ahead, after(10 * codeLastsMs).getTime())).toBeUndefined();
  });

  test('none comes again within an hour, in a hundred hours of class', () => {
    const codesShown = Array.from(
      { length: 3000 },
      (_, turn) => first(codes.from(after(turn * codeLastsMs))).code,
    );
    codesShown.forEach((code, turn) => {
      expect(codesShown.slice(Math.max(0, turn - 30), turn).includes(code)).toBe(false);
    });
    // They are drawn from all there are: none is likelier than others by much.
    expect(new Set(codesShown).size).toBeGreaterThan(2300);
  });

  test('another class, another link and another installation have others', () => {
    const listOf = (secret: string, subject: string) =>
      joinCodesOf(secret, subject)
        .from(start)
        .map(({ code }) => code)
        .join();
    const lists = [
      listOf('a secret', 'class:1'),
      listOf('a secret', 'class:2'),
      listOf('b secret', 'class:1'),
    ];
    expect(new Set(lists).size).toBe(3);
  });
});

test('checkIn: yesterday’s code and the last hour’s are refused, in words; who was here today needs none', async () => {
  const room = await openClassroom(app, 3, { checkInNeedsCode: true });
  const [ada, ben, cleo] = room.students;
  if (!ada || !ben || !cleo) throw new Error('three students were asked for');
  const shown = async () => first((await room.desk()).joinCodes).code;
  app.clock.set(start);
  const old = await shown();
  await room.checkIn(ada, old);
  app.clock.advance(2.5);
  expect((await room.checkIn(ben, old)).present).toHaveLength(2);
  app.clock.advance(1);
  expect(await refusalOf(room.checkIn(cleo, old))).toBe('invalid expired_code');
  app.clock.advance(50);
  expect(await refusalOf(room.checkIn(cleo, old))).toBe('invalid expired_code');
  await room.checkIn(cleo, await shown());

  const leave = () => ada.call(roundsRoutes.checkOut, { params: { meetingId: room.meetingId } });
  await leave();
  expect((await room.checkIn(ada)).present).toHaveLength(3);
  await leave();
  app.clock.advance(24 * 60);
  expect(await refusalOf(room.checkIn(ada, old))).toMatch(/^invalid (wrong|expired)_code$/);
  expect(await refusalOf(room.checkIn(ada))).toBe('invalid wrong_code');
});
