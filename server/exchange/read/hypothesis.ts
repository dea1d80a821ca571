// Reads notes that Hypothesis exported or its API answered.
import { gatherBy } from '#shared/kernel/gather.ts';
import type { Rect } from '#shared/annotations/anchor.ts';
import type { Incoming, IncomingTarget } from './incoming.ts';
import { countAt, hasType, isRecord, listOf, recordsIn, textAt } from './json.ts';

type Loose = Readonly<Record<string, unknown>>;

/** An export has `annotations`, an answer of the API has `rows`; a bare list of either is fine too. */
const rowsIn = (json: unknown): Loose[] =>
  recordsIn(isRecord(json) ? (json['annotations'] ?? json['rows'] ?? json) : json).filter(
    (row) => 'uri' in row && Array.isArray(row['target']),
  );

export const isHypothesis = (json: unknown): boolean =>
  rowsIn(json).length > 0 || (isRecord(json) && 'export_userid' in json);

export const readHypothesis = (json: unknown): Incoming[] => {
  const rows = rowsIn(json);
  const ids = new Set(rows.map((row) => textAt(row, 'id')));
  // The first reference is the note that began the thread.
  const rootOf = (row: Loose): string | undefined =>
    listOf(row['references']).find((id): id is string => typeof id === 'string' && ids.has(id));
  const repliesTo = gatherBy(rows, rootOf);
  return rows
    .filter((row) => listOf(row['references']).length === 0)
    .map((row) => ({
      key: textAt(row, 'id'),
      author: authorOf(row),
      text: textAt(row, 'text'),
      hints: listOf(row['tags']).map(String),
      targets: recordsIn(row['target']).slice(0, 1).map(targetOf),
      replies: (repliesTo.get(textAt(row, 'id')) ?? [])
        .sort((a, b) => textAt(a, 'created').localeCompare(textAt(b, 'created')))
        .map((other) => ({ author: authorOf(other), text: textAt(other, 'text') }))
        .filter(({ text }) => text !== ''),
    }));
};

const authorOf = (row: Loose): string => {
  const info = row['user_info'];
  const shown = isRecord(info) ? textAt(info, 'display_name') : '';
  return shown || (/^acct:(?<name>[^@]+)@/.exec(textAt(row, 'user'))?.groups?.['name'] ?? '');
};

const targetOf = (target: Loose): IncomingTarget => {
  const selectors = recordsIn(target['selector']);
  const of = (type: string) => selectors.find((selector) => hasType(selector, type));
  const quote = of('TextQuoteSelector');
  const page = of('PageSelector');
  const shape = of('ShapeSelector')?.['shape'];
  return {
    page: page ? countAt(page, 'index') : null,
    exact: quote ? textAt(quote, 'exact') : '',
    prefix: quote ? textAt(quote, 'prefix') : '',
    suffix: quote ? textAt(quote, 'suffix') : '',
    rects: isRecord(shape) ? rectOf(shape) : [],
  };
};

const rectOf = (shape: Loose): Rect[] => {
  const [left, top, right, bottom] = ['left', 'top', 'right', 'bottom'].map((key) => Number(shape[key]));
  const points = [left, bottom, right, top];
  if (!points.every((point): point is number => Number.isFinite(point))) return [];
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points;
  return [[Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]];
};
