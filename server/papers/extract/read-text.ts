/** Reads an open PDF into an extraction: every page's text and size, the outline, and the proposals. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { Util, version } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { ExtractedPage } from '#shared/papers/extraction.ts';
import type { TextAnswer } from './job.ts';
import { proposeHeading } from './propose-heading.ts';
import { readOutline } from './read-outline.ts';
import { judgeText } from './text-state.ts';
import type { TextRun } from './text-runs.ts';

/** Raise the second part when the extractor itself changes what it reads. */
const extractorVersion = `pdfjs-${version}/1`;

export async function readText(pdf: PDFDocumentProxy, maxCharacters: number): Promise<TextAnswer> {
  // A broken outline, label tree or metadata costs the reader a convenience, not the paper.
  const labels = await pdf.getPageLabels().catch(() => null);
  const pages: ExtractedPage[] = [];
  let firstRuns: TextRun[] = [];
  let characters = 0;
  for (let index = 0; index < pdf.numPages; index++) {
    const page = await pdf.getPage(index + 1);
    const { text, runs } = await readPage(page);
    const { width, height, rotation } = page.getViewport({ scale: 1 });
    const [left = 0, bottom = 0] = page.view;
    const label = labels?.[index] || String(index + 1);
    pages.push({ index, label, width, height, rotation, left, bottom, text });
    characters += text.length;
    if (characters > maxCharacters) return { ok: false, reason: 'too_big_in_memory' };
    if (index === 0) firstRuns = runs;
    page.cleanup();
  }
  const metadata = await readMetadata(pdf);
  const heading = proposeHeading(firstRuns, pages[0]?.height ?? 0);
  const extraction = {
    pageCount: pdf.numPages,
    pages,
    outline: await readOutline(pdf).catch(() => []),
    titleProposal: heading.title ?? metadata.title,
    authorsProposal: heading.authors.length > 0 ? heading.authors : metadata.authors,
    metadataTitle: metadata.title,
    textState: judgeText(pages.map((page) => page.text)),
    extractorVersion,
  };
  return { ok: true, extraction };
}

/** The same options as the browser's text layer, so that both see the same characters. */
async function readPage(page: PDFPageProxy): Promise<{ text: string; runs: TextRun[] }> {
  const { items } = await page.getTextContent({ disableNormalization: true, includeMarkedContent: true });
  const toPage = page.getViewport({ scale: 1 }).transform;
  let text = '';
  const runs: TextRun[] = [];
  for (const item of items) {
    if (!('str' in item)) continue;
    text += item.hasEOL ? `${item.str}\n` : item.str;
    const [a, b, c, d, x, y] = Util.transform(toPage, item.transform) as TextRun['matrix'];
    runs.push({ text: item.str, matrix: [a, b, c, d, x, y], width: item.width });
  }
  return { text, runs };
}

async function readMetadata(pdf: PDFDocumentProxy): Promise<{ title: string | null; authors: string[] }> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} as object }));
  const field = (name: string): string => {
    const value: unknown = Reflect.get(info, name);
    return typeof value === 'string' ? value.normalize('NFKC').replace(/\s+/g, ' ').trim().slice(0, 500) : '';
  };
  const authors = field('Author')
    .split(/[;,]| and /)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return { title: field('Title') || null, authors };
}
