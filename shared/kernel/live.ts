// The wire format of live traffic: facts with a sequence number per room, how a client joins and catches up, who is there.
import { z } from 'zod';
import type { AnyRoute } from './contract.ts';
import type { RefusalBody } from './refusals.ts';

/** One live fact as it crosses the wire. `seq` counts up by one per room within one `epoch` (one run of the server). */
export const factSchema = z.object({
  room: z.string(),
  epoch: z.string(),
  seq: z.number().int(),
  name: z.string(),
  payload: z.unknown(),
});
export type Fact = z.infer<typeof factSchema>;

/** A client joins a room; after a lost connection it says where it was. */
export const joinSchema = z.object({
  room: z.string().max(80),
  epoch: z.string().max(40).optional(),
  seq: z.number().int().optional(),
});
export type Join = z.infer<typeof joinSchema>;

/**
 * The answer: where the room is now, and what was missed; `gap` when that is no longer known and must be refetched.
 * `presence` in rooms that tell who is there: everybody.
 */
export type Joined =
  | { ok: true; epoch: string; seq: number; missed: Fact[]; gap: boolean; presence?: PresenceNews }
  | { ok: false; reason: string; message: string };

/** What somebody says of themselves in a room; `detail` null: no longer to be seen there. */
export const hereSchema = z.strictObject({ room: z.string().max(80), detail: z.unknown() });

const partSchema = z.number().min(0).max(1);

/** Where somebody points in what a room looks at: parts of its width and height from the upper left; null: no longer. */
export const pointSchema = z.strictObject({
  room: z.string().max(80),
  at: z.tuple([partSchema, partSchema]).nullable(),
});
export type Point = z.infer<typeof pointSchema>['at'];

/** Who is in a room: what is different since the last news, or everybody (`all`). */
export interface PresenceNews {
  readonly room: string;
  readonly all?: true;
  /** All of them, also those who are not told one by one. */
  readonly total: number;
  /** Who came, or says something else now: the person's id and what others are told of them. */
  readonly people: readonly (readonly [personId: string, told: unknown])[];
  readonly left: readonly string[];
  /** How many people there are of each sort that the room counts, for instance on a page; 0: none any more. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A call of a route that allows it (`bySocket`), named by {@link routeName}; checked and answered as by HTTP. */
export const liveCallSchema = z.strictObject({
  route: z.string().max(200),
  params: z.unknown(),
  body: z.unknown(),
});
export type LiveCall = z.infer<typeof liveCallSchema>;
export type LiveAnswer =
  { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly refusal: RefusalBody };

/** What one message to the server may have (bytes); what is longer goes by HTTP. */
export const liveMessageBytesAtMost = 64 * 1024;

/** What a route is called on the live connection. */
export const routeName = ({ method, path }: Pick<AnyRoute, 'method' | 'path'>): string => `${method} ${path}`;
