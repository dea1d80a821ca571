// The shapes that a paper's source text is parsed into.

/** A stretch of running text. */
export type Span =
  | { kind: 'text'; text: string; bold: boolean; italic: boolean; code: boolean }
  | { kind: 'math'; tex: string }
  | { kind: 'cite'; keys: string[] }
  | { kind: 'ref'; id: string }
  | { kind: 'note'; spans: Span[] };

export interface Figure {
  kind: 'figure';
  id: string;
  caption: Span[];
  /** line, bars, scatter, boxes or heat. */
  drawing: string;
  wide: boolean;
  lines: string[];
}
export interface Table {
  kind: 'table';
  id: string;
  caption: Span[];
  wide: boolean;
  /** The first row is the header. */
  rows: Span[][][];
}
export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'paragraph'; spans: Span[] }
  | { kind: 'list'; ordered: boolean; items: Span[][] }
  | { kind: 'equation'; tex: string }
  | { kind: 'algorithm'; title: string; lines: string[] }
  | Figure
  | Table;

export interface Source {
  title: string;
  authors: string[];
  affiliations: string[];
  venue: string;
  year: string;
  abstract: Block[];
  body: Block[];
  references: { key: string; spans: Span[] }[];
}
