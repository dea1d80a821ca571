// Puts threads on a paper, replaces its PDF on a running server, and compares where they went with where their words stand.
import { sortKey, type Anchor } from '#shared/annotations/anchor.ts';
import { unpackThreads } from '#shared/annotations/pack.ts';
import { condense, toOrdinaryRange } from '#shared/annotations/page-text.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import type { Extractor } from '#server/papers/extract/extract.ts';
import type { Printed, Word } from '#tests/annotations/reprint/print.ts';
import { fit, truthsIn, type PlacedThread } from '#tests/annotations/reprint/threads.ts';
import type { ReadingRoom } from './reading-room.ts';

export interface Tally {
  /** Found by the very letters, or otherwise; not surely found; of these: nothing of the words is left. */
  exact: number;
  moved: number;
  unsure: number;
  gone: number;
  /** In a wrong place, not there any more, or drawn beside the words. */
  wrong: number;
  lost: number;
  misdrawn: number;
  /** From the answer to the upload until the last thread was looked for. */
  ms: number;
}

interface OldPaper {
  readonly pdf: Uint8Array;
  readonly file: string;
  /** Of each page, as extracted. */
  readonly texts: readonly string[];
  readonly placed: readonly PlacedThread[];
}

/** A place that has less than so much of the truth, or of something else, is wrong. */
const leastFit = 0.7;
/** Points that a rectangle may be off. */
const tolerance = 2;

const quoteOf = (text: string, { start, end }: { start: number; end: number }) => {
  const ordinary = toOrdinaryRange(condense(text), { start, end }) ?? { start: 0, end: 0 };
  return {
    exact: text.slice(ordinary.start, ordinary.end),
    prefix: text.slice(Math.max(0, ordinary.start - 32), ordinary.start),
    suffix: text.slice(ordinary.end, ordinary.end + 32),
  };
};

/** The anchors of the placed threads with their rectangles. */
const anchorsOn = async (
  { file, texts, placed }: OldPaper,
  fileHash: string,
  extractor: Pick<Extractor, 'readRects'>,
): Promise<Anchor[]> => {
  const quoted = placed.flatMap(({ targets }) => targets.filter((target) => 'quote' in target));
  const answer = await extractor.readRects(
    file,
    quoted.map(({ page, position }) => [page, position.start, position.end]),
  );
  if (!answer.ok) throw new Error(`A paper cannot be measured: ${answer.reason}`);
  const rects = new Map(quoted.map((target, at) => [target as object, answer.rects[at] ?? []]));
  return placed.map(({ targets }) => {
    const drawn = targets.map((target) =>
      'quote' in target
        ? {
            ...target,
            quote: quoteOf(texts[target.page] ?? '', target.position),
            rects: rects.get(target) ?? [],
          }
        : target,
    );
    return { fileHash, targets: drawn, sortKey: sortKey(drawn) };
  });
};

const threadWith = (id: Id, documentId: Id, authorId: Id, anchor: Anchor) => ({
  ...{ _id: id, documentId, authorId, anchor, placement: null, kind: 'plain', readingQuestion: null },
  ...{ visibility: 'class', groupId: null, shownTo: ['class'], anonymous: false, text: 'Why?' },
  ...{ postedAt: new Date(), lastPostAt: new Date(), editedAt: null, deletedAt: null, revision: 1 },
  ...{ upvoters: [], endorsedBy: null, resolvedAt: null, resolvedBy: null, acceptedReplyId: null },
  ...{ followers: [], mentions: [], reports: [], replies: [], characters: 4, change: 1, seq: 1 },
});

const isTried = ({ anchor, placement }: ThreadView, fileHash: string) =>
  anchor.fileHash === fileHash || placement?.fileHash === fileHash;

export const replacePaper = async (
  { api, db, addDocument }: ReadingRoom,
  old: OldPaper,
  next: Printed & { readonly words: readonly Word[] },
  extractor: Pick<Extractor, 'readRects'>,
): Promise<Tally> => {
  // A connection that was idle for long is closed by the server: an upload must not be the first to notice.
  await api.get('/healthz', { maxRetries: 2 }).catch(() => undefined);
  const document = await addDocument(old.pdf);
  const anchors = await anchorsOn(old, document.fileHash, extractor);
  const { self } = (await (await api.get('/api/session')).json()) as { self: { id: Id } };
  const records = anchors.map((anchor) => threadWith(newId(), document.id, self.id, anchor));
  await db.collection<{ _id: Id }>('threads').insertMany(records);

  const buffer = Buffer.from(next.pdf);
  await api.put(`/api/papers/${document.id}/file`, {
    multipart: { file: { name: 'paper.pdf', mimeType: 'application/pdf', buffer } },
    timeout: 120_000,
  });
  const started = performance.now();
  const list = async (): Promise<ThreadView[]> => {
    const answer = await api.get(`/api/documents/${document.id}/threads`);
    const { packed } = (await answer.json()) as { packed: Parameters<typeof unpackThreads>[1] };
    return unpackThreads(document.id, packed);
  };
  const { fileHash } = (await (await api.get(`/api/documents/${document.id}`)).json()) as Pick<
    Anchor,
    'fileHash'
  >;
  let threads = await list();
  while (!threads.every((thread) => isTried(thread, fileHash))) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    threads = await list();
  }
  const tally: Tally = {
    ...{ exact: 0, moved: 0, unsure: 0, gone: 0, wrong: 0, lost: 0, misdrawn: 0 },
    ms: 0,
  };
  tally.ms = performance.now() - started;
  const byId = new Map(threads.map((thread) => [thread.id, thread]));
  for (const [at, { _id, anchor }] of records.entries()) {
    const [thread, placed] = [byId.get(_id), old.placed[at]];
    const original = JSON.stringify(thread?.placement?.original);
    if (!thread || !placed || original !== JSON.stringify(anchor)) tally.lost++;
    else judge(thread, placed, next, fileHash, tally);
  }
  return tally;
};

function judge(
  { anchor, placement }: ThreadView,
  placed: PlacedThread,
  next: Printed & { readonly words: readonly Word[] },
  fileHash: string,
  tally: Tally,
): void {
  const truths = truthsIn(next, placed);
  if (anchor.fileHash !== fileHash) {
    tally.unsure++;
    if (truths.length === 0) tally.gone++;
    return;
  }
  const places = anchor.targets.flatMap((target) =>
    'quote' in target ? [{ page: target.page, ...target.position }] : [],
  );
  if (Math.max(0, ...truths.map((truth) => fit(places, truth))) < leastFit) tally.wrong++;
  else if (placement?.method === 'exact') tally.exact++;
  else tally.moved++;
  if (!isDrawn(anchor, placed, next)) tally.misdrawn++;
}

/** Whether every word of the thread that stands within the found places is covered by a rectangle. */
function isDrawn({ targets }: Anchor, { ids }: PlacedThread, { where }: Printed): boolean {
  const pieces = ids.flatMap((id) => where.get(id) ?? []);
  return targets.every((target) => {
    if (!('quote' in target)) return true;
    const { start, end } = target.position;
    return pieces
      .filter((piece) => piece.page === target.page && piece.start >= start && piece.end <= end)
      .every(({ left, right, baseline }) =>
        target.rects.some(
          ([x1, y1, x2, y2]) =>
            x1 <= left + tolerance && x2 >= right - tolerance && y1 < baseline && y2 > baseline + tolerance,
        ),
      );
  });
}
