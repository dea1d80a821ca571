// Finds a new place for threads that share a former version of the file: words first, then where they stand on the page.
import { setImmediate as pause } from 'node:timers/promises';
import { isTextTarget, type Anchor, type Rect } from '#shared/annotations/anchor.ts';
import type { Placement } from '#shared/annotations/views.ts';
import type { PresentFile, Versions } from '#server/papers/public.ts';
import type { ThreadRecord } from '#server/annotations/store.ts';
import { keepFormer } from './former-anchors.ts';
import { makeAnchor, newVersion } from './make-anchor.ts';
import { matchApart } from './match-apart.ts';
import type { Match, MatchedTarget } from './match.ts';
import { looksSame } from './same-look.ts';
import { wholeWords } from './whole-words.ts';

type Moving = Pick<ThreadRecord, '_id' | 'anchor' | 'placement'>;

/** What is written to a thread. */
export interface Placed {
  readonly anchor: Anchor;
  readonly placement: Placement;
}

type Range = [page: number, start: number, end: number];
/** Anchors that are made without a pause. */
const atOnce = 20;
/** More than any page has. */
const wholePage = 10_000_000;

interface Wish {
  /** Throws when the new file cannot be read just now; otherwise nothing is found in it then. */
  readonly mustRead: boolean;
  readonly stop: AbortSignal;
}

/** In the order of `threads`, all of them on `oldHash`. */
export async function placeThreads(
  threads: readonly Moving[],
  oldHash: string,
  file: PresentFile,
  versions: Versions,
  { mustRead, stop }: Wish,
): Promise<Placed[]> {
  const [oldPages, newPages] = await Promise.all([
    versions.textsOf(oldHash),
    versions.textsOf(file.fileHash),
  ]);
  const anchors = threads.map(({ anchor: { targets } }) => ({ targets }));
  const version = newVersion(file, newPages);
  const matches = (await matchApart({ oldPages, newPages, anchors }, stop)).map((match) =>
    wholeWords(match, version),
  );
  const rectsOf = await readRects(matches, file.fileHash, versions);
  if (!rectsOf && mustRead) throw new Error('The places of words in the new file could not be read');
  const isSamePage = await comparePages(threads, matches, oldHash, file.fileHash, versions);

  const place = ({ anchor, placement }: Moving, match: Match | undefined): Placed => {
    const made = match && rectsOf && makeAnchor(match, anchor, version, rectsOf);
    const kept = { fileHash: file.fileHash, ...keepFormer({ anchor, placement }, file.fileHash) };
    if (!match || !made)
      return {
        anchor,
        placement: { ...kept, method: 'none', confidence: 0, settled: false, proposal: null },
      };
    const areasStay = match.targets.every(
      (target) => !('area' in target) || isSamePage(anchor.targets[target.area]?.page ?? -1, target.page),
    );
    const settled = match.settled && areasStay;
    // What was moved with doubt before is not certain now.
    const confidence = Math.min(match.confidence, placement?.settled ? placement.confidence : 1);
    const found = { ...kept, method: match.method, confidence, settled };
    return settled
      ? { anchor: made, placement: { ...found, proposal: null } }
      : { anchor, placement: { ...found, proposal: made } };
  };
  const placed: Placed[] = [];
  for (const [at, thread] of threads.entries()) {
    placed.push(place(thread, matches[at]));
    // The server answers others meanwhile.
    if (at % atOnce === atOnce - 1) await pause();
  }
  return placed;
}

/** Rectangles of everything that was found, asked for at once; null when the file cannot be read. */
async function readRects(matches: readonly Match[], fileHash: string, versions: Versions) {
  const wanted = new Map<MatchedTarget, Range[]>();
  for (const { targets } of matches)
    for (const target of targets)
      if ('range' in target)
        wanted.set(
          target,
          target.drawn.map(({ start, end }): Range => [target.page, start, end]),
        );
  const ranges = [...wanted.values()].flat();
  const rects = ranges.length === 0 ? [] : await versions.rectsOf(fileHash, ranges);
  if (!rects) return null;
  const byTarget = new Map<MatchedTarget, Rect[]>();
  let at = 0;
  for (const [target, own] of wanted) {
    byTarget.set(target, rects.slice(at, at + own.length).flat());
    at += own.length;
  }
  return (target: MatchedTarget): readonly Rect[] => byTarget.get(target) ?? [];
}

/** Looks at the pages that areas are on, before and after. */
async function comparePages(
  threads: readonly Moving[],
  matches: readonly Match[],
  oldHash: string,
  newHash: string,
  versions: Versions,
): Promise<(oldPage: number, newPage: number) => boolean> {
  const pairs = new Map<string, [number, number]>();
  for (const [at, { anchor }] of threads.entries())
    for (const target of matches[at]?.targets ?? []) {
      const old = 'area' in target ? anchor.targets[target.area] : undefined;
      if (old && !isTextTarget(old))
        pairs.set(`${String(old.page)} ${String(target.page)}`, [old.page, target.page]);
    }
  const list = [...pairs];
  if (list.length === 0) return () => false;
  const [old, fresh] = [
    await versions.rectsOf(
      oldHash,
      list.map(([, [page]]): Range => [page, 0, wholePage]),
    ),
    await versions.rectsOf(
      newHash,
      list.map(([, [, page]]): Range => [page, 0, wholePage]),
    ),
  ];
  const same = new Set(
    list.filter((_, at) => looksSame(old?.[at] ?? [], fresh?.[at] ?? [])).map(([key]) => key),
  );
  return (oldPage, newPage) => same.has(`${String(oldPage)} ${String(newPage)}`);
}
