// Turns a parsed paper into one stack of rows, gaps and floats, with everything numbered.
import type { OutlineEntry } from './document.ts';
import { setEquation } from './equation.ts';
import { widthOf } from './fonts.ts';
import { setAlgorithm, setFigure } from './floats.ts';
import { needsBothColumns } from './figures/boxes.ts';
import type { Block, Source, Span } from './format.ts';
import { setParagraph } from './paragraph.ts';
import type { Names } from './pieces.ts';
import { gap, type Row, type Stacked } from './rows.ts';
import { setTable } from './tables.ts';

export interface Measures {
  /** Body text size and line distance in points. */
  size: number;
  leading: number;
  column: number;
  full: number;
}

/** Numbers of figures, tables and references, known before anything is set. */
function makeNames(source: Source, width: number): Names {
  const ids = new Map<string, string>();
  const count = { figure: 0, table: 0 };
  for (const block of source.body) {
    if (block.kind === 'figure') ids.set(block.id, `Figure ${++count.figure}`);
    if (block.kind === 'table') ids.set(block.id, `Table ${++count.table}`);
  }
  const keys = new Map(source.references.map(({ key }, i) => [key, i + 1]));
  let notes = 0;
  const known = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`"${source.title}" refers to ${what}, which it does not have.`);
    return value;
  };
  const names: Names = {
    cite: (key) => known(keys.get(key), `[@${key}]`),
    ref: (id) => known(ids.get(id), `[#${id}]`),
    note(spans) {
      const number = ++notes;
      const look = {
        size: 7.8,
        leading: 9.3,
        width,
        hang: 8,
        indent: 8,
        label: String(number),
        target: `note:${number}`,
      };
      return { number, rows: setParagraph(spans, names, look) };
    },
  };
  return names;
}

/** Sets the whole body and the references. */
export function typeset(
  source: Source,
  measures: Measures,
): { names: Names; stack: Stacked[]; outline: OutlineEntry[] } {
  const { size, leading, column, full } = measures;
  const names = makeNames(source, column);
  const stack: Stacked[] = [];
  const outline: OutlineEntry[] = [];
  const text = { size, leading, width: column };
  const number = { section: 0, part: 0, equation: 0, algorithm: 0, figure: 0, table: 0 };
  let before: Block['kind'] = 'heading';

  const heading = (title: string, level: 1 | 2, label: string) => {
    const target = `section:${label || title}`;
    const entry = { title: label ? `${label} ${title}` : title, target, children: [] };
    if (level === 1) outline.push(entry);
    else (outline.at(-1)?.children ?? outline).push(entry);
    const height = level === 1 ? size + 2 : size + 0.6;
    const shown: Span[] = [{ kind: 'text', text: title, bold: true, italic: false, code: false }];
    const hang = label ? widthOf('bold', height, label) + height * 0.9 : 0;
    const rows = setParagraph(shown, names, {
      size: height,
      leading: height * 1.2,
      width: column,
      align: 'left',
      base: 'bold',
      indent: hang,
      hang,
      target,
    });
    const [first] = rows;
    if (first && label) {
      const { draw } = first;
      first.draw = (pen, x, top) => {
        pen.text('bold', height, label, x, top - Math.max(height * 1.2 * 0.74));
        draw(pen, x, top);
      };
    }
    stack.push(level === 1 ? gap(11, 8) : gap(8, 6), ...rows.map((row) => ({ ...row, glued: true })), {
      ...spacer(level === 1 ? 4 : 3),
      glued: true,
    });
  };

  for (const block of source.body) {
    if (block.kind === 'heading') {
      if (block.level === 1) {
        number.section++;
        number.part = 0;
      } else number.part++;
      heading(
        block.text,
        block.level,
        block.level === 1 ? String(number.section) : `${number.section}.${number.part}`,
      );
    } else if (block.kind === 'paragraph') {
      const [first] = block.spans;
      const goesOn = before === 'equation' && first?.kind === 'text' && /^[a-z]/.test(first.text);
      const indent = before === 'heading' || goesOn ? 0 : size * 1.2;
      stack.push(gap(0, 2.5), ...setParagraph(block.spans, names, { ...text, indent }));
    } else if (block.kind === 'list') {
      const hang = size * 1.7;
      stack.push(gap(3, 3));
      for (const [i, item] of block.items.entries()) {
        const label = block.ordered ? `${i + 1}.` : '•';
        stack.push(
          ...setParagraph(item, names, { ...text, indent: hang, hang, label: label === '•' ? '∙' : label }),
          gap(2, 2),
        );
      }
      stack.push(gap(1, 2));
    } else if (block.kind === 'equation') {
      stack.push(gap(5, 4), setEquation(block.tex, ++number.equation, size, column), gap(5, 4));
    } else if (block.kind === 'algorithm') {
      stack.push(gap(5, 4), setAlgorithm(block, `Algorithm ${++number.algorithm}`, column), gap(5, 4));
    } else if (block.kind === 'figure') {
      const wide = block.wide || (block.drawing === 'boxes' && needsBothColumns(block.lines));
      stack.push(setFigure({ ...block, wide }, `Figure ${++number.figure}`, names, wide ? full : column));
    } else {
      stack.push(setTable(block, `Table ${++number.table}`, names, block.wide ? full : column));
    }
    if (block.kind !== 'figure' && block.kind !== 'table') before = block.kind;
  }

  heading('References', 1, '');
  const hang = widthOf('roman', 8.8, '[00]') + 5;
  for (const [i, { key, spans }] of source.references.entries()) {
    const look = {
      size: 8.8,
      leading: 10.6,
      width: column,
      indent: hang,
      hang,
      label: `[${i + 1}]`,
      target: `cite:${key}`,
    };
    stack.push(...setParagraph(spans, names, look), gap(2.4, 2));
  }
  return { names, stack, outline };
}

const spacer = (height: number): Row => ({
  kind: 'row',
  height,
  notes: [],
  glued: false,
  draw: () => undefined,
});
