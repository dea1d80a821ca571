// The anchors that a thread had on other versions of the file: it is drawn there for whoever still reads them, and comes back with them.
import type { Anchor } from '#shared/annotations/anchor.ts';
import { formerAnchorsAtMost, type Placement } from '#shared/annotations/views.ts';
import type { ThreadRecord } from '#server/annotations/store.ts';

type Standing = Pick<ThreadRecord, 'anchor' | 'placement'>;

/** What a placement keeps of where a thread stood, when it is looked for on the file `fileHash`; its present anchor included. */
export const keepFormer = (
  { anchor, placement }: Standing,
  fileHash: string,
): Pick<Placement, 'original' | 'former'> => {
  const original = placement?.original ?? anchor;
  const elsewhere = (other: Anchor) =>
    other.fileHash !== fileHash && other.fileHash !== original.fileHash && other.fileHash !== anchor.fileHash;
  const former = (placement?.former ?? []).filter(elsewhere);
  const isKept = anchor.fileHash === original.fileHash || anchor.fileHash === fileHash;
  return { original, former: (isKept ? former : [...former, anchor]).slice(-formerAnchorsAtMost) };
};

/** Back on a file on which it once stood; null where it never did. */
export const restored = (thread: Standing, fileHash: string): Standing | null => {
  const { placement } = thread;
  if (!placement) return null;
  const isOriginal = placement.original.fileHash === fileHash;
  const anchor = isOriginal
    ? placement.original
    : placement.former.find((former) => former.fileHash === fileHash);
  if (!anchor) return null;
  return {
    anchor,
    placement: {
      ...{ fileHash, method: 'exact', settled: true, proposal: null },
      confidence: isOriginal ? 1 : placement.confidence,
      ...keepFormer(thread, fileHash),
    },
  };
};
