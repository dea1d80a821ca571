/** Entry of the child process: does the one job it is started for, answers, and waits to be ended by its parent. */
import { endWithParent } from '#server/kernel/end-with-parent.ts';
import type { ExtractionJob, PagesAnswer, RectsAnswer, TextAnswer, ThumbnailAnswer } from './job.ts';
import { extractionJob } from './job.ts';
import { openPdf } from '#server/kernel/open-pdf.ts';
import { readRects } from './read-rects.ts';
import { readText } from './read-text.ts';
import { renderFirstPage, renderPages } from './render-page.ts';

endWithParent();
const job = extractionJob.parse(JSON.parse(process.argv[2] ?? 'null'));

async function answerOf({
  kind,
  maxCharacters,
  ranges,
  run,
}: ExtractionJob): Promise<TextAnswer | ThumbnailAnswer | PagesAnswer | RectsAnswer> {
  const opened = await openPdf(job);
  if (!opened.ok) return opened;
  try {
    if (kind === 'text') return await readText(opened.pdf, maxCharacters);
    if (kind === 'rects') return await readRects(opened.pdf, ranges);
    if (run) return { ok: true, images: await renderPages(opened.pdf, run) };
    return { ok: true, image: await renderFirstPage(opened.pdf) };
  } catch {
    return { ok: false, reason: 'corrupt' };
  }
}

process.send?.(await answerOf(job));
