// The staff's marks of a talk: read and saved from a known revision, returned to presenters as a copy, taken back.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { misfitIn } from '#shared/grading/marks.ts';
import { talkGradingEvents, type talkGradingRoutes } from '#shared/talk-feedback/grading.ts';
import {
  areSameTalkMarkings,
  calculateTalk,
  emptyTalkMarking,
  isTalkMarked,
  shareOf,
  tidyTalkMarking,
  tooManyPoints,
} from '#shared/talk-feedback/points.ts';
import { mayGradeTalk, mayMarkTalk, mayReadOwnTalkMarks } from '#shared/talk-feedback/rules.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { TalkExchanges, TalkFound } from './exchanges.ts';
import { viewReturned, viewTalkMarks } from './grade-views.ts';
import type { TalkFeedbackParts } from './parts.ts';
import type { TalkMarksRecord } from './store.ts';

type Verb = Exclude<keyof typeof talkGradingRoutes, 'listGradedTalks'>;

export const gradingHandlers = (
  { store, accounts, bus, clock }: TalkFeedbackParts,
  { look, begin }: TalkExchanges,
): Pick<Handlers<typeof talkGradingRoutes>, Verb> => {
  const open = async (actor: Actor, meetingId: Id, paperId: Id, mayDo: typeof mayGradeTalk) => {
    const found = await look(actor, meetingId, paperId);
    ensure(mayDo(found.meeting.member, found.place));
    return { found: await begin(found), record: await store.marks.findById(paperId).lean() };
  };
  const show = async (found: TalkFound, record: TalkMarksRecord | null) =>
    viewTalkMarks(
      found,
      record,
      await accounts.namesOf([...found.place.presenterIds, ...(record ? [record.changedBy] : [])]),
    );
  const tell = (
    { meeting: { meetingId }, paperId }: TalkFound,
    revision: number,
    presenterIds: Id[] = [],
  ) => {
    bus.publish(talkGradingEvents.talkMarksChanged, meetingId, { meetingId, paperId, revision });
    for (const id of presenterIds)
      bus.publish(talkGradingEvents.talkMarksReturned, id, { meetingId, paperId });
  };
  const create = async (record: TalkMarksRecord): Promise<TalkMarksRecord | null> => {
    try {
      await store.marks.create(record);
      return record;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return null;
    }
  };
  const conflict = async (found: TalkFound, current: TalkMarksRecord | null) =>
    refuse(
      'conflict',
      'talk_marks_changed',
      'Somebody else has marked this talk meanwhile. Both are here: choose, or put them together.',
      { current: await show(found, current) },
    );

  return {
    readTalkMarks: async ({ actor, params: { meetingId, paperId } }) => {
      const { found, record } = await open(actor, meetingId, paperId, mayGradeTalk);
      return show(found, record);
    },

    saveTalkMarks: async ({ actor, params: { meetingId, paperId }, body: { revision, ...body } }) => {
      const { found, record } = await open(actor, meetingId, paperId, mayMarkTalk);
      const { meeting, criteria, place } = found;
      const stored = record?.marking ?? emptyTalkMarking;
      const asReview = ({ marks, comments, overall, note }: typeof stored) => ({
        ...{ marks, comments, overall, note, points: null },
      });
      const misfit = misfitIn(criteria, asReview(body.marking), asReview(stored));
      if (misfit !== null) throw refuse('unprocessable', 'no_such_mark', misfit);
      const known = new Set([...place.presenterIds, ...Object.keys(stored.presenters)]);
      if (Object.keys(body.marking.presenters).some((id) => !known.has(id)))
        throw refuse('unprocessable', 'no_presenter', 'Points are for those who present the talk.');
      const tooMany = tooManyPoints(body.marking, stored, meeting.settings.talkPoints);
      if (tooMany !== null) throw refuse('unprocessable', 'too_many_points', tooMany);
      const marking = tidyTalkMarking(body.marking);
      const change = { marking, changedBy: actor.personId, changedAt: clock.now() };
      const { courseId } = meeting;
      const saved =
        revision === 0
          ? await create({ ...{ _id: paperId, courseId, meetingId, revision: 1, returned: {} }, ...change })
          : await store.marks
              .findOneAndUpdate(
                { _id: paperId, revision },
                { $set: change, $inc: { revision: 1 } },
                { returnDocument: 'after' },
              )
              .lean();
      if (saved) {
        tell(found, saved.revision);
        return show(found, saved);
      }
      const current = await store.marks.findById(paperId).lean();
      // The same save again, because its answer was lost on the way.
      const isRepeat =
        current?.revision === revision + 1 &&
        current.changedBy === actor.personId &&
        areSameTalkMarkings(current.marking, marking);
      if (isRepeat) return show(found, current);
      throw await conflict(found, current);
    },

    returnTalkMarks: async ({ actor, params: { meetingId, paperId }, body }) => {
      const { found, record } = await open(actor, meetingId, paperId, mayMarkTalk);
      const { criteria, place, meeting } = found;
      const ids = [...new Set(body.presenterIds)];
      if (ids.some((id) => !place.presenterIds.includes(id)))
        throw refuse(
          'conflict',
          'presenters_changed',
          'The presenters of this talk have changed meanwhile. The page shows who they are now.',
          { current: await show(found, record) },
        );
      if (record?.revision !== body.revision) throw await conflict(found, record);
      if (!ids.every((id) => isTalkMarked(criteria, record.marking, id)))
        throw refuse(
          'unprocessable',
          'not_marked',
          'Some criteria have no mark yet: mark them, or set the points by hand.',
        );
      const { marks, comments, overall } = record.marking;
      const copyFor = (id: Id) => ({
        ...{ at: clock.now(), by: actor.personId, criteria: [...criteria] },
        marking: { marks, comments, overall },
        comment: shareOf(record.marking, id).comment,
        calculation: calculateTalk(criteria, record.marking, id, meeting.settings.talkPoints),
      });
      const returned = await store.marks
        .findOneAndUpdate(
          { _id: paperId, revision: body.revision },
          { $set: Object.fromEntries(ids.map((id) => [`returned.${id}`, copyFor(id)])) },
          { returnDocument: 'after' },
        )
        .lean();
      if (!returned) throw await conflict(found, await store.marks.findById(paperId).lean());
      tell(found, returned.revision, ids);
      return show(found, returned);
    },

    takeBackTalkMarks: async ({ actor, params: { meetingId, paperId }, body: { presenterIds } }) => {
      const { found, record } = await open(actor, meetingId, paperId, mayGradeTalk);
      const ids = presenterIds.filter((id) => record?.returned[id] !== undefined);
      const left =
        ids.length === 0
          ? record
          : await store.marks
              .findByIdAndUpdate(
                paperId,
                { $unset: Object.fromEntries(ids.map((id) => [`returned.${id}`, 1])) },
                { returnDocument: 'after' },
              )
              .lean();
      if (ids.length > 0) tell(found, left?.revision ?? 0, ids);
      return show(found, left);
    },

    readOwnTalkMarks: async ({ actor, params: { meetingId, paperId } }) => {
      const { meeting, place } = await look(actor, meetingId, paperId);
      if (!mayReadOwnTalkMarks(meeting.member, place)) return null;
      const record = await store.marks.findById(paperId).lean();
      const copy = record?.returned[actor.personId];
      return copy ? viewReturned(copy) : null;
    },
  };
};
