// Runs the jobs about notes in PDFs in a child process, one at a time, within limits that really hold.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { programPath } from '#server/kernel/program.ts';
import { createSerial } from '#server/kernel/serial.ts';
import { runWatchedChild } from '#server/kernel/watched-child.ts';
import { readSchema, writtenSchema, type PdfFailure, type PdfJob, type Read } from './job.ts';
import type { PdfNote } from './notes.ts';

// 5,000 notes with 15,000 replies take some 15 s.
const limits = { milliseconds: 120_000, bytes: 1024 ** 3 };
const maxPages = 1000;

export interface PdfWorker {
  /** The PDF at `path` with the notes in it, to be streamed once; or why there is none. */
  write(path: string, notes: readonly PdfNote[]): Promise<{ ok: true; pdf: Readable } | PdfFailure>;
  /** At most `maxNotes` notes of a PDF. */
  read(path: string, maxNotes: number): Promise<Read>;
  /** Ends the running job; what waits is refused. */
  close(): Promise<void>;
}

export const createPdfWorker = (): PdfWorker => {
  const closing = new AbortController();
  const inTurn = createSerial();
  let program: Promise<string> | undefined;

  const run = <Answer>(job: PdfJob, schema: z.ZodType<Answer>): Promise<Answer | PdfFailure> =>
    inTurn('pdf', async () => {
      if (closing.signal.aborted) throw new Error('The exchange is closed.');
      program ??= programPath('exchange-child', import.meta.url);
      const outcome = await runWatchedChild(await program, job, limits, closing.signal);
      if (outcome.ended === 'answered') return schema.parse(outcome.answer);
      if (outcome.ended === 'stopped') throw new Error('The exchange was closed.');
      if (outcome.ended !== 'crashed') return { ok: false, reason: outcome.ended };
      // V8 aborts when its heap is full, the system kills when memory is short.
      if (outcome.signal === 'SIGABRT' || outcome.signal === 'SIGKILL')
        return { ok: false, reason: 'too_big_in_memory' };
      if (outcome.signal === 'SIGSEGV' || outcome.signal === 'SIGBUS')
        return { ok: false, reason: 'corrupt' };
      throw new Error(`The PDF child process failed: ${outcome.signal ?? outcome.stderr}`);
    });

  return {
    write: async (source, notes) => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-'));
      const remove = () => rm(folder, { recursive: true, force: true });
      try {
        const [said, out] = [path.join(folder, 'notes.json'), path.join(folder, 'out.pdf')];
        await writeFile(said, JSON.stringify(notes));
        const job: PdfJob = { kind: 'write', path: path.resolve(source), maxPages, notes: said, out };
        const answer = await run(job, writtenSchema);
        if (!answer.ok) {
          await remove();
          return answer;
        }
        const pdf = createReadStream(out);
        pdf.once('close', () => void remove());
        return { ok: true, pdf };
      } catch (error) {
        await remove();
        throw error;
      }
    },
    read: (source, maxNotes) =>
      run({ kind: 'read', path: path.resolve(source), maxPages, maxNotes }, readSchema),
    close: async () => {
      closing.abort();
      await inTurn('pdf', () => Promise.resolve());
    },
  };
};
