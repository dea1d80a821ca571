// What happens in class: how groups get on, hands, and which group reports next.
import { randomInt } from 'node:crypto';
import { roundsEvents } from '#shared/rounds/contract.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { reportingRoutes } from '#shared/reporting/contract.ts';
import { nextGroups } from '#shared/reporting/next-group.ts';
import { mayCallGroup, mayLowerHand, mayRaiseHand, maySetGroupState } from '#shared/reporting/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { createSerial } from '#server/kernel/serial.ts';
import { groupIn, lookAt, type ReportingParts } from './parts.ts';
import type { CallRecord, ReportingRecord } from './store.ts';
import { viewHands } from './views.ts';

type Verb = 'setGroupState' | 'raiseHand' | 'lowerHand' | 'callGroup' | 'takeBackCall';

/** A class has some thirty rounds of a hundred groups at most; this keeps the document small. */
const callsAtMost = 3000;

/** The part of the reporting feature that runs the class phase. */
export const classHandlers = (parts: ReportingParts): Pick<Handlers<typeof reportingRoutes>, Verb> => {
  const { store, records, telling, rounds, bus, clock } = parts;
  const serial = createSerial();

  // A hand that stands no more, since somebody left or the phase is over, is put away and told.
  bus.on(roundsEvents.liveChanged, async (meetingId, { live }) => {
    const record = await store.reportings.findById(meetingId).lean<ReportingRecord>();
    if (!record || record.hands.length === 0) return;
    const place = { meetingId, courseId: live.courseId };
    const key = (hand: { personId: Id; raisedAt: Date | number }) =>
      `${hand.personId} ${String(Number(hand.raisedAt))}`;
    const stands = new Set(viewHands(record, await rounds.classOf(meetingId)).map(key));
    const gone = record.hands.filter((hand) => !stands.has(key(hand)));
    if (gone.length === 0) return;
    await records.change(place, {
      $pull: { hands: { $or: gone.map(({ personId, raisedAt }) => ({ personId, raisedAt })) } },
    });
    telling.tell(place, { hands: true });
  });

  /** How often each person was called to speak for their group, in this course. */
  const timesReported = async (courseId: Id): Promise<Map<Id, number>> => {
    const times = new Map<Id, number>();
    const classes = await store.reportings.find({ courseId }, { calls: 1 }).lean();
    for (const { calls } of classes)
      for (const { reporterId } of calls)
        if (reporterId !== null) times.set(reporterId, (times.get(reporterId) ?? 0) + 1);
    return times;
  };

  return {
    setGroupState: async ({ actor, params: { meetingId, notesId }, body: { state } }) => {
      const look = await lookAt(parts, actor, meetingId);
      const { round, group } = groupIn(look, notesId);
      const from = (await records.read(meetingId)).states[notesId]?.state ?? 'writing';
      ensure(maySetGroupState(look.member, group.members, round.phase, { from, to: state }));
      const key = `states.${notesId}`;
      const { record } = await records.change(
        look.meeting,
        { $set: { [key]: { state, at: clock.now() } } },
        // For the staff exactly from what the rule was asked about.
        group.members.includes(actor.personId) ? {} : { [`${key}.state`]: from },
      );
      const touched = { states: [notesId] };
      telling.tell(look.meeting, touched);
      return telling.newsOf(look.meeting, touched, { record });
    },

    raiseHand: async ({ actor, params: { meetingId, personId } }) => {
      const look = await lookAt(parts, actor, meetingId);
      const round = look.live.presentRound;
      ensure(mayRaiseHand(look.member, personId, look.live.present, round?.phase));
      const hand = { roundId: round?.id ?? '', personId };
      const { record, isDone } = await records.change(
        look.meeting,
        { $push: { hands: { ...hand, raisedAt: clock.now() } } },
        // One from before they left and came back is none.
        {
          hands: {
            $not: { $elemMatch: { ...hand, raisedAt: { $gte: look.live.presentSince.get(personId) } } },
          },
        },
      );
      if (isDone) telling.tell(look.meeting, { hands: true });
      return telling.newsOf(look.meeting, { hands: true }, { record });
    },

    lowerHand: async ({ actor, params: { meetingId, personId } }) => {
      const look = await lookAt(parts, actor, meetingId);
      ensure(mayLowerHand(look.member, personId));
      const { record, isDone } = await records.change(
        look.meeting,
        { $pull: { hands: { personId } } },
        { 'hands.personId': personId },
      );
      if (isDone) telling.tell(look.meeting, { hands: true });
      return telling.newsOf(look.meeting, { hands: true }, { record });
    },

    callGroup: async ({ actor, params: { meetingId, roundId }, body }) => {
      const look = await lookAt(parts, actor, meetingId);
      const round = look.live.presentRound;
      ensure(mayCallGroup(look.member, round?.phase ?? 'drawn'));
      if (round?.id !== roundId)
        throw refuse('conflict', 'round_over', 'This round is not the present one any more.');
      const record = await serial(meetingId, async () => {
        const known = await records.read(meetingId);
        if (known.calls.some(({ id }) => id === body.id)) return known;
        const called = known.calls.filter((call) => call.roundId === roundId);
        const last = called.at(-1);
        if ((last?.id ?? null) !== body.after) throw calledMeanwhile();
        const callable = round.groups.map(({ number, members, roles }) => ({
          ...{ number, members },
          reporter: roles.reporter,
        }));
        const equals =
          body.group === undefined
            ? nextGroups(
                callable,
                called.map(({ group }) => group),
                await timesReported(look.meeting.courseId),
              )
            : [body.group];
        const number = equals[randomInt(Math.max(1, equals.length))];
        if (number === undefined)
          throw refuse('conflict', 'all_called', 'Every group has been called. Choose one to hear it again.');
        const group = callable.find((candidate) => candidate.number === number);
        if (!group) throw noSuch('group');
        const call: CallRecord = {
          ...{ id: body.id, roundId, group: number, reporterId: group.reporter ?? null },
          ...{ by: actor.personId, at: clock.now() },
        };
        if (known.calls.length >= callsAtMost)
          throw refuse(
            'unprocessable',
            'too_many_calls',
            'Groups have been called too often in this meeting.',
          );
        const lastCall = known.calls.at(-1);
        // Another process may have called meanwhile: then its call stands.
        const { record: now, isDone } = await records.change(
          look.meeting,
          { $push: { calls: call } },
          lastCall === undefined
            ? { calls: { $size: 0 } }
            : { calls: { $size: known.calls.length }, 'calls.id': lastCall.id },
        );
        if (!isDone) throw calledMeanwhile();
        return now;
      });
      telling.tell(look.meeting, { called: true });
      return telling.newsOf(look.meeting, { called: true }, { record });
    },

    takeBackCall: async ({ actor, params: { meetingId, callId } }) => {
      const look = await lookAt(parts, actor, meetingId);
      ensure(mayCallGroup(look.member, look.live.presentRound?.phase ?? 'drawn'));
      const { record } = await serial(meetingId, () =>
        records.change(look.meeting, { $pull: { calls: { id: callId } } }, { 'calls.id': callId }),
      );
      telling.tell(look.meeting, { called: true });
      return telling.newsOf(look.meeting, { called: true }, { record });
    },
  };
};

const calledMeanwhile = () =>
  refuse(
    'conflict',
    'called_meanwhile',
    'Somebody else has called a group meanwhile. The page shows which one; call again for the next.',
  );
