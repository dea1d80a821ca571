// One draft as this device knows it, and how it changes: typed here, answered by the server, met from elsewhere. Pure.
import { z } from 'zod';
import { placeSchema, type Draft } from '#shared/drafts/contract.ts';
import { mergeFields } from '#client/kit/merging.ts';

const jsonSchema = z.string().nullable();

/** Values are JSON; null: nothing there, or discarded. */
export const recordSchema = z.object({
  place: placeSchema,
  /** As typed here. */
  value: jsonSchema,
  /** What the server had in `revision`; `value` was made from it. */
  base: jsonSchema,
  revision: z.int().min(0),
  /** Fingerprints of what was sent since the server's last word: an answer may have been lost on the way. */
  sent: z.array(z.string()),
  /** Typed elsewhere at the same time; the person chooses. */
  clash: z.object({ value: z.string(), revision: z.int() }).nullable(),
  /** Epoch milliseconds of the last keystroke, and of the server's last word on it. */
  editedAt: z.number(),
  seenAt: z.number(),
});
export type DraftRecord = z.infer<typeof recordSchema>;

/** A place where nothing is known to be. */
export const blank = (place: string): DraftRecord => ({
  ...{ place, value: null, base: null, revision: 0, sent: [], clash: null, editedAt: 0, seenAt: 0 },
});

export const isUnsent = ({ value, base, sent }: DraftRecord): boolean => value !== base || sent.length > 0;

/** Nothing to show, nothing to send. */
export const isSpent = (record: DraftRecord): boolean => record.value === null && !isUnsent(record);

/** Two different texts of one person have the same with a chance of one in 10¹⁸. */
const fingerprint = (text: string): string => {
  let [one, two] = [0x9e3779b9, 0x85ebca6b];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x5bd1e995) ^ (two >>> 15);
  }
  return [one, two].map((half) => (half >>> 0).toString(36)).join('.');
};
const sentAtMost = 300;

/** Typed here. */
export const typed = (record: DraftRecord, value: string | null, now: number): DraftRecord => ({
  ...record,
  value,
  editedAt: now,
  // Done with here: whether the other text is still wanted, the server says when it is told.
  ...(value === null ? { clash: null } : {}),
});

/** On its way to the server. */
export const trying = (record: DraftRecord): DraftRecord =>
  record.value === null
    ? record
    : { ...record, sent: [...new Set([...record.sent, fingerprint(record.value)])].slice(-sentAtMost) };

/** The server has taken `value`, while typing may have gone on. */
export const answered = (
  record: DraftRecord,
  value: string | null,
  revision: number,
  now: number,
): DraftRecord => ({ ...record, ...{ base: value, revision, sent: [], seenAt: now } });

const fieldsOf = (json: string | null): object | null => {
  const value: unknown = json === null ? null : JSON.parse(json);
  return typeof value === 'object' && !Array.isArray(value) ? value : null;
};

/** Both changes in one, where they are of different fields; null where a person must choose. */
const merge = (base: string | null, mine: string, theirs: string): string | null => {
  const [from, one, other] = [fieldsOf(base), fieldsOf(mine), fieldsOf(theirs)];
  if (!from || !one || !other) return null;
  const { merged, clashes } = mergeFields(from, one, other);
  return clashes.length === 0 ? JSON.stringify(merged) : null;
};

/** The server has something else than this device thought. What was typed here and not sent is never replaced. */
export const met = (
  record: DraftRecord,
  { value: theirs, revision, updatedAt }: Omit<Draft, 'place'>,
  now: number,
): DraftRecord => {
  const { value, base, sent } = record;
  const seen = { ...record, ...{ base: theirs, revision, sent: [], clash: null, seenAt: now } };
  const taken = { ...seen, value: theirs, editedAt: Date.parse(updatedAt) };
  if (!isUnsent(record)) return taken;
  // Nothing new there: the same, the text from before, one that went out from here, or none any more.
  if (theirs === null || theirs === value || theirs === base || sent.includes(fingerprint(theirs)))
    return seen;
  // Discarded here while it was typed on there: what nobody has seen yet comes back.
  if (value === base || value === null) return taken;
  const merged = merge(base, value, theirs);
  if (merged !== null) return { ...seen, value: merged };
  return { ...record, seenAt: now, clash: { value: theirs, revision } };
};

/** The person has chosen: `value` stands. */
export const settled = (record: DraftRecord, value: string, now: number): DraftRecord => {
  const { clash } = record;
  const chosen = typed(record, value, now);
  return clash
    ? { ...chosen, ...{ base: clash.value, revision: clash.revision, sent: [], clash: null } }
    : chosen;
};
