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

/** `onProblem` when the whole document could not be copied. */
export function copyReadably(viewer: Viewer, onProblem: (error: unknown) => void, signal: AbortSignal): void {
  // On the document: with everything selected the event goes to no page.
  document.addEventListener(
    'copy',
    (event) => {
      const selection = document.getSelection();
      if (!selection || !event.clipboardData) return;
      if (isEverything(viewer.container, selection)) copyWhole(viewer).catch(onProblem);
      else {
        const isOnPages = event.target instanceof Node && viewer.container.contains(event.target);
        const words = isOnPages ? wordsOf(viewer, selection) : null;
        if (words === null) return;
        event.clipboardData.setData('text/plain', words);
      }
      event.preventDefault();
      // Each text layer, and the pages together, would put the words as they stand in the file.
      event.stopPropagation();
    },
    { capture: true, signal },
  );
}

/** Most pages are not on the screen: pdf.js puts a sign before them that is selected only with everything. */
const isEverything = (container: HTMLElement, selection: Selection) => {
  const sign = container.querySelector('#hiddenCopyElement');
  return sign !== null && selection.containsNode(sign, true);
};

/** Asked for at once, because a browser lets nobody write to the clipboard long after the key was pressed. */
const copyWhole = async (viewer: Viewer): Promise<void> => {
  const words = viewer.wholeText().then((text) => new Blob([text], { type: 'text/plain' }));
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': words })]);
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
