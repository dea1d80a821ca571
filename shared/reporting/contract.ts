// What groups report to the class: how they get on, hands, points with votes, who is called, takeaways.
import { z } from 'zod';
import { liveEvent, openRoute, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema, someTextSchema } from '#shared/kernel/primitives.ts';
import { groupStates } from './rules.ts';

export const reportingLimits = {
  /** Characters of one point or takeaway. */
  text: 500,
  pointsPerGroup: 20,
  takeawaysPerMeeting: 200,
};

const textSchema = someTextSchema(reportingLimits.text);
/** Points of a group stand in the order of these numbers; between two there is always room for another. */
const placeSchema = z.number().min(-1e9).max(1e9);
const stateSchema = z.enum(groupStates);

/** `at`: server time in milliseconds since 1970, as everywhere here unless it is an instant. */
const groupStateSchema = z.object({ notesId: idSchema, state: stateSchema, at: z.number() });
export type GroupStateView = z.infer<typeof groupStateSchema>;

/** Somebody who wants to speak; in the order in which hands went up. */
const handSchema = z.object({ personId: idSchema, raisedAt: z.number() });
export type HandView = z.infer<typeof handSchema>;

/** A group that was called to report; the last one of a round is on. `reporterId` is who was to speak then. */
const callSchema = z.object({
  id: idSchema,
  roundId: idSchema,
  group: z.int(),
  reporterId: idSchema.nullable(),
  at: z.number(),
});
export type CallView = z.infer<typeof callSchema>;

/** A point of a group's report-out. `revision` counts its words, `changes` everything, votes too: a higher number is newer. */
export const pointSchema = z.object({
  id: idSchema,
  roundId: idSchema,
  notesId: idSchema,
  group: z.int(),
  /** Which of the round's questions it answers, from 0. */
  question: z.int(),
  text: z.string(),
  place: z.number(),
  /** The annotation it is about, with its document; whoever may not read that gets nothing by these. */
  threadId: idSchema.nullable(),
  documentId: idSchema.nullable(),
  votes: z.int(),
  takeawayAt: instantSchema.nullable(),
  revision: z.int(),
  changes: z.int(),
});
export type PointView = z.infer<typeof pointSchema>;

/** What the class takes away: a point of a group (`pointId`), or the staff's own words. Oldest first. */
export const takeawaySchema = z.object({
  id: idSchema,
  text: z.string(),
  pointId: idSchema.nullable(),
  roundId: idSchema.nullable(),
  threadId: idSchema.nullable(),
  documentId: idSchema.nullable(),
  at: instantSchema,
});
export type TakeawayView = z.infer<typeof takeawaySchema>;

/** Of hands, calls and takeaways what came with the higher `revision` is newer; each comes whole or not at all. */
const standing = {
  meetingId: idSchema,
  revision: z.int(),
};

/**
 * What has changed, fit for everybody in the room it is told in, or for whoever did it. `votes` are points of which nothing
 * else is new: id, votes, `changes`.
 */
export const newsSchema = z.object({
  ...standing,
  points: z.array(pointSchema),
  votes: z.array(z.tuple([idSchema, z.int(), z.int()])),
  /** Id and `changes`. */
  removed: z.array(z.tuple([idSchema, z.int()])),
  /** Of the groups that the room may know of: those named are new, others stay. */
  states: z.array(groupStateSchema),
  hands: z.array(handSchema).optional(),
  called: z.array(callSchema).optional(),
  takeaways: z.array(takeawaySchema).optional(),
});
export type News = z.infer<typeof newsSchema>;

/** About the present round, but for takeaways, which are the whole meeting's. Before the class phase of one's own group only. */
const reporting = {
  ...standing,
  roundId: idSchema.nullable(),
  states: z.array(groupStateSchema),
  hands: z.array(handSchema),
  called: z.array(callSchema),
  takeaways: z.array(takeawaySchema),
};

const reportingSchema = z.object({
  ...reporting,
  /** `isMine`: the asker has voted for it. */
  points: z.array(pointSchema.extend({ isMine: z.boolean() })),
});

/** What everybody in the room may read. */
export const projectedSchema = z.object({ ...reporting, points: z.array(pointSchema) });
export type ProjectedReporting = z.infer<typeof projectedSchema>;

const live = '/api/meetings/:meetingId/live';
const ofMeeting = z.object({ meetingId: idSchema });
const ofNotes = ofMeeting.extend({ notesId: idSchema });
const ofPerson = ofMeeting.extend({ personId: idSchema });
const ofPoint = ofMeeting.extend({ pointId: idSchema });
const news = { returns: newsSchema };

export const reportingRoutes = {
  readReporting: route({
    method: 'GET',
    path: `${live}/reporting`,
    summary: 'What the groups of the present round report, as far as it is open to the asker',
    params: ofMeeting,
    returns: reportingSchema,
  }),
  readProjectorReporting: openRoute({
    method: 'GET',
    path: '/api/projector/:meetingId/reporting',
    summary: 'What the groups report, for the projector, by its secret link',
    params: ofMeeting,
    query: z.strictObject({ token: z.string().max(100) }),
    returns: projectedSchema,
  }),
  setGroupState: route({
    method: 'PUT',
    path: `${live}/groups/:notesId/state`,
    summary:
      'Say that one’s group writes, asks for help or is done; the staff answer a call for help by `writing`',
    params: ofNotes,
    body: z.strictObject({ state: stateSchema }),
    ...news,
  }),
  raiseHand: route({
    method: 'PUT',
    path: `${live}/hands/:personId`,
    summary: 'Raise one’s hand in the class phase',
    params: ofPerson,
    ...news,
  }),
  lowerHand: route({
    method: 'DELETE',
    path: `${live}/hands/:personId`,
    summary: 'Lower one’s own hand, or for staff anybody’s',
    params: ofPerson,
    ...news,
  }),
  addPoint: route({
    method: 'POST',
    path: `${live}/points`,
    summary: 'Add a point to the report-out of one’s group; the id of a removed one brings it back',
    params: ofMeeting,
    body: z.strictObject({
      id: idSchema,
      notesId: idSchema,
      question: z.int().min(0).max(100),
      text: textSchema,
      /** At the end where it is left out. */
      place: placeSchema.optional(),
      threadId: idSchema.nullable().optional(),
    }),
    ...news,
  }),
  changePoint: route({
    method: 'PATCH',
    path: `${live}/points/:pointId`,
    summary: 'Change the words of a point, starting from a known revision, or its place',
    params: ofPoint,
    body: z.union([
      z.strictObject({ text: textSchema, revision: z.int() }),
      z.strictObject({ place: placeSchema }),
    ]),
    ...news,
  }),
  removePoint: route({
    method: 'DELETE',
    path: `${live}/points/:pointId`,
    summary: 'Take a point out of the report-out',
    params: ofPoint,
    ...news,
  }),
  votePoint: route({
    method: 'PUT',
    path: `${live}/points/:pointId/vote`,
    summary: 'Give a point one’s vote in the class phase; one person has one',
    params: ofPoint,
    ...news,
  }),
  unvotePoint: route({
    method: 'DELETE',
    path: `${live}/points/:pointId/vote`,
    summary: 'Take one’s vote back',
    params: ofPoint,
    ...news,
  }),
  markTakeaway: route({
    method: 'PUT',
    path: `${live}/points/:pointId/takeaway`,
    summary: 'For staff: mark a point as what the class takes away',
    params: ofPoint,
    ...news,
  }),
  unmarkTakeaway: route({
    method: 'DELETE',
    path: `${live}/points/:pointId/takeaway`,
    summary: 'For staff: a point is no takeaway any more',
    params: ofPoint,
    ...news,
  }),
  addTakeaway: route({
    method: 'POST',
    path: `${live}/takeaways`,
    summary: 'For staff: write a takeaway in one’s own words',
    params: ofMeeting,
    body: z.strictObject({ id: idSchema, text: textSchema, threadId: idSchema.nullable().optional() }),
    ...news,
  }),
  removeTakeaway: route({
    method: 'DELETE',
    path: `${live}/takeaways/:takeawayId`,
    summary: 'For staff: remove a takeaway that was written in one’s own words',
    params: ofMeeting.extend({ takeawayId: idSchema }),
    ...news,
  }),
  callGroup: route({
    method: 'POST',
    path: `${live}/rounds/:roundId/calls`,
    summary: 'For staff: call a group to report, or let the server choose, fairly and by chance among equals',
    params: ofMeeting.extend({ roundId: idSchema }),
    body: z.strictObject({
      id: idSchema,
      /** The round’s last call as the screen knows it, null before the first: somebody else’s is never passed over. */
      after: idSchema.nullable(),
      group: z.int().min(0).optional(),
    }),
    ...news,
  }),
  takeBackCall: route({
    method: 'DELETE',
    path: `${live}/calls/:callId`,
    summary: 'For staff: a group was called by mistake; it waits again',
    params: ofMeeting.extend({ callId: idSchema }),
    ...news,
  }),
};

const told = { payload: newsSchema };

export const reportingEvents = {
  reportingChanged: liveEvent({
    name: 'reporting.changed',
    room: 'meeting',
    summary:
      'What the class may know of the groups’ reports has changed; nothing of a group before the class phase',
    ...told,
  }),
  reportingProjected: liveEvent({
    name: 'reporting.projected',
    room: 'projector',
    summary: 'The same for the projector',
    ...told,
  }),
  reportingAtDesk: liveEvent({
    name: 'reporting.atDesk',
    room: 'desk',
    summary: 'The same for staff, in every phase',
    ...told,
  }),
  groupReporting: liveEvent({
    name: 'reporting.ofGroup',
    room: 'notes',
    summary: 'What a group does before the class phase, for the group itself',
    ...told,
  }),
};
