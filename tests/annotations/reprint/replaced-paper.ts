// A paper in two versions whose every word's place is known, and what the tests of replaced PDFs do with it.
import { expect } from '@jest/globals';
import { sortKey, type Anchor, type Rect } from '#shared/annotations/anchor.ts';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes, type DocumentView } from '#shared/papers/contract.ts';
import { listFor } from '#tests/annotations/read-document.ts';
import type { PersonClient } from '#tests/support/app.ts';
import { randomFrom } from './edit.ts';
import { print, type Measure, type Printed, type Word } from './print.ts';
import { prose } from './prose.ts';
import { targetsOn } from './threads.ts';

const first: Measure = {
  ...{ columns: 2, width: 240, size: 10, leading: 12, linesPerColumn: 50 },
  ...{ hyphens: true, head: 'Quiet Rooms' },
};
const second: Measure = { ...first, width: 200, size: 9, linesPerColumn: 40, head: 'Quiet Rooms, revised' };
const words = prose(1500, randomFrom(7));
const opening = words.findIndex(({ text }, at) => at > 600 && text.endsWith('.')) + 1;
export const sentence = words.slice(opening, opening + 12).map(({ id }) => id);
// A sentence that the authors take out, and one word that they change in another passage.
export const removed = words.slice(900, 940).map(({ id }) => id);
// A passage of which only the beginning stays.
export const halved = words.slice(875, 922).map(({ id }) => id);
export const changed = words.slice(200, 230);
const revise = (word: Word): Word => (word.id === changed[11]?.id ? { ...word, text: 'bees' } : word);
export const kept = words.filter(({ id }) => !removed.includes(id)).map(revise);
const third: Measure = { ...first, size: 9.5, linesPerColumn: 44 };
export const [old, fresh, later] = [
  await print(words, first),
  await print(kept, second),
  await print(kept, third),
];

const rectsIn = (version: Printed, page: number, ids: readonly number[]): Rect[] => {
  const round = (points: number) => Math.round(points * 100) / 100;
  const lines = new Map<string, Rect>();
  for (const piece of ids.flatMap((id) => version.where.get(id) ?? []).filter((one) => one.page === page)) {
    const key = `${String(piece.baseline)} ${piece.left < 300 ? 'left' : 'right'}`;
    const [left, right] = [lines.get(key)?.[0] ?? piece.left, piece.right];
    const { size } = version === old ? first : version === fresh ? second : third;
    lines.set(key, [
      round(left),
      round(piece.baseline - 0.19 * size),
      round(right),
      round(piece.baseline + 0.81 * size),
    ]);
  }
  return [...lines.values()];
};

/** The truth: where the words stand in a version. */
export const anchorOn = (fileHash: string, version: Printed, ids: readonly number[]): Anchor => {
  const targets = targetsOn({ words, ...version }, ids).map((target) => ({
    ...target,
    rects: rectsIn(version, target.page, ids),
  }));
  return { fileHash, targets, sortKey: sortKey(targets) };
};

export const post = (person: PersonClient, document: DocumentView, anchor: Anchor): Promise<ThreadView> =>
  person.call(annotationsRoutes.postThread, {
    params: { documentId: document.id },
    body: { id: newId(), anchor, kind: 'plain', readingQuestion: null, text: 'Why?' },
  });

export const replace = async (
  staff: PersonClient,
  document: DocumentView,
  pdf: Uint8Array,
): Promise<DocumentView> => {
  await staff.upload(papersRoutes.replacePaperFile, { params: { paperId: document.id }, body: {} }, pdf);
  return staff.call(papersRoutes.readDocument, { params: { documentId: document.id } });
};

/** The threads by id as somebody sees them, once `isReady`. */
export const threadsOnce = async (
  person: PersonClient,
  documentId: string,
  isReady: (threads: readonly ThreadView[]) => boolean,
): Promise<Map<string, ThreadView>> => {
  for (;;) {
    const { threads } = await listFor(person, documentId);
    if (isReady(threads)) return new Map(threads.map((thread) => [thread.id, thread]));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

export const triedOn = (fileHash: string) => (threads: readonly ThreadView[]) =>
  threads.every(({ anchor, placement }) => anchor.fileHash === fileHash || placement?.fileHash === fileHash);

export const expectNear = (found: Anchor | undefined, truth: Anchor) => {
  expect(found?.targets.map(({ page }) => page)).toEqual(truth.targets.map(({ page }) => page));
  const flat = (anchor: Anchor | undefined) => anchor?.targets.flatMap(({ rects }) => rects.flat()) ?? [];
  expect(flat(found)).toHaveLength(flat(truth).length);
  for (const [at, edge] of flat(truth).entries())
    expect(Math.abs((flat(found)[at] ?? Infinity) - edge)).toBeLessThan(1);
};
