// Reads a paper's source text: header lines, then blocks.
import type { Block, Source } from './format.ts';
import { parseSpans } from './parse-spans.ts';

/** Parses a whole paper. Throws with the offending line when a block is not understood. */
export function parsePaper(text: string): Source {
  const [head = '', ...rest] = text
    .replace(/\r/g, '')
    .trim()
    .split(/\n\s*\n/);
  const header = new Map(
    head.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const field = (name: string) => {
    const value = header.get(name);
    if (!value) throw new Error(`The header line "${name}:" is missing.`);
    return value;
  };
  const many = (name: string) => field(name).split(/\s*;\s*/);
  const parts = sections(parseBlocks(rest.join('\n\n')));
  return {
    title: field('title'),
    authors: many('authors'),
    affiliations: many('affiliations'),
    venue: field('venue'),
    year: field('year'),
    ...parts,
  };
}

function sections(blocks: Block[]): Pick<Source, 'abstract' | 'body' | 'references'> {
  const result: Pick<Source, 'abstract' | 'body' | 'references'> = { abstract: [], body: [], references: [] };
  let into: Block[] = result.body;
  const listed: Block[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === 1) {
      into = block.text === 'Abstract' ? result.abstract : block.text === 'References' ? listed : result.body;
      if (into !== result.body) continue;
    }
    into.push(block);
  }
  for (const block of listed) {
    const entries = block.kind === 'list' ? block.items : block.kind === 'paragraph' ? [block.spans] : [];
    for (const spans of entries) {
      const [first, ...others] = spans;
      const key = first?.kind === 'text' ? /^\[([^\]]+)\]\s*/.exec(first.text) : null;
      if (first?.kind !== 'text' || !key)
        throw new Error(`A reference does not begin with [key]: ${JSON.stringify(first)}`);
      result.references.push({
        key: key[1] ?? '',
        spans: [{ ...first, text: first.text.slice(key[0].length) }, ...others],
      });
    }
  }
  return result;
}

const bullet = /^(?:[-*]|\d+\.)\s+/;

function parseBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  let paragraph: string[] = [];
  let inReferences = false;
  const flush = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', spans: parseSpans(paragraph.join(' ')) });
    paragraph = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = (lines[i] ?? '').trim();
    const until = (end: string) => {
      const body: string[] = [];
      for (i++; i < lines.length && (lines[i] ?? '').trim() !== end; i++) body.push(lines[i] ?? '');
      return body;
    };
    if (line === '' || inReferences) flush();
    if (line === '') continue;
    if (/^##? /.test(line)) {
      flush();
      const level = line.startsWith('## ') ? 2 : 1;
      blocks.push({ kind: 'heading', level, text: line.slice(level + 1) });
      inReferences = line === '# References';
    } else if (line.startsWith('```')) {
      flush();
      blocks.push(fenced(line.slice(3).trim(), until('```')));
    } else if (line.startsWith('$$')) {
      flush();
      const single = line.length > 4 && line.endsWith('$$');
      blocks.push({
        kind: 'equation',
        tex: single ? line.slice(2, -2) : `${line.slice(2)} ${until('$$').join(' ')}`.trim(),
      });
    } else if (bullet.test(line) && paragraph.length === 0 && !inReferences) {
      const items: string[] = [];
      for (; i < lines.length && (lines[i] ?? '').trim() !== ''; i++) {
        const item = (lines[i] ?? '').trim();
        if (bullet.test(item)) items.push(item.replace(bullet, ''));
        else items.push(`${items.pop() ?? ''} ${item}`);
      }
      i--;
      blocks.push({ kind: 'list', ordered: /^\d/.test(line), items: items.map((item) => parseSpans(item)) });
    } else paragraph.push(line);
  }
  flush();
  return blocks;
}

function fenced(info: string, body: string[]): Block {
  const [, kind = '', rest = ''] = /^(\w+)\s*(.*)$/.exec(info) ?? [];
  const [id = '', ...parts] = rest.split('|').map((part) => part.trim());
  const wide = parts.at(-1) === 'wide';
  if (wide) parts.pop();
  const drawing = kind === 'figure' ? (parts.pop() ?? '') : '';
  const caption = parts.join(' | ');
  const lines = body.filter((line) => line.trim() !== '');
  if (kind === 'algorithm') return { kind, title: rest, lines: body };
  if (kind === 'figure') {
    return {
      kind,
      id,
      caption: parseSpans(caption),
      drawing,
      wide,
      lines,
    };
  }
  if (kind === 'table') {
    const rows = lines
      .filter((line) => !/^[\s|:-]+$/.test(line))
      .map((line) =>
        line
          .trim()
          .replace(/^\||\|$/g, '')
          .split('|')
          .map((cell) => parseSpans(cell.trim())),
      );
    return { kind, id, caption: parseSpans(caption), wide, rows };
  }
  throw new Error(`Unknown block \`\`\`${info}`);
}
