// What the buttons over a text do to it: Markdown around the selection or before its lines, and away again.

export type Format = 'bold' | 'italic' | 'link' | 'list' | 'code' | 'maths' | 'quote';

/** `text` in place of the characters from `start` to `end`, then `select` of it selected. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly select: readonly [from: number, to: number];
}

interface Selection {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const wrap = ({ text, start, end }: Selection, mark: string): Edit => {
  const chosen = text.slice(start, end);
  const length = mark.length;
  if (text.slice(start - length, start) === mark && text.slice(end, end + length) === mark)
    return { start: start - length, end: end + length, text: chosen, select: [0, chosen.length] };
  // A space at the edge of the selection would keep Markdown from taking the marks for marks.
  const [, before = '', words = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(chosen) ?? [];
  const from = before.length + length;
  return { start, end, text: before + mark + words + mark + after, select: [from, from + words.length] };
};

const fence = ({ text, start, end }: Selection, mark: string): Edit => {
  const chosen = text.slice(start, end);
  const before = start === 0 || text[start - 1] === '\n' ? '' : '\n';
  const after = end === text.length || text[end] === '\n' ? '' : '\n';
  const from = before.length + mark.length + 1;
  return {
    ...{ start, end, text: `${before}${mark}\n${chosen}\n${mark}${after}` },
    select: [from, from + chosen.length],
  };
};

const begin = ({ text, start, end }: Selection, mark: string): Edit => {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lines = text.slice(from, end).split('\n');
  const isMarked = lines.every((line) => line.startsWith(mark));
  const next = lines.map((line) => (isMarked ? line.slice(mark.length) : mark + line)).join('\n');
  return { start: from, end, text: next, select: [lines.length > 1 ? 0 : next.length, next.length] };
};

const link = ({ text, start, end }: Selection): Edit => {
  const chosen = text.slice(start, end);
  if (/^https?:\/\/\S+$/.test(chosen)) return { start, end, text: `[](${chosen})`, select: [1, 1] };
  const address = 'https://';
  const from = chosen.length + 3;
  return {
    start,
    end,
    text: `[${chosen}](${address})`,
    select: chosen === '' ? [1, 1] : [from, from + address.length],
  };
};

export const formatOf = (format: Format, selection: Selection): Edit => {
  const isBlock = selection.text.slice(selection.start, selection.end).includes('\n');
  switch (format) {
    case 'bold':
      return wrap(selection, '**');
    case 'italic':
      return wrap(selection, '_');
    case 'code':
      return isBlock ? fence(selection, '```') : wrap(selection, '`');
    case 'maths':
      return isBlock ? fence(selection, '$$') : wrap(selection, '$');
    case 'list':
      return begin(selection, '- ');
    case 'quote':
      return begin(selection, '> ');
    case 'link':
      return link(selection);
  }
};
