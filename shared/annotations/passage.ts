// Passages in an address: `<page>.<start>-<end>` for words, `<page>.<x1>_<y1>_<x2>_<y2>` for an area, with commas, then `~<file>`.
import { anchorLimits, isTextTarget, type Rect, type Target } from './anchor.ts';

/** Pages count from 0; offsets in non-whitespace characters of the page, areas in whole points of PDF user space. */
export type Place =
  | { readonly page: number; readonly start: number; readonly end: number }
  | { readonly page: number; readonly rect: Rect };

export interface PassageLink {
  /** The first digits of the hash of the file that the places are true of; null in links of earlier days. */
  readonly file: string | null;
  /** At most one per page. */
  readonly places: readonly Place[];
}

const fileDigits = 12;
/** Of the longest passage there is, characters. */
export const passageLength = anchorLimits.targets * 32 + 1 + fileDigits;

const placePattern =
  /^(?<page>[1-9]\d{0,4})\.(?:(?<start>\d{1,7})-(?<end>\d{1,7})|(?<corners>-?\d{1,5}_-?\d{1,5}_-?\d{1,5}_-?\d{1,5}))$/;

const placeOf = (text: string): Place | null => {
  const found = placePattern.exec(text)?.groups;
  if (!found) return null;
  const page = Number(found['page']) - 1;
  if (found['corners'] === undefined) {
    const [start, end] = [Number(found['start']), Number(found['end'])];
    return end > start ? { page, start, end } : null;
  }
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = found['corners'].split('_').map(Number);
  const isRect = x1 < x2 && y1 < y2 && Math.max(...[x1, y1, x2, y2].map(Math.abs)) <= anchorLimits.coordinate;
  return isRect ? { page, rect: [x1, y1, x2, y2] } : null;
};

/** Null for what is no such link. */
export const readPassage = (text: string | undefined): PassageLink | null => {
  if (text === undefined || text.length > passageLength) return null;
  const [all = '', file = null, ...rest] = text.split('~');
  if (rest.length > 0 || (file !== null && !/^[0-9a-f]{12}$/.test(file))) return null;
  const places = all.split(',').map(placeOf);
  const known = places.filter((place) => place !== null);
  const inOrder = known.every(({ page }, i) => i === 0 || page > (known[i - 1]?.page ?? page));
  return known.length === places.length && known.length <= anchorLimits.targets && inOrder
    ? { file, places: known }
    : null;
};

/** {@link readPassage} gives the same places back. */
export const writePassage = (fileHash: string, targets: readonly Target[]): string => {
  const places = targets.map((target) => {
    const page = String(target.page + 1);
    if (isTextTarget(target))
      return `${page}.${String(target.position.start)}-${String(target.position.end)}`;
    const [x1, y1, x2, y2] = target.rects[0] ?? [0, 0, 1, 1];
    return `${page}.${[Math.floor(x1), Math.floor(y1), Math.ceil(x2), Math.ceil(y2)].join('_')}`;
  });
  return `${places.join(',')}~${fileHash.slice(0, fileDigits)}`;
};
