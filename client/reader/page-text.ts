// The text layer of one rendered page, read as what it is: runs of print with their places, lines and columns.
import { contains, middleOf } from './box.ts';
import { uprightFrame } from './frame.ts';
import { labelsAmong } from './figure-labels.ts';
import { columnOf, columnsOf, linesOf } from './columns.ts';
import type { Box } from './box.ts';
import type { Column } from './columns.ts';
import type { Frame } from './frame.ts';
import type { PageHandle } from './page-handle.ts';

/** A run is one span of the text layer, one piece of print as the file has it. */
export interface Run {
  nodes: Text[];
  /** Offsets into the page's text, UTF-16 units. */
  start: number;
  end: number;
  /** As are all boxes here: points of the upright page, y downwards. */
  box: Box;
  /** Turned against the page's other text, like the stamp in the margin of a preprint. */
  turned: boolean;
  /** The line it stands on, and that line's column; null where the line reaches over several. */
  line: Box;
  column: number | null;
  /** Words inside of a figure. */
  label: boolean;
}

export interface PageText {
  page: PageHandle;
  frame: Frame;
  /** The runs' text, with "\n" where the text layer ends a line. */
  text: string;
  runs: Run[];
  columns: Column[];
}

/** Null while the page has no text layer: not rendered, or nothing to select. */
export function readPageText(page: PageHandle): PageText | null {
  if (!page.textLayer) return null;
  const { text, spans } = readSpans(page.textLayer);
  const angle = commonAngle(spans);
  const frame = uprightFrame(page.rotation + angle, page);
  const runs = spans.map(({ element, nodes, start, end }) => ({
    nodes,
    start,
    end,
    box: frame.box(page.clientToShown(element.getBoundingClientRect())),
    turned: turnBetween(angleOf(element), angle) > 3,
  }));
  const print = runs.filter((run) => !run.turned && text.slice(run.start, run.end).trim() !== '');
  const lines = linesOf(print.map((run) => run.box));
  const columns = columnsOf(lines);
  const labels = labelsAmong(lines, Math.min(...columns.map(({ left, right }) => right - left)));
  return {
    page,
    frame,
    text,
    columns,
    runs: runs.map((run) => {
      const line = lines.find((l) => contains(l, middleOf(run.box))) ?? run.box;
      return { ...run, line, column: columnOf(columns, line), label: labels.has(line) };
    }),
  };
}

interface Span {
  element: HTMLElement;
  nodes: Text[];
  start: number;
  end: number;
}

function readSpans(layer: HTMLElement) {
  const spans: Span[] = [];
  let text = '';
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof HTMLBRElement) text += '\n';
    if (!(node instanceof Text)) continue;
    // Found words are wrapped in a span of their own inside of the run's.
    const parent = node.parentElement;
    const element = parent?.classList.contains('highlight') ? parent.parentElement : parent;
    if (!element) continue;
    const start = text.length;
    text += node.data;
    const last = spans.at(-1);
    if (last?.element === element) {
      last.nodes.push(node);
      last.end = text.length;
    } else {
      spans.push({ element, nodes: [node], start, end: text.length });
    }
  }
  return { text, spans };
}

const angleOf = (element: HTMLElement) => parseFloat(element.style.getPropertyValue('--rotate')) || 0;

const turnBetween = (a: number, b: number) => {
  const turn = Math.abs(a - b) % 360;
  return Math.min(turn, 360 - turn);
};

/** The angle of most of the text: a page that is stored sideways has all of it turned. */
function commonAngle(spans: readonly Span[]): number {
  const amounts = new Map<number, number>();
  for (const { element, start, end } of spans) {
    const angle = Math.round(angleOf(element));
    amounts.set(angle, (amounts.get(angle) ?? 0) + end - start);
  }
  return [...amounts].reduce((most, each) => (each[1] > most[1] ? each : most), [0, 0])[0];
}
