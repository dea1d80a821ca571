// Threads on papers whose PDFs are replaced by ones that were printed anew with edits: how many find their place again, and none a wrong one.
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from '#server/build/stamp.js';
import { createMatcher } from '#server/annotations/reanchor/match.ts';
import { makePaper, paperSlugs } from '#server/demo/papers/make.ts';
import { createExtractor } from '#server/papers/extract/extract.ts';
import { edit, randomFrom, type Random } from '#tests/annotations/reprint/edit.ts';
import { print, type Measure } from '#tests/annotations/reprint/print.ts';
import { prose } from '#tests/annotations/reprint/prose.ts';
import { placeThreads, versionOf } from '#tests/annotations/reprint/threads.ts';
import { openReadingRoom } from './support/reading-room.ts';
import { replacePaper, type Tally } from './support/replace-paper.ts';
import type { Benchmark } from './run.ts';

const realFolder = path.join(root, '..', 'shared', 'papers');
const threadsPerPaper = 240;
const edits = { changed: 0.01, inserted: 0.03, removed: 0.03, moved: 1 };

const old: Measure = {
  ...{ columns: 2, width: 240, size: 10, leading: 12, linesPerColumn: 54 },
  ...{ hyphens: true, head: 'Quiet Rooms' },
};
const measures: readonly Measure[] = [
  { ...old, width: 215, size: 9, leading: 11, linesPerColumn: 58, head: 'Quiet Rooms, second version' },
  {
    ...old,
    columns: 1,
    width: 430,
    size: 11,
    leading: 14,
    linesPerColumn: 44,
    hyphens: false,
    head: 'Report',
  },
];

/** Papers as bytes: real ones where they are, typeset ones of the sample course, and generated ones that repeat themselves. */
const papers = async (random: Random): Promise<{ pdf: Uint8Array; isReal: boolean }[]> => {
  const files = existsSync(realFolder) ? readdirSync(realFolder).filter((name) => name.endsWith('.pdf')) : [];
  const real = await Promise.all(files.map((name) => readFile(path.join(realFolder, name))));
  const sample = await Promise.all(paperSlugs.slice(0, 2).map((slug) => makePaper(slug)));
  const generated = [await print(prose(6000, random), old), await print(prose(6000, random), old)];
  return [
    ...real.map((pdf) => ({ pdf: new Uint8Array(pdf), isReal: true })),
    ...[...sample, ...generated.map(({ pdf }) => pdf)].map((pdf) => ({ pdf, isReal: false })),
  ];
};

const share = (part: number, whole: number) => Math.round((1000 * part) / Math.max(1, whole)) / 1000;

/** Shares of 1; milliseconds. */
export const measure: Benchmark = async () => {
  const random = randomFrom(2026);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-bench-'));
  const extractor = createExtractor();
  const room = await openReadingRoom();
  const sum: Tally = { exact: 0, moved: 0, unsure: 0, gone: 0, wrong: 0, lost: 0, misdrawn: 0, ms: 0 };
  let [threads, realPapers, matching] = [0, 0, 0];
  try {
    const all = await papers(random);
    for (const [at, { pdf, isReal }] of all.entries()) {
      const file = path.join(folder, `${String(at)}.pdf`);
      await writeFile(file, pdf);
      const read = await extractor.extractText(file);
      if (!read.ok) throw new Error(`A paper cannot be read: ${read.reason}`);
      const texts = read.extraction.pages.map(({ text }) => text);
      const before = versionOf(texts);
      const words = edit(before.words, edits, random);
      const printed = await print(words, measures[at % measures.length] ?? old);
      const placed = placeThreads(before, threadsPerPaper, random);
      const started = performance.now();
      const match = createMatcher(before.pages, printed.pages);
      for (const thread of placed) match(thread);
      matching += performance.now() - started;

      const paper = { pdf, file, texts, placed };
      const tally = await replacePaper(room, paper, { words, ...printed }, extractor);
      for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += tally[key];
      threads += placed.length;
      if (isReal) realPapers++;
    }
    return {
      papers: all.length,
      real_papers: realPapers,
      threads,
      found_exactly: share(sum.exact, threads),
      found_moved: share(sum.moved, threads),
      unsure: share(sum.unsure, threads),
      unsure_of_removed_words: share(sum.gone, threads),
      wrong: sum.wrong,
      lost: sum.lost,
      misdrawn: sum.misdrawn,
      ms_per_thread: Math.round((10 * sum.ms) / threads) / 10,
      matching_ms_per_thread: Math.round((10 * matching) / threads) / 10,
    };
  } finally {
    await room.close();
    await extractor.close();
    await rm(folder, { recursive: true, force: true });
  }
};
