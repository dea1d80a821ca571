// Tells what has changed to those who may know: four hundred votes of one moment are one fact.
import type { Id } from '#shared/kernel/primitives.ts';
import { reportingEvents, type News } from '#shared/reporting/contract.ts';
import { isOpenToClass } from '#shared/reporting/rules.ts';
import type { Bus } from '#server/kernel/bus.ts';
import { createSerial } from '#server/kernel/serial.ts';
import { createTogether } from '#server/kernel/together.ts';
import type { ClassFacts, RoundsPublic } from '#server/rounds/public.ts';
import type { Place, Records, Standing } from './records.ts';
import type { Point } from './store.ts';
import { viewCalls, viewHands, viewPoint, viewStates, viewTakeaways } from './views.ts';

const togetherMs = 400;

/** What has changed; points by id, states by the group's notes. */
export interface Touched {
  readonly points?: readonly Id[];
  readonly voted?: readonly Id[];
  readonly states?: readonly Id[];
  readonly hands?: true;
  readonly called?: true;
  readonly takeaways?: true;
}

export interface Telling {
  /** Tells the rooms soon. */
  tell(place: Place, touched: Touched): void;
  /** The same for whoever did it, at once. The caller has asked whether they may know. */
  newsOf(place: Place, touched: Touched, known?: { points?: Point[]; record?: Standing }): Promise<News>;
  takeawaysIn(meetingId: Id, record: Standing): Promise<ReturnType<typeof viewTakeaways>>;
}

interface Dirty {
  readonly place: Place;
  readonly points: Set<Id>;
  readonly voted: Set<Id>;
  readonly states: Set<Id>;
  hands?: true;
  called?: true;
  takeaways?: true;
}

interface Parts {
  readonly records: Records;
  readonly rounds: RoundsPublic;
  readonly bus: Bus;
}

/** Opens the telling on what is stored. */
export const openTelling = ({ records, rounds, bus }: Parts): Telling => {
  const together = createTogether(togetherMs);
  const serial = createSerial();
  const dirty = new Map<Id, Dirty>();

  const takeawaysIn = async (meetingId: Id, record: Standing) =>
    viewTakeaways(record, await records.pointsWhere({ meetingId, takeaway: { $ne: null } }));

  const compose = async (
    place: Place,
    { points = [], voted = [], states = [], ...touched }: Touched,
    found: readonly Point[],
    record: Standing,
    live: ClassFacts,
  ): Promise<News> => {
    const isWhole = new Set(points);
    return {
      meetingId: place.meetingId,
      revision: record.revision,
      points: found.filter(({ _id, removedAt }) => isWhole.has(_id) && removedAt === null).map(viewPoint),
      votes: found
        .filter(({ _id, removedAt }) => voted.includes(_id) && !isWhole.has(_id) && removedAt === null)
        .map(({ _id, votes, changes }) => [_id, votes, changes]),
      removed: found.filter(({ removedAt }) => removedAt !== null).map(({ _id, changes }) => [_id, changes]),
      states: viewStates(record, states),
      ...(touched.hands && { hands: viewHands(record, live) }),
      ...(touched.called && { called: viewCalls(record, live) }),
      ...(touched.takeaways && { takeaways: await takeawaysIn(place.meetingId, record) }),
    };
  };

  const hasNews = (news: News) =>
    news.points.length + news.votes.length + news.removed.length + news.states.length > 0 ||
    news.hands !== undefined ||
    news.called !== undefined ||
    news.takeaways !== undefined;

  const flush = async ({ place, ...sets }: Dirty) => {
    const { meetingId } = place;
    const live = await rounds.classOf(meetingId);
    const record = await records.read(place.meetingId);
    const found = await records.pointsById([...sets.points, ...sets.voted]);
    const touched: Touched = {
      ...sets,
      points: [...sets.points],
      voted: [...sets.voted],
      states: [...sets.states],
    };
    const newsFor = (part: Touched, some: readonly Point[]) => compose(place, part, some, record, live);
    bus.publish(reportingEvents.reportingAtDesk, meetingId, await newsFor(touched, found));

    const phaseOf = new Map(live.rounds.map(({ id, phase }) => [id, phase]));
    const isOpen = ({ roundId }: Point) => isOpenToClass(phaseOf.get(roundId) ?? 'drawn');
    const present = live.presentRound;
    const openStates = present && isOpenToClass(present.phase) ? [...sets.states] : [];
    const open = await newsFor({ ...touched, states: openStates }, found.filter(isOpen));
    if (hasNews(open)) {
      bus.publish(reportingEvents.reportingChanged, meetingId, open);
      bus.publish(reportingEvents.reportingProjected, meetingId, open);
    }

    // What the class may not know yet is for the group itself.
    const closed = found.filter((point) => !isOpen(point));
    const closedStates = openStates.length > 0 ? [] : [...sets.states];
    for (const notesId of new Set([...closed.map((point) => point.notesId), ...closedStates])) {
      const states = closedStates.filter((group) => group === notesId);
      const own = closed.filter((point) => point.notesId === notesId);
      bus.publish(
        reportingEvents.groupReporting,
        notesId,
        await newsFor({ points: touched.points ?? [], voted: touched.voted ?? [], states }, own),
      );
    }
  };

  return {
    takeawaysIn,
    tell: (place, touched) => {
      const { meetingId } = place;
      const known = dirty.get(meetingId) ?? {
        place,
        points: new Set<Id>(),
        voted: new Set<Id>(),
        states: new Set<Id>(),
      };
      dirty.set(meetingId, known);
      for (const set of ['points', 'voted', 'states'] as const)
        for (const id of touched[set] ?? []) known[set].add(id);
      for (const whole of ['hands', 'called', 'takeaways'] as const) if (touched[whole]) known[whole] = true;
      together(meetingId, () => {
        dirty.delete(meetingId);
        // One after the other, so that what is told later was read later. A failure is made good by the next change,
        // and every page reads anew when it comes back.
        void serial(meetingId, () => flush(known)).catch(() => undefined);
      });
    },
    newsOf: async (place, touched, { points, record } = {}) =>
      compose(
        place,
        touched,
        points ?? (await records.pointsById([...(touched.points ?? []), ...(touched.voted ?? [])])),
        record ?? (await records.read(place.meetingId)),
        await rounds.classOf(place.meetingId),
      ),
  };
};
