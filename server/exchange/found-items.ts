// Turns the notes of a file into what its owner looks over before anything is stored.
import { setImmediate as breathe } from 'node:timers/promises';
import { quoteFromTargets, type Rect } from '#shared/annotations/anchor.ts';
import { annotationLimits } from '#shared/annotations/contract.ts';
import { kinds } from '#shared/annotations/kinds.ts';
import { importKindSchema, type FoundItem, type ImportKind } from '#shared/exchange/contract.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { createLocator } from './locate.ts';
import { idsOf, noteId, ownThreadId } from './note-id.ts';
import { anchorOf, sketch, type Ground, type Sketch } from './place.ts';
import type { Incoming } from './read/incoming.ts';

interface About extends Omit<Ground, 'locate'> {
  readonly personId: Id;
  /** Which of these threads the person sees here already. */
  present(threadIds: readonly Id[]): Promise<ReadonlySet<Id>>;
  /** Rectangles of ranges of the document's text; null where they cannot be had. */
  rectsOf(ranges: readonly [page: number, start: number, end: number][]): Promise<Rect[][] | null>;
}

/** In the order of their places, what has none at the end. */
export const foundItems = async (about: About, notes: readonly Incoming[]): Promise<FoundItem[]> => {
  const ground: Ground = { document: about.document, texts: about.texts, locate: createLocator(about.texts) };
  const drafts: { note: Incoming; sketches: readonly Sketch[]; doubt: string | null }[] = [];
  for (const note of notes) {
    drafts.push({ note, ...sketch(ground, note) });
    // Hundreds of searches in a row would hold up everybody else.
    await breathe();
  }
  const bare = drafts
    .flatMap(({ sketches }) => sketches)
    .flatMap((one) => (needsRects(one) ? [one.range] : []));
  const found =
    bare.length === 0 ? [] : await about.rectsOf(bare.map(({ page, start, end }) => [page, start, end]));
  const rects = new Map(bare.map((range, at) => [range, found?.[at] ?? []]));
  const names = new Map(notes.map((note) => [note, namesOf(about, note)]));
  const there = await about.present([...names.values()].flat());
  const items = drafts.map(({ note, sketches, doubt }) => {
    const drawn = sketches.map((one) =>
      needsRects(one) ? { ...one, rects: rects.get(one.range) ?? [] } : one,
    );
    return itemOf(ground, note, names.get(note) ?? [], there, drawn, doubt);
  });
  const place = ({ anchor }: FoundItem) => anchor?.sortKey ?? '~';
  return items.sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
};

const needsRects = (one: Sketch): one is Sketch & { range: NonNullable<Sketch['range']> } =>
  one.range !== null && one.rects.length === 0;

const cannotDraw = 'The place of these words on the page could not be worked out.';

/** Every id under which a note may be there; the first is the one it gets. */
const namesOf = ({ personId, document }: About, note: Incoming): Id[] => {
  const own = ownThreadId(note.key);
  return [...idsOf(noteId(personId, document.id, note)), ...(own === null ? [] : [own])];
};

const itemOf = (
  ground: Ground,
  note: Incoming,
  names: readonly Id[],
  there: ReadonlySet<Id>,
  sketches: readonly Sketch[],
  doubt: string | null,
): FoundItem => {
  const anchor = anchorOf(ground, sketches);
  const page = sketches[0]?.page ?? note.targets[0]?.page ?? null;
  const quote = anchor ? quoteFromTargets(anchor.targets) : note.targets.map(({ exact }) => exact).join(' ');
  return {
    id: names[0] ?? newId(),
    state: anchor === null ? 'missing' : doubt === null ? 'found' : 'unsure',
    isThere: names.some((id) => there.has(id)),
    problem: anchor === null ? (doubt ?? cannotDraw) : doubt,
    page: page === null ? null : (ground.document.pages[page]?.label ?? String(page + 1)),
    quote: quote.replace(/\s+/g, ' ').trim().slice(0, 1000),
    text: textOf(note),
    kind: kindOf(note),
    author: clean(note.author).slice(0, 120),
    anchor,
  };
};

/** What has no words of its own must still say something: threads do. */
export const onlyMarked = 'Highlighted.';

const textOf = ({ text, replies }: Incoming): string => {
  const answers = replies.map(({ author, text: words }) =>
    quoted(`**${author === '' ? 'Reply' : author}:** ${words}`),
  );
  const whole = [text, ...answers].map(clean).filter((part) => part.trim() !== '');
  const joined = (whole.join('\n\n') || onlyMarked).trim();
  return joined.length <= annotationLimits.text
    ? joined
    : `${joined.slice(0, annotationLimits.text - 2).trimEnd()} …`;
};

const quoted = (text: string): string => text.replace(/^/gm, '> ');

/** Without characters that this server takes from nobody: control characters and halves of pairs. */
const clean = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

const motives: Readonly<Record<string, ImportKind>> = {
  questioning: 'question',
  assessing: 'limitation',
  linking: 'connection',
};

export const kindOf = ({ hints, text }: Pick<Incoming, 'hints' | 'text'>): ImportKind => {
  for (const hint of hints.map((one) => one.trim().toLowerCase())) {
    const kind = importKindSchema.options.find(
      (one) => one === hint || kinds[one].word.toLowerCase() === hint,
    );
    if (kind) return kind;
    if (motives[hint]) return motives[hint];
  }
  return /[?\uff1f]\s*$/.test(text) ? 'question' : 'plain';
};
