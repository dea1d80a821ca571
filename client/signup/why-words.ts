// Why somebody got a talk that they did not list, or none, in a sentence.
import type { Preview } from '#shared/signup/contract.ts';
import { some } from './words.ts';

/** `titleOf` names the talk that was given. */
export const whyWords = (why: Preview['why'][number], titleOf: (paperId: string) => string): string => {
  const { slotId, listed, blocked, full, open, wantedBy, placesIn, isFixed, isShort } = why;
  const got = slotId === null ? 'has no talk' : `gets “${titleOf(slotId)}”`;
  if (isFixed) return `${got}: the staff fixed this seat.`;
  if (listed === 0)
    return slotId === null
      ? `${got}: no place is left on a date that is possible.`
      : `${got}: nothing was ranked.`;
  const reasons = [
    ...(blocked > 0 ? [`${String(blocked)} on dates that are not possible`] : []),
    ...(full > 0
      ? [`${String(full)} full (${some(wantedBy, 'student')} wanted the ${some(placesIn, 'place')})`]
      : []),
    ...(open > 0
      ? [`${String(open)} with a place left, but another talk needed somebody, or a seat stood`]
      : []),
  ];
  const short = isShort ? ' The list is shorter than asked for.' : '';
  return `${got}. Of ${some(listed, 'listed talk')}: ${reasons.join(', ')}.${short}`;
};
