// The live class: checking in, drawing rounds, one countdown for all, shared notes, the projector.
import { z } from 'zod';
import { liveEvent, openRoute, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema, lineSchema } from '#shared/kernel/primitives.ts';
import { messageSchema } from './message.ts';
import { methods, partsAtLeast, partsAtMost } from './methods.ts';
import { itemsSchema, orderActSchema, orderSchema } from './order-contract.ts';
import { countdownSchema, phaseSchema } from './phase-schemas.ts';

const ofMeeting = z.object({ meetingId: idSchema });
const ofRound = ofMeeting.extend({ roundId: idSchema });
const ofGroup = ofRound.extend({ group: z.coerce.number().int().min(0) });
const ofPerson = ofMeeting.extend({ personId: idSchema });
const ofNotes = z.object({ notesId: idSchema });

/** A group of a round; `number` is its identity within the round, `members` are person ids. */
export const groupSchema = z.object({
  number: z.int(),
  name: z.string(),
  notesId: idSchema,
  members: z.array(idSchema),
  roles: z.object({
    reporter: idSchema.optional(),
    scribe: idSchema.optional(),
    timekeeper: idSchema.optional(),
  }),
  /** Comings and goings leave it alone as long as they can. */
  isLocked: z.boolean(),
  /** Who stays at this table of a café while the others move on. */
  host: idSchema.optional(),
  /** What this expert group of a jigsaw reads. */
  part: z.string().optional(),
});
export type GroupView = z.infer<typeof groupSchema>;

/**
 * `countdown` is null while nothing runs (drawn, done). `repeats` counts pairs who met in a round before. `itemId` is its place in
 * the running order; `paperIds` what it is about, none: the whole meeting.
 */
export const roundSchema = z.object({
  id: idSchema,
  number: z.int(),
  itemId: idSchema,
  method: z.enum(methods),
  paperIds: z.array(idSchema),
  phase: phaseSchema,
  countdown: countdownSchema.nullable(),
  questions: z.array(z.string()),
  groups: z.array(groupSchema),
  repeats: z.int(),
});
export type RoundView = z.infer<typeof roundSchema>;

/** What everybody in class may know: who is here, by name, the running order, and the present round (the one that is on or was last). */
export const liveSchema = z.object({
  meetingId: idSchema,
  courseId: idSchema,
  revision: z.int(),
  present: z.array(idSchema),
  names: z.record(z.string(), z.string()),
  round: roundSchema.nullable(),
  order: orderSchema,
  /** What the staff say to everybody now. */
  message: messageSchema.nullish(),
  /** When this was said, server time in milliseconds since 1970. */
  saidAt: z.number(),
});
export type LiveView = z.infer<typeof liveSchema>;

/** What a group wrote, one text per question. */
export const reportSchema = z.object({
  group: z.int(),
  name: z.string(),
  members: z.array(z.string()),
  reporter: z.string().nullable(),
  notes: z.array(z.string()),
});
export type Report = z.infer<typeof reportSchema>;

/** One finished or running round in the meeting's record; `reports` only where the asker may read them. */
export const recordSchema = z.object({
  roundId: idSchema,
  number: z.int(),
  phase: phaseSchema,
  drawnAt: instantSchema,
  questions: z.array(z.string()),
  reports: z.array(reportSchema),
});
export type RoundRecordView = z.infer<typeof recordSchema>;

/** How much a group has written so far, all questions together; `at` is server time of the last change. */
const pulseSchema = z.object({ notesId: idSchema, characters: z.int(), at: z.number() });

/** Two people of the present round who had met before; `times` counts this round, `who` has met nearly everybody present. */
const repeatedSchema = z.object({
  pair: z.array(z.string()),
  times: z.int(),
  why: z.enum(['wished', 'met_nearly_all', 'fewest']),
  who: z.string().nullable(),
});
export type Repeated = z.infer<typeof repeatedSchema>;

/** A check-in code and when it is shown, server time in milliseconds since 1970. */
const joinCodeSchema = z.object({ code: z.string(), from: z.number(), until: z.number() });

/** Two people whose wish could not be met when the groups were drawn. */
const unmetSchema = z.object({ wish: z.enum(['apart', 'together']), pair: z.array(z.string()) });
export type Unmet = z.infer<typeof unmetSchema>;

/** What only the staff see: the check-in codes of now and soon, the projector's secret link, how the groups get on. */
export const deskSchema = z.object({
  joinCodes: z.array(joinCodeSchema),
  projectorPath: z.string(),
  pulses: z.array(pulseSchema),
  /** By name, as the groups were drawn. */
  repeated: z.array(repeatedSchema),
  /** By name, as the groups were drawn. */
  unmet: z.array(unmetSchema),
  /** Who was here and left, the last one first; server time in milliseconds since 1970. */
  left: z.array(z.object({ personId: idSchema, name: z.string(), at: z.number() })),
});
export type DeskView = z.infer<typeof deskSchema>;

/** Counts every act of the staff on the running order: of two who saw the same turn the first wins and the other is told. */
const turnSchema = z.int().min(0);

/** A Yjs state or update in base64; one Y.Text per question, named `q0`, `q1`, … At most 150 kB per update. */
const yjsSchema = z.base64().max(200_000);

/** Characters of all texts of one group's notes together. */
export const notesCharactersAtMost = 20_000;

const live = '/api/meetings/:meetingId/live';

export const roundsRoutes = {
  readLive: route({
    method: 'GET',
    path: live,
    summary: 'The live class as everybody in it sees it',
    params: ofMeeting,
    returns: liveSchema,
  }),
  readDesk: route({
    method: 'GET',
    path: `${live}/desk`,
    summary: 'For staff: the check-in codes, the projector’s secret link, how much each group has written',
    params: ofMeeting,
    returns: deskSchema,
  }),
  renewProjectorLink: route({
    method: 'POST',
    path: `${live}/projector-link`,
    summary: 'Make a new projector link; the old one ends',
    params: ofMeeting,
    returns: deskSchema,
  }),
  checkIn: route({
    method: 'POST',
    path: `${live}/presence`,
    summary: 'Check in to the class, with the projector’s code where the course asks for it',
    params: ofMeeting,
    body: z.strictObject({ code: z.string().trim().max(20).optional() }),
    returns: liveSchema,
  }),
  checkOut: route({
    method: 'DELETE',
    path: `${live}/presence`,
    summary: 'Leave the class; groups close up',
    params: ofMeeting,
    returns: liveSchema,
  }),
  checkInMember: route({
    method: 'PUT',
    path: `${live}/presence/:personId`,
    summary: 'For staff: check a student in',
    params: ofPerson,
    returns: liveSchema,
  }),
  checkOutMember: route({
    method: 'DELETE',
    path: `${live}/presence/:personId`,
    summary: 'For staff: mark that a student has left',
    params: ofPerson,
    returns: liveSchema,
  }),
  drawRound: route({
    method: 'POST',
    path: `${live}/rounds`,
    summary: 'Draw groups for a new round; while it has not started, drawing again replaces them',
    params: ofMeeting,
    body: z.strictObject({
      id: idSchema,
      turn: turnSchema.optional(),
      /**
       * Without one: as the round that is drawn anew was planned, or else new groups. A café and a jigsaw go on with the last
       * round when it was of the same method.
       */
      method: z.enum(methods).optional(),
      /** What the expert groups of a jigsaw that begins read; without it the papers of the round, or of the meeting. */
      parts: z.array(lineSchema(160)).min(partsAtLeast).max(partsAtMost).optional(),
    }),
    returns: liveSchema,
  }),
  planOrder: route({
    method: 'PUT',
    path: `${live}/order`,
    summary:
      'For staff: arrange the running order, starting from a known revision of it (0: there was none); what has begun stays',
    params: ofMeeting,
    body: z.strictObject({ items: itemsSchema, planRevision: z.int().min(0) }),
    returns: liveSchema,
  }),
  runOrder: route({
    method: 'POST',
    path: `${live}/order/acts`,
    summary:
      'For staff: start, next, back, skip, pause, resume, extend or shorten, as the running order was at a known turn; sending it twice does it once',
    params: ofMeeting,
    /** `id` is the act’s own, and that of the round it may draw. */
    body: z.strictObject({ id: idSchema, turn: turnSchema, act: orderActSchema }),
    returns: liveSchema,
  }),
  startPhase: route({
    method: 'POST',
    path: `${live}/rounds/:roundId/phase`,
    summary: 'Start the group phase, the class phase, or end the round',
    params: ofRound,
    body: z.strictObject({ phase: z.enum(['group', 'class', 'done']) }),
    returns: liveSchema,
  }),
  extendPhase: route({
    method: 'POST',
    path: `${live}/rounds/:roundId/extension`,
    summary: 'Add minutes to the running phase, or take some away',
    params: ofRound,
    body: z.strictObject({ minutes: z.int().min(-30).max(30) }),
    returns: liveSchema,
  }),
  pausePhase: route({
    method: 'POST',
    path: `${live}/rounds/:roundId/pause`,
    summary: 'Stop the countdown',
    params: ofRound,
    returns: liveSchema,
  }),
  resumePhase: route({
    method: 'DELETE',
    path: `${live}/rounds/:roundId/pause`,
    summary: 'Let the countdown go on',
    params: ofRound,
    returns: liveSchema,
  }),
  moveMember: route({
    method: 'POST',
    path: `${live}/rounds/:roundId/moves`,
    summary:
      'For staff: move a person to another group; where sizes would not allow it, somebody comes back in exchange',
    params: ofRound,
    body: z.strictObject({ personId: idSchema, toGroup: z.int().min(0) }),
    returns: liveSchema,
  }),
  swapMembers: route({
    method: 'POST',
    path: `${live}/rounds/:roundId/swaps`,
    summary: 'For staff: two people of different groups change places',
    params: ofRound,
    body: z.strictObject({ personId: idSchema, otherId: idSchema }),
    returns: liveSchema,
  }),
  undoMoves: route({
    method: 'POST',
    path: `${live}/rounds/:roundId/undone-moves`,
    summary: 'For staff: take moves back, as long as nobody of them has moved on',
    params: ofRound,
    body: z.strictObject({
      moves: z
        .array(z.strictObject({ personId: idSchema, from: z.int().min(0), to: z.int().min(0) }))
        .min(1)
        .max(10),
    }),
    returns: liveSchema,
  }),
  lockGroup: route({
    method: 'PUT',
    path: `${live}/rounds/:roundId/locks/:group`,
    summary: 'For staff: leave a group alone when people come and go, as long as the others can take them',
    params: ofGroup,
    returns: liveSchema,
  }),
  unlockGroup: route({
    method: 'DELETE',
    path: `${live}/rounds/:roundId/locks/:group`,
    summary: 'For staff: let a group change again when people come and go',
    params: ofGroup,
    returns: liveSchema,
  }),
  readNotes: route({
    method: 'GET',
    path: '/api/notes/:notesId',
    summary: 'The notes of a group as a Yjs state',
    params: ofNotes,
    returns: z.object({ state: z.base64(), mayWrite: z.boolean() }),
  }),
  changeNotes: route({
    method: 'POST',
    path: '/api/notes/:notesId',
    summary: 'Apply a Yjs update to the notes of a group; sending it twice changes nothing more',
    params: ofNotes,
    body: z.strictObject({ update: yjsSchema }),
    returns: z.object({ savedAt: instantSchema }),
    bySocket: true,
  }),
  listRounds: route({
    method: 'GET',
    path: `${live}/rounds`,
    summary: 'The record of the meeting’s rounds with what the groups reported',
    params: ofMeeting,
    returns: z.array(recordSchema),
  }),
  readProjector: openRoute({
    method: 'GET',
    path: '/api/projector/:meetingId',
    summary: 'What the projector shows, by its secret link',
    params: ofMeeting,
    query: z.strictObject({ token: z.string().max(100) }),
    returns: z.object({
      course: z.string(),
      topic: z.string(),
      startsAt: instantSchema,
      timeZone: z.string(),
      needsCode: z.boolean(),
      /** The code of now and those that follow, so that the page changes it by itself. */
      joinCodes: z.array(joinCodeSchema),
      /** Names are written as the course's setting says. */
      live: liveSchema,
      reports: z.array(reportSchema),
    }),
  }),
};

const changed = z.object({ live: liveSchema });

export const roundsEvents = {
  liveChanged: liveEvent({
    name: 'live.changed',
    room: 'meeting',
    summary: 'Somebody came or left, groups were drawn, a phase began: the class as it is now',
    payload: changed,
  }),
  projectorChanged: liveEvent({
    name: 'projector.changed',
    room: 'projector',
    summary: 'The same for the projector',
    payload: changed,
  }),
  reportsChanged: liveEvent({
    name: 'reports.changed',
    room: 'projector',
    summary: 'A group wrote while the class listens; refetch the reports',
    payload: z.object({ meetingId: idSchema }),
  }),
  groupWrote: liveEvent({
    name: 'group.wrote',
    room: 'desk',
    summary: 'For staff: a group has written something',
    payload: pulseSchema,
  }),
  notesChanged: liveEvent({
    name: 'notes.changed',
    room: 'notes',
    summary: 'A Yjs update of a group’s notes',
    payload: z.object({ update: z.string() }),
  }),
};
