// Join codes are derived from the installation's secret and the time: nothing is stored, and a restart changes nothing.
import { createHmac } from 'node:crypto';
import { codeLastsMs, turnAt, turnsTakenAt, type JoinCode } from '#shared/rounds/join-code.ts';

/** How many codes are told ahead: twenty minutes. */
const ahead = 10;
/** No code comes again within so many turns, so that a picture of one from the last hour opens nothing. */
const apart = 30;
const drawsAtMost = 3;

/** What the code makes of an attempt to check in; `expired` stood there within the last hour. */
type Fit = 'taken' | 'expired' | 'wrong';

export interface JoinCodes {
  /** The code of now and those that follow. */
  from(now: Date): JoinCode[];
  check(code: string | undefined, now: Date): Fit;
}

/** `subject` names the class; another one has other codes. */
export const joinCodesOf = (secret: string, subject: string): JoinCodes => {
  const drawn = new Map<string, string>();
  const draw = (turn: number, attempt: number): string => {
    const key = `${String(turn)}:${String(attempt)}`;
    const known = drawn.get(key);
    if (known !== undefined) return known;
    const bytes = createHmac('sha256', secret).update(`join-code\n${subject}\n${key}`).digest();
    const code = String(1000 + (bytes.readUInt32BE(0) % 9000));
    drawn.set(key, code);
    return code;
  };
  // All that a former turn may have shown is avoided, so that no turn has to be worked out from the beginning of time.
  const codeOf = (turn: number): string => {
    const former = new Set<string>();
    for (let back = 1; back <= apart; back += 1)
      for (let attempt = 0; attempt < drawsAtMost; attempt += 1) former.add(draw(turn - back, attempt));
    for (let attempt = 0; attempt < drawsAtMost - 1; attempt += 1)
      if (!former.has(draw(turn, attempt))) return draw(turn, attempt);
    return draw(turn, drawsAtMost - 1);
  };
  return {
    from: (now) =>
      Array.from({ length: ahead }, (_, index) => {
        const turn = turnAt(now.getTime()) + index;
        return { code: codeOf(turn), from: turn * codeLastsMs, until: (turn + 1) * codeLastsMs };
      }),
    check: (code, now) => {
      const taken = turnsTakenAt(now.getTime());
      if (taken.some((turn) => codeOf(turn) === code)) return 'taken';
      const turn = turnAt(now.getTime());
      for (let back = 1; back <= apart; back += 1) if (codeOf(turn - back) === code) return 'expired';
      return 'wrong';
    },
  };
};
