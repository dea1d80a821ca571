// Whether a talk is ahead of its time or behind, slide by slide.
import type { Show } from './show.ts';
import { elapsedMs } from './stopwatch.ts';

export interface Lengths {
  readonly talkMs: number;
  readonly questionMs: number;
}

/** The settings of the course in milliseconds. */
export const lengthsOf = (settings: {
  readonly talkMinutes: number;
  readonly questionMinutes: number;
}): Lengths => ({ talkMs: settings.talkMinutes * 60_000, questionMs: settings.questionMinutes * 60_000 });

/**
 * Milliseconds behind (positive) or ahead (negative) when every slide gets the same share of the talk; 0 while the slide's own share
 * runs. Null outside of the talk.
 */
export const paceMs = (show: Show, { talkMs }: Lengths, now: number): number | null => {
  if (show.phase !== 'talking') return null;
  const share = talkMs / show.slideCount;
  const elapsed = elapsedMs(show.talk, now);
  const [from, to] = [show.slide * share, (show.slide + 1) * share];
  return elapsed > to ? elapsed - to : elapsed < from ? elapsed - from : 0;
};
