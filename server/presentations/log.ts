// The log of a talk's slides: who did what and why, for its presenters and the staff.
import type { SlidesLogKind } from '#shared/presentations/uploads.ts';
import type { Id } from '#shared/kernel/primitives.ts';

export type LogKind = SlidesLogKind;

/** `note`: the reason that was given, or the file's name. `until`: the time that was given. */
export interface LogLine {
  at: Date;
  by: Id;
  kind: LogKind;
  note?: string;
  until?: Date;
}

const linesAtMost = 200;

/** For `$push`: the newest lines are kept. */
export const logLine = (line: LogLine) => ({ log: { $each: [line], $slice: -linesAtMost } });
