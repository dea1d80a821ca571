// What a group may want to talk about: threads on the meeting's papers and sentences of its reviews, and what the group pins of it.
import { z } from 'zod';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema } from '#shared/kernel/primitives.ts';
import { reactionSchema } from '#shared/remarks/reactions.ts';

export const proposalLimits = {
  /** Of each sort. */
  proposed: 5,
  pinned: 20,
  /** Characters of a quote or a text; the rest is where it leads. */
  excerpt: 280,
};

const threadProposal = z.object({
  kind: z.literal('thread'),
  id: idSchema,
  why: z.enum(['discussed', 'unanswered']),
  documentId: idSchema,
  /** The paper's title. */
  paper: z.string(),
  /** Null for an area. */
  quote: z.string().nullable(),
  text: z.string(),
  /** As the asker sees it: perhaps a pseudonym. */
  authorName: z.string(),
  replies: z.int(),
  upvotes: z.int(),
});

const passageProposal = z.object({
  kind: z.literal('passage'),
  id: idSchema,
  why: z.enum(['least_agreed', 'most_reacted']),
  reviewId: idSchema,
  quote: z.string(),
  /** As the asker sees it: perhaps a pseudonym. */
  authorName: z.string(),
  counts: z.array(z.object({ reaction: reactionSchema, count: z.int() })),
});

/** One person's view: what they may not see is not proposed to them. */
export const proposalSchema = z.discriminatedUnion('kind', [threadProposal, passageProposal]);
export type Proposal = z.infer<typeof proposalSchema>;

const live = '/api/meetings/:meetingId/live';
const ofMeeting = z.object({ meetingId: idSchema });
const ofNotes = ofMeeting.extend({ notesId: idSchema });
const ofPin = ofNotes.extend({ pinId: idSchema });

/** `closed` counts what others pinned and the asker may not see. */
const pinsSchema = z.object({ pins: z.array(proposalSchema), closed: z.int() });

export const proposalsRoutes = {
  listProposals: route({
    method: 'GET',
    path: `${live}/proposals`,
    summary: 'Threads and review passages worth discussing, of what the asker may see',
    params: ofMeeting,
    returns: z.array(proposalSchema),
  }),
  listPins: route({
    method: 'GET',
    path: `${live}/groups/:notesId/pins`,
    summary: 'What a group has pinned, in the order in which it did',
    params: ofNotes,
    returns: pinsSchema,
  }),
  pin: route({
    method: 'PUT',
    path: `${live}/groups/:notesId/pins/:pinId`,
    summary: 'Pin a thread or a review passage for one’s group; `pinId` is its id among the proposals',
    params: ofPin,
    body: z.strictObject({ kind: z.enum(['thread', 'passage']) }),
    returns: pinsSchema,
  }),
  unpin: route({
    method: 'DELETE',
    path: `${live}/groups/:notesId/pins/:pinId`,
    summary: 'Take a pin away',
    params: ofPin,
    returns: pinsSchema,
  }),
};

export const proposalsEvents = {
  pinsChanged: liveEvent({
    name: 'pins.changed',
    room: 'notes',
    summary: 'A group has pinned something or taken a pin away; refetch, since not everybody sees the same',
    payload: z.object({ notesId: idSchema }),
  }),
};
