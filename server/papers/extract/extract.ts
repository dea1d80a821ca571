/** Reads text and thumbnail out of uploaded PDFs, one child process at a time, within limits that really hold. */
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { programPath } from '#server/kernel/program.ts';
import type {
  ExtractionFailure,
  ExtractionJob,
  PagesAnswer,
  RectsAnswer,
  TextAnswer,
  TextRange,
  ThumbnailAnswer,
} from './job.ts';
import { pagesAnswer, rectsAnswer, textAnswer, thumbnailAnswer } from './job.ts';
import type { ChildOutcome } from '#server/kernel/watched-child.ts';
import { runWatchedChild } from '#server/kernel/watched-child.ts';

export type ExtractionLimits = {
  textMilliseconds: number;
  thumbnailMilliseconds: number;
  /** Resident memory of the child. A 14-page paper takes about 150 MB, 500 pages (58 MB of file) about 430 MB. */
  memoryBytes: number;
  pages: number;
  /** Of text in the whole file: what the parent has to take in and store. 500 full pages have 2.5 million. */
  characters: number;
};

const usualLimits: ExtractionLimits = {
  textMilliseconds: 60_000,
  thumbnailMilliseconds: 20_000,
  memoryBytes: 768 * 1024 ** 2,
  pages: 1000,
  characters: 10_000_000,
};

/** After so long a child that draws pages hands over what it has, so that other files wait no longer for their reading. */
const pagesMilliseconds = 2000;

/** A job is handed over as one argument, which systems limit to 128 KiB. */
export const rangesAtMost = 3000;

export type Extractor = {
  /** Rejects only when the extractor itself is broken or closed, never because of the file. */
  extractText: (path: string, pagesAtMost?: number) => Promise<TextAnswer>;
  /** The first page, at most 480 px wide, as WebP. A paper whose thumbnail fails simply has none. */
  renderThumbnail: (path: string) => Promise<ThumbnailAnswer>;
  /**
   * Pages from `from` (counted from 0) as WebP, at most 400 px wide and high: as many as are drawn in two seconds, `atMost` at most,
   * one at least; null for a page that cannot be drawn.
   */
  renderPages: (path: string, from: number, atMost: number) => Promise<PagesAnswer>;
  /** Where ranges of the pages' text stand; as many at once as one argument of a process holds: {@link rangesAtMost}. */
  readRects: (path: string, ranges: readonly TextRange[]) => Promise<RectsAnswer>;
  /** Kills the running child; what is waiting is rejected. */
  close: () => Promise<void>;
};

/** What a job is about besides the file. */
type Wanted = {
  ranges?: readonly TextRange[];
  pagesAtMost?: number | undefined;
  run?: ExtractionJob['run'];
};

export function createExtractor({
  log,
  limits: changedLimits,
}: { log?: Pick<Logger, 'info'>; limits?: Partial<ExtractionLimits> } = {}): Extractor {
  const limits = { ...usualLimits, ...changedLimits };
  const closing = new AbortController();
  let program: Promise<string> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function perform<Answer>(
    kind: ExtractionJob['kind'],
    path: string,
    schema: z.ZodType<Answer>,
    { ranges = [], pagesAtMost = limits.pages, run = null }: Wanted,
  ): Promise<Answer | ExtractionFailure> {
    if (closing.signal.aborted) throw new Error('The extractor is closed.');
    const milliseconds =
      kind === 'thumbnail' || kind === 'pages' ? limits.thumbnailMilliseconds : limits.textMilliseconds;
    const job: ExtractionJob = {
      kind,
      path: resolve(path),
      maxPages: Math.min(pagesAtMost, limits.pages),
      maxCharacters: limits.characters,
      ranges: [...ranges],
      run,
    };
    const outcome = await runWatchedChild(
      await (program ??= programPath('extract-child', import.meta.url)),
      job,
      { milliseconds, bytes: limits.memoryBytes },
      closing.signal,
    );
    log?.info(
      {
        kind,
        ended: outcome.ended,
        milliseconds: Math.round(outcome.milliseconds),
        peakMegabytes: Math.round(outcome.peakBytes / 1024 ** 2),
      },
      'PDF job ended',
    );
    return outcome.ended === 'answered' ? schema.parse(outcome.answer) : failureOf(outcome);
  }

  function enqueue<Answer>(
    kind: ExtractionJob['kind'],
    path: string,
    schema: z.ZodType<Answer>,
    wanted: Wanted = {},
  ) {
    const turn = last.then(() => perform(kind, path, schema, wanted));
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    extractText: (path, pagesAtMost) => enqueue('text', path, textAnswer, { pagesAtMost }),
    renderThumbnail: (path) => enqueue('thumbnail', path, thumbnailAnswer),
    renderPages: (path, from, atMost) =>
      enqueue('pages', path, pagesAnswer, { run: { from, atMost, milliseconds: pagesMilliseconds } }),
    readRects: (path, ranges) => enqueue('rects', path, rectsAnswer, { ranges }),
    close: async () => {
      closing.abort();
      await last;
    },
  };
}

function failureOf(outcome: Exclude<ChildOutcome, { ended: 'answered' }>): ExtractionFailure {
  if (outcome.ended === 'stopped') throw new Error('The extractor was closed.');
  if (outcome.ended !== 'crashed') return { ok: false, reason: outcome.ended };
  // V8 aborts when its heap is full; the system kills when memory is short; native code may fall over a file.
  if (outcome.signal === 'SIGABRT' || outcome.signal === 'SIGKILL')
    return { ok: false, reason: 'too_big_in_memory' };
  if (outcome.signal === 'SIGSEGV' || outcome.signal === 'SIGBUS') return { ok: false, reason: 'corrupt' };
  // Anything else, such as Ctrl-C in the terminal, says nothing about the file.
  throw new Error(`The PDF child process failed: ${outcome.signal ?? outcome.stderr}`);
}
