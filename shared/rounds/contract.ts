// The live class: checking in, drawing rounds, one countdown for all, shared notes, the projector.
import { z } from 'zod';
import { liveEvent, openRoute, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema, lineSchema } from '#shared/kernel/primitives.ts';
import { methods, partsAtLeast, partsAtMost } from './methods.ts';
import { itemsSchema, orderActSchema } from './order-contract.ts';
import { deskSchema, joinCodeSchema, liveSchema, pulseSchema, recordSchema, reportSchema } from './views.ts';

const ofMeeting = z.object({ meetingId: idSchema });
const ofRound = ofMeeting.extend({ roundId: idSchema });
const ofGroup = ofRound.extend({ group: z.coerce.number().int().min(0) });
const ofPerson = ofMeeting.extend({ personId: idSchema });
const ofNotes = z.object({ notesId: idSchema });

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
