// The show of a deck: what is up, who holds the controls, what the class follows, the presenters' notes.
import { z } from 'zod';
import { personSchema } from '#shared/accounts/contract.ts';
import { liveEvent, openFileRoute, openRoute, route } from '#shared/kernel/contract.ts';
import { fileHashSchema, idSchema, textSchema } from '#shared/kernel/primitives.ts';
import { projectedQuestionSchema } from './questions.ts';
import { showPhases } from './show.ts';

const ofMeeting = z.object({ meetingId: idSchema });
const ofTalk = ofMeeting.extend({ paperId: idSchema });
const talk = '/api/meetings/:meetingId/talks/:paperId';

/** From 0. */
const slideSchema = z.int().min(0).max(20_000);
const phaseSchema = z.enum(showPhases);
const stopwatchSchema = z.object({ spentMs: z.number(), since: z.number().nullable() });
const onScreenSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('question'), threadId: idSchema }),
  z.strictObject({ kind: z.literal('top') }),
]);

/** A show as everybody may know it. Instants are milliseconds since 1970 in server time; of two the higher revision is newer. */
export const showSchema = z.object({
  paperId: idSchema,
  meetingId: idSchema,
  documentId: idSchema,
  revision: z.int(),
  phase: phaseSchema,
  fileHash: fileHashSchema,
  slideCount: z.int(),
  slide: z.int(),
  isBlack: z.boolean(),
  holderId: idSchema.nullable(),
  holderName: z.string().nullable(),
  talk: stopwatchSchema,
  questions: stopwatchSchema,
  onScreen: onScreenSchema.nullable(),
});
export type ShowView = z.infer<typeof showSchema>;

/** A file of slides that can be shown. */
const deckFileSchema = z.object({
  documentId: idSchema,
  fileHash: fileHashSchema,
  slideCount: z.int(),
  bytes: z.int(),
});
export type DeckFile = z.infer<typeof deckFileSchema>;

/** Minutes, by the settings of the course. */
const lengths = { talkMinutes: z.int(), questionMinutes: z.int() };

/** `deck` is the newest file for this viewer, null where there is none or it is not for them yet; `show` null: not put up yet. */
export const stageSchema = z.object({
  ...{ paperId: idSchema, meetingId: idSchema, courseId: idSchema },
  title: z.string(),
  presenters: z.array(personSchema),
  deck: deckFileSchema.nullable(),
  show: showSchema.nullable(),
  ...lengths,
  /** For presenters and staff: how long each slide was up (ms). */
  slideMs: z.array(z.number()).nullable(),
  saidAt: z.number(),
});
export type Stage = z.infer<typeof stageSchema>;

const actSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('step'), from: slideSchema, by: z.int().min(-1000).max(1000) }),
  z.strictObject({ do: z.literal('goTo'), slide: slideSchema }),
  z.strictObject({ do: z.literal('black'), on: z.boolean() }),
  z.strictObject({ do: z.literal('pause') }),
  z.strictObject({ do: z.literal('resume') }),
  z.strictObject({ do: z.literal('begin'), phase: phaseSchema }),
  z.strictObject({ do: z.literal('screen'), shown: onScreenSchema.nullable() }),
  z.strictObject({ do: z.literal('take') }),
  z.strictObject({ do: z.literal('hand'), to: idSchema }),
  z.strictObject({ do: z.literal('accept'), fileHash: fileHashSchema }),
]);
export type ActInput = z.infer<typeof actSchema>;

/** 20,000 characters a slide. */
export const noteCharactersAtMost = 20_000;
const noteSchema = z.object({ slide: slideSchema, text: z.string(), revision: z.int() });
export type Note = z.infer<typeof noteSchema>;

export const presentingRoutes = {
  readStage: route({
    method: 'GET',
    path: `${talk}/show`,
    summary: 'A talk with its show as it is now',
    params: ofTalk,
    returns: stageSchema,
  }),
  readShowNow: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/show',
    summary: 'The show that is on in a meeting',
    params: ofMeeting,
    returns: z.object({ show: showSchema.nullable(), title: z.string(), saidAt: z.number() }),
  }),
  putUp: route({
    method: 'POST',
    path: `${talk}/show`,
    summary:
      'Put the slides up for the class and the projector; with `endOther` in place of another talk of the meeting',
    params: ofTalk,
    body: z.strictObject({ endOther: z.boolean().default(false) }),
    returns: showSchema,
  }),
  steerShow: route({
    method: 'POST',
    path: `${talk}/show/acts`,
    summary: 'Turn a page, start or stop the clock, hand the controls over',
    params: ofTalk,
    body: actSchema,
    returns: showSchema,
  }),
  listNotes: route({
    method: 'GET',
    path: `${talk}/notes`,
    summary: 'The presenters’ notes, for presenters and staff',
    params: ofTalk,
    returns: z.array(noteSchema),
  }),
  saveNote: route({
    method: 'PUT',
    path: `${talk}/notes/:slide`,
    summary: 'Save the note on a slide, starting from a known revision (0: there was none)',
    params: ofTalk.extend({ slide: z.coerce.number().pipe(slideSchema) }),
    body: z.strictObject({ text: textSchema(noteCharactersAtMost), revision: z.int().min(0) }),
    returns: noteSchema,
  }),
  readProjectedShow: openRoute({
    method: 'GET',
    path: '/api/projector/:meetingId/show',
    summary: 'The show that is on, by the projector’s secret link',
    params: ofMeeting,
    query: z.strictObject({ token: z.string().max(100) }),
    returns: z.object({
      show: showSchema.nullable(),
      title: z.string(),
      presenters: z.array(z.string()),
      ...lengths,
      question: projectedQuestionSchema.nullable(),
      top: z.array(projectedQuestionSchema),
      saidAt: z.number(),
    }),
  }),
  readProjectedSlides: openFileRoute({
    path: '/api/projector/:meetingId/show/slides/:hash',
    summary: 'The slides that are on, by the projector’s secret link and only while they are',
    params: ofMeeting.extend({ hash: fileHashSchema }),
    query: z.strictObject({ token: z.string().max(100) }),
    mediaTypes: ['application/pdf'],
  }),
};

export const presentingEvents = {
  showChanged: liveEvent({
    name: 'show.changed',
    room: 'stage',
    summary:
      'A page was turned, the clock started or stopped, the controls went to somebody else: the show as it is now',
    payload: showSchema,
  }),
  showProjected: liveEvent({
    name: 'show.projected',
    room: 'projector',
    summary: 'The same for the projector',
    payload: showSchema,
  }),
  questionsProjected: liveEvent({
    name: 'questions.projected',
    room: 'projector',
    summary: 'A question that the projector shows was changed; refetch',
    payload: z.object({ meetingId: idSchema }),
  }),
};
