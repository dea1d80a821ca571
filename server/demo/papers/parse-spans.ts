// Reads the marks inside a paragraph: bold, italic, code, maths, citations, references and footnotes.
import type { Span } from './format.ts';

const curl = (text: string) =>
  text
    .replace(/(^|[\s([–—])"/g, '$1“')
    .replace(/"/g, '”')
    .replace(/(^|[\s([–—“])'/g, '$1‘')
    .replace(/'/g, '’')
    .replace(/---/g, '—')
    .replace(/--/g, '–')
    .replace(/\.\.\./g, '…');

/** Where the bracket opened at `from` closes. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '[') depth++;
    if (text[i] === ']' && --depth === 0) return i;
  }
  throw new Error(`No closing bracket after "${text.slice(from, from + 40)}"`);
}

const marks =
  /\\([$*`[\]\\])|`([^`]+)`|\$([^$]+)\$|\*\*([^]+?)\*\*|\*([^*]+?)\*|\[((?:@[\w:.-]+(?:\s*;\s*)?)+)\]|\[#([\w:.-]+)\]|\^\[/;

/** Parses one paragraph's text. */
export function parseSpans(text: string, style = { bold: false, italic: false }): Span[] {
  const spans: Span[] = [];
  const plain = (value: string, code = false) => {
    if (value) spans.push({ kind: 'text', text: code ? value : curl(value), code, ...style });
  };
  let rest = text;
  for (let found = marks.exec(rest); found; found = marks.exec(rest)) {
    const [all, escaped, code, tex, bold, italic, cite, ref] = found;
    plain(rest.slice(0, found.index));
    let end = found.index + all.length;
    if (escaped !== undefined) plain(escaped);
    else if (code !== undefined) plain(code, true);
    else if (tex !== undefined) spans.push({ kind: 'math', tex });
    else if (bold !== undefined) spans.push(...parseSpans(bold, { ...style, bold: true }));
    else if (italic !== undefined) spans.push(...parseSpans(italic, { ...style, italic: !style.italic }));
    else if (cite !== undefined)
      spans.push({ kind: 'cite', keys: cite.split(';').map((key) => key.trim().slice(1)) });
    else if (ref !== undefined) spans.push({ kind: 'ref', id: ref });
    else {
      const close = closing(rest, end - 1);
      spans.push({ kind: 'note', spans: parseSpans(rest.slice(end, close)) });
      end = close + 1;
    }
    rest = rest.slice(end);
  }
  plain(rest);
  return spans;
}
