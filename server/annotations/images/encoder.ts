// Has pictures drawn anew in a child process, one at a time, within limits that really hold.
import { resolve } from 'node:path';
import { imageLimits } from '#shared/annotations/images.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { programPath } from '#server/kernel/program.ts';
import { createSerial } from '#server/kernel/serial.ts';
import { runWatchedChild } from '#server/kernel/watched-child.ts';
import { imageAnswer, type ImageAnswer } from './job.ts';

/** 50 million pixels decoded take 200 MB, twice that while they are turned. */
const limits = { milliseconds: 30_000, bytes: 768 * 1024 ** 2 };

const problems = {
  not_an_image: 'This is not a PNG, JPEG, WebP or GIF picture. Save it as one of these and send it again.',
  too_many_pixels: 'This picture has too many pixels. Make it smaller than 50 megapixels and send it again.',
  damaged: 'This picture is damaged and cannot be opened. Save it again and send that.',
  too_heavy: 'This picture takes too long to open. Make it smaller and send it again.',
};

type Encoded = Extract<ImageAnswer, { ok: true }>;

export interface Encoder {
  /** Refuses what is no picture, or too large a one. */
  encode(path: string): Promise<Encoded>;
  close(): void;
}

export const createEncoder = (): Encoder => {
  const serial = createSerial();
  const closing = new AbortController();
  let program: Promise<string> | undefined;
  return {
    encode: (path) =>
      serial('', async () => {
        const { side: maxSide, pixels: maxPixels, keptSide } = imageLimits;
        const outcome = await runWatchedChild(
          await (program ??= programPath('image-child', import.meta.url)),
          { path: resolve(path), maxSide, maxPixels, keptSide },
          limits,
          closing.signal,
        );
        if (outcome.ended === 'stopped')
          throw refuse('unavailable', 'stopping', 'The server is stopping. Try again in a moment.');
        // Native code may fall over a hostile file; anything else in its way is a fault of ours.
        if (outcome.ended === 'crashed') {
          if (outcome.signal === null) throw new Error(`The picture child failed: ${outcome.stderr}`);
          throw refuse('unprocessable', 'damaged', problems.damaged);
        }
        if (outcome.ended !== 'answered') throw refuse('unprocessable', 'too_heavy', problems.too_heavy);
        const answer = imageAnswer.parse(outcome.answer);
        if (answer.ok) return answer;
        const code = answer.reason === 'not_an_image' ? 'unsupported' : 'unprocessable';
        throw refuse(code, answer.reason, problems[answer.reason]);
      }),
    close: () => {
      closing.abort();
    },
  };
};
