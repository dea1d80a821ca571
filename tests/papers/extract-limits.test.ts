/** Nothing in a PDF can hold up or bring down the extractor: what takes too much is ended, and the next job runs. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { createExtractor } from '#server/papers/extract/extract.ts';
import { makeFormBomb, makeImageBomb } from '#tests/papers/make-bombs.ts';
import { makePaper } from '#tests/papers/make-pdfs.ts';
import { temporaryPdfs } from '#tests/papers/temporary-pdfs.ts';

const { fileOf, remove } = await temporaryPdfs();
afterAll(remove);

describe('a file that means harm', () => {
  const megabyte = 1024 ** 2;

  test('is ended when it takes too much memory, and the next job runs', async () => {
    const peaks: number[] = [];
    const watched = createExtractor({
      limits: { memoryBytes: 300 * megabyte },
      log: { info: (usage: object) => peaks.push(Number(Reflect.get(usage, 'peakMegabytes'))) },
    });
    const bomb = await fileOf(await makeImageBomb(16_000));
    const next = await fileOf(await makePaper());
    const answers = await Promise.all([
      watched.extractText(bomb),
      watched.renderThumbnail(bomb),
      watched.renderThumbnail(next),
    ]);
    expect(answers).toMatchObject([
      { ok: true, extraction: { textState: 'none' } },
      { ok: false, reason: 'too_big_in_memory' },
      { ok: true },
    ]);
    // Unwatched it takes more than three gigabytes; between two looks it must not get far.
    expect(peaks[1]).toBeGreaterThan(300);
    expect(peaks[1]).toBeLessThan(800);
    await watched.close();
  });

  test('is ended when it takes too long, and the next job runs', async () => {
    const hasty = createExtractor({ limits: { textMilliseconds: 3000, thumbnailMilliseconds: 3000 } });
    const bomb = await fileOf(await makeFormBomb(9));
    const started = performance.now();
    expect(await hasty.extractText(bomb)).toEqual({ ok: false, reason: 'too_slow' });
    expect(await hasty.renderThumbnail(bomb)).toEqual({ ok: false, reason: 'too_slow' });
    expect(performance.now() - started).toBeLessThan(8000);
    expect(await hasty.extractText(await fileOf(await makePaper()))).toMatchObject({ ok: true });
    await hasty.close();
  });
});
