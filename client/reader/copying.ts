// Copying: the words that were meant, in the order of reading, without the stamp in the margin and without hyphens at line ends.
import { isTextTarget, quoteFromTargets } from '#shared/annotations/anchor.ts';
import { condense, toOrdinaryRange } from '#shared/annotations/page-text.ts';
import { captureSelection } from './capture.ts';
import { columnAt } from './columns.ts';
import { readPageText } from './page-text.ts';
import type { TextTarget } from '#shared/annotations/anchor.ts';
import type { Box } from './box.ts';
import type { PageText, Run } from './page-text.ts';
import type { Viewer } from './viewer.ts';

export function copyReadably(viewer: Viewer, signal: AbortSignal): void {
  viewer.container.addEventListener(
    'copy',
    (event) => {
      const selection = document.getSelection();
      if (!selection || !event.clipboardData || isEverything(viewer.container, selection)) return;
      const words = wordsOf(viewer, selection);
      if (words === null) return;
      event.clipboardData.setData('text/plain', words);
      event.preventDefault();
      // Each text layer would put the words as they stand in the file.
      event.stopPropagation();
    },
    { capture: true, signal },
  );
}

/** With all selected pdf.js fetches the text of all pages, most of which are not on the screen. */
const isEverything = (container: HTMLElement, selection: Selection) => {
  const sign = container.querySelector('#hiddenCopyElement');
  return sign !== null && selection.containsNode(sign, true);
};

function wordsOf(viewer: Viewer, selection: Selection): string | null {
  const captured = captureSelection(selection, viewer.renderedPages(), null);
  if (!captured) return null;
  const targets = captured.capture.targets.filter(isTextTarget).map((target) => {
    const page = viewer.page(target.page);
    const content = page && readPageText(page);
    const exact = content ? inReadingOrder(content, target) : target.quote.exact;
    return { ...target, quote: { ...target.quote, exact } };
  });
  return quoteFromTargets(targets) || null;
}

/** The runs under a target's rectangles, column by column, with line ends where the lines end. */
function inReadingOrder(content: PageText, { position, rects, quote }: TextTarget): string {
  const { page, frame, text, runs, columns } = content;
  const range = toOrdinaryRange(condense(text), position);
  if (!range) return quote.exact;
  const boxes = rects.map((rect) => frame.box(page.pdfToShown(rect)));
  const column = (run: Run) => run.column ?? columnAt(columns, run.line.left);
  // Where no columns are found the file's order is the better guess.
  const byReading = (a: Run, b: Run) =>
    columns.length < 2
      ? a.start - b.start
      : column(a) - column(b) || a.line.top - b.line.top || a.box.left - b.box.left;
  const meant = runs
    .filter((run) => !run.turned && run.end > range.start && run.start < range.end)
    .filter(
      (run) => text.slice(run.start, run.end).trim() !== '' && boxes.some((box) => isUnder(run.box, box)),
    )
    .toSorted(byReading);
  let words = '';
  let last: Run | null = null;
  for (const run of meant) {
    const between = last ? text.slice(last.end, run.start) : '';
    const follows = last !== null && run.start >= last.end && between.trim() === '';
    // What the file has between two pieces counts where it is the next piece; else a line ends.
    if (last) words += follows ? between : '\n';
    words += text.slice(Math.max(run.start, range.start), Math.min(run.end, range.end));
    last = run;
  }
  return words;
}

const isUnder = (run: Box, box: Box) => {
  const middle = (run.top + run.bottom) / 2;
  return middle > box.top && middle < box.bottom && run.right > box.left + 0.5 && run.left < box.right - 0.5;
};
