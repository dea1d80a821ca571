// A passage chosen by keyboard: sentence by sentence or word by word through the pages, its end stretched, selected as by hand.
import { captureSelection } from './capture.ts';
import { caretBox } from './end-handle.ts';
import { pageTexts } from './page-texts.ts';
import { positionAt, runAt } from './positions.ts';
import { pieceFrom, stepFrom } from './text-steps.ts';
import type { Capture } from './capture.ts';
import type { PageText } from './page-text.ts';
import type { Unit } from './text-steps.ts';
import type { Viewer } from './viewer.ts';

interface Place {
  page: number;
  offset: number;
}

export interface KeyPassage {
  /** What is chosen now; null while nothing is. */
  capture(): Capture | null;
  /** To the next or the former unit; from something longer than a word first to its first word. */
  go(unit: Unit, direction: 1 | -1): void;
  /** Moves the end. */
  stretch(unit: Unit, direction: 1 | -1): void;
}

interface Options {
  container: HTMLElement;
  viewer: Viewer;
  say: (sentence: string) => void;
}

/** Begins with the first sentence in view; null where there is no text. */
export function keyPassage({ container, viewer, say }: Options): KeyPassage | null {
  const textOf = pageTexts(viewer);
  let capture: Capture | null = null;

  /** The same step on the pages before or after, where a page has no more of it. */
  function along<T>(from: Place, direction: 1 | -1, step: (content: PageText, offset: number) => T | null) {
    let { page, offset } = from;
    for (;;) {
      const content = textOf(page);
      if (!content) {
        if (!viewer.page(page)) return null;
        // Its words come when it is drawn.
        viewer.goToPage(page + 1);
        say(`Page ${String(page + 1)} is being drawn. Press the key again.`);
        return null;
      }
      const found = step(content, offset);
      if (found !== null) return { page, found };
      page += direction;
      offset = direction === 1 ? -1 : (textOf(page)?.text.length ?? 0) + 1;
    }
  }

  function next(from: Place, unit: Unit, direction: 1 | -1) {
    return along(from, direction, ({ text, ...content }, offset) => {
      for (let piece = pieceFrom(text, offset, unit, direction); piece;) {
        // The stamp in the margin of a preprint is no part of any passage.
        if (!runAt({ text, ...content }, piece.start)?.turned) return piece;
        piece = pieceFrom(text, piece.start, unit, direction);
      }
      return null;
    });
  }

  function firstInView(): { start: Place; end: Place } | null {
    const page = viewer.state().page - 1;
    const content = textOf(page);
    if (!content) return null;
    const pane = container.getBoundingClientRect();
    const { top } = content.frame.box(content.page.clientToShown(pane));
    const seen = content.runs.find(({ turned, line }) => !turned && line.top >= top);
    const found = next({ page, offset: (seen?.start ?? 0) - 1 }, 'sentence', 1);
    return found && between(found);
  }

  const between = ({ page, found }: { page: number; found: { start: number; end: number } }) => ({
    start: { page, offset: found.start },
    end: { page, offset: found.end },
  });

  const begun = firstInView();
  if (!begun) return null;
  let chosen = begun;

  function show(to: { start: Place; end: Place }, side: 'start' | 'end') {
    const [first, last] = [textOf(to.start.page), textOf(to.end.page)];
    const from = first && positionAt(runAt(first, to.start.offset), to.start.offset);
    const until = last && positionAt(runAt(last, to.end.offset - 1), to.end.offset);
    const selection = document.getSelection();
    if (!from || !until || !selection) return;
    chosen = to;
    const content = side === 'start' ? first : last;
    const box = caretBox(content, to[side].offset, side);
    if (box) viewer.reveal(to[side].page, content.page.shownToPdf(content.frame.toShown(box)));
    selection.setBaseAndExtent(from[0], from[1], until[0], until[1]);
    capture = captureSelection(selection, viewer.renderedPages(), null)?.capture ?? null;
    const words = capture?.quote ?? '';
    say(side === 'end' && words.length > 80 ? `Ends with: ${words.slice(-80)}` : words);
  }
  show(begun, 'start');

  return {
    capture: () => capture,
    go: (unit, direction) => {
      const { start, end } = chosen;
      const word = unit === 'word' ? next({ ...start, offset: start.offset - 1 }, 'word', 1) : null;
      const isLonger = word && (word.page !== end.page || word.found.end < end.offset);
      const found = isLonger ? word : next(start, unit, direction);
      if (found) show(between(found), 'start');
    },
    stretch: (unit, direction) => {
      const { start, end } = chosen;
      const found = along(end, direction, ({ text }, offset) =>
        stepFrom(text, offset, { unit, side: 'end', direction }),
      );
      if (!found) return;
      const isBehind = found.page > start.page || (found.page === start.page && found.found > start.offset);
      if (isBehind) show({ start, end: { page: found.page, offset: found.found } }, 'end');
    },
  };
}
