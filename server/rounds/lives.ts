// Reads and changes live classes: one change at a time per meeting, told to everybody in the room.
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { roundsEvents } from '#shared/rounds/contract.ts';
import type { LiveView, Repeated, Unmet } from '#shared/rounds/views.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import { createTogether } from '#server/kernel/together.ts';
import { createSerial } from '#server/kernel/serial.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { presentPeople, presentRound, takesPeople, type Past } from './class.ts';
import type { Keeper } from './keeper.ts';
import type { Places } from './places.ts';
import { setsOf } from './planning.ts';
import type { LiveRecord, RoundsStore } from './store.ts';
import { papersIn, viewLive, viewRepeated, viewUnmet } from './views.ts';
import type { WishesStore } from './wishes-store.ts';

// Arrivals come in bursts of hundreds at the hour; the room hears of them together.
const togetherMs = 250;
/** Of several processes that change a class at once one gets through each time. */
const triesAtMost = 40;
const longestPauseMs = 30;

interface Place {
  readonly meetingId: Id;
  readonly courseId: Id;
}

/** Changes the record it is given. Reading what the term has seen so far is work: only who needs it asks for it. */
type Change = (live: LiveRecord, readPast: () => Promise<Past>) => void | Promise<void>;

export interface Lives {
  /** The class of a meeting; it begins to exist when it is first looked at. */
  read(place: Place): Promise<LiveRecord>;
  /** Applies a pure change and tells the room; a change that refuses changes nothing. */
  change(place: Place, apply: Change): Promise<LiveView>;
  view(live: LiveRecord): Promise<LiveView>;
  /** The pairs of the present round who had met before, by name. */
  repeatedIn(live: LiveRecord): Promise<Repeated[]>;
  /** The pairs of the present round whose wish was not met, by name. */
  unmetIn(live: LiveRecord): Promise<Unmet[]>;
}

interface Parts {
  readonly store: RoundsStore;
  readonly places: Pick<Places, 'know'>;
  readonly wishes: WishesStore;
  readonly keeper: Keeper;
  readonly accounts: AccountsPublic;
  readonly papers: Pick<PapersPublic, 'titlesOf'>;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** Opens the classes on their store. */
export const openLives = ({
  store: { lives },
  places,
  wishes,
  keeper,
  accounts,
  papers,
  bus,
  clock,
}: Parts): Lives => {
  const serial = createSerial();
  const together = createTogether(togetherMs);

  const read = async ({ meetingId, courseId }: Place): Promise<LiveRecord> => {
    const found = await lives.findById(meetingId).lean();
    if (found) return found;
    const fresh: LiveRecord = {
      _id: meetingId,
      courseId,
      revision: 1,
      projectorVersion: 1,
      presence: [],
      rounds: [],
    };
    try {
      await lives.create(fresh);
      return fresh;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return read({ meetingId, courseId });
    }
  };

  const view = async (live: LiveRecord): Promise<LiveView> => {
    const seated = presentRound(live)?.groups.flatMap((group) => group.members) ?? [];
    const [names, titles] = await Promise.all([
      accounts.namesOf([...presentPeople(live), ...seated]),
      papers.titlesOf(papersIn(live)),
    ]);
    return viewLive(live, { names, titles, now: clock.now() });
  };

  // The last revision that a room was told of: whoever looks at an older one is too late.
  const told = new Map<Id, number>();
  const tellNow = async (live: LiveRecord) => {
    const now = await view(live);
    if ((told.get(live._id) ?? 0) >= now.revision) return;
    told.set(live._id, now.revision);
    bus.publish(roundsEvents.liveChanged, live._id, { live: now });
  };
  bus.onEverywhere(roundsEvents.liveChanged, (meetingId, { live }) => {
    told.set(meetingId, Math.max(told.get(meetingId) ?? 0, live.revision));
  });
  // A process that died between a change and telling it: its keeper tells, after a moment in which it may still have been told.
  let late = new Set<Id>();
  keeper.onLook(async (meetingIds) => {
    const found = await lives.find({ _id: { $in: [...meetingIds] } }, { revision: 1, courseId: 1 }).lean();
    const untold = found.filter(({ _id, revision }) => (told.get(_id) ?? 0) < revision);
    for (const { _id: meetingId, courseId } of untold)
      if (late.has(meetingId)) await read({ meetingId, courseId }).then(tellNow);
    late = new Set(untold.map(({ _id }) => _id));
  });
  // What the staff do is seen at once; comings and goings are told together.
  const tell = (place: Place, before: LiveRecord, live: LiveRecord) => {
    // The next change tells it again, and every page refetches when it comes back.
    const missed = () => undefined;
    if (isDeepStrictEqual(before.presence, live.presence)) tellNow(live).catch(missed);
    else
      together(place.meetingId, () => {
        read(place).then(tellNow).catch(missed);
      });
  };

  // Every round of the term that really took place, oldest first.
  const readPast = async ({ meetingId, courseId }: Place): Promise<Past> => {
    const classes = await lives.find({ courseId }, { rounds: 1, order: 1 }).lean();
    const rounds = classes
      .flatMap((live) =>
        live.rounds.map((round) => ({
          round,
          isPresent: live._id === meetingId && round === presentRound(live),
        })),
      )
      .filter(({ round, isPresent }) => round.phase !== 'drawn' && !(isPresent && round.phase !== 'done'))
      .map(({ round }) => round)
      .sort((a, b) => a.drawnAt.getTime() - b.drawnAt.getTime());
    return {
      rounds: rounds.map((round) => ({ groups: round.groups.map((group) => group.members) })),
      roles: rounds.flatMap((round) => round.groups.map((group) => group.roles)),
      apart: setsOf((await wishes.findById(courseId).lean())?.wishes ?? [], 'apart'),
    };
  };

  const changeOnce = async (place: Place, apply: Change): Promise<LiveRecord | undefined> => {
    const live = await read(place);
    const before = structuredClone(live);
    await apply(live, () => readPast(place));
    if (isDeepStrictEqual(live, before)) return live;
    const { revision } = before;
    live.revision = revision + 1;
    const { modifiedCount } = await lives.replaceOne({ _id: place.meetingId, revision }, live);
    if (modifiedCount === 0) return undefined;
    places.know(live);
    keeper.touch(live._id);
    closeDoors(before, live);
    tell(place, before, live);
    return live;
  };

  // Whoever lost a right stops hearing at once: a group's former member, a projector with the old link.
  const closeDoors = (before: LiveRecord, live: LiveRecord) => {
    if (before.projectorVersion !== live.projectorVersion) bus.clearRoom('projector', live._id);
    for (const round of before.rounds) {
      const after = live.rounds.find(({ id }) => id === round.id);
      const now = new Map(after?.groups.map(({ notesId, members }) => [notesId, members]));
      // From the class phase on everybody may read everything, until the groups are sent back to talk.
      const closes = !takesPeople(round) && takesPeople(after);
      if (!takesPeople(round) && !closes) continue;
      for (const { notesId, members } of round.groups)
        if (closes || members.some((member) => !now.get(notesId)?.includes(member)))
          bus.clearRoom('notes', notesId);
    }
  };

  return {
    read,
    view,
    repeatedIn: async (live) => {
      const repeated = presentRound(live)?.repeated ?? [];
      return viewRepeated(repeated, await accounts.namesOf(repeated.flatMap(({ pair }) => pair)));
    },
    unmetIn: async (live) => {
      const unmet = presentRound(live)?.unmet ?? [];
      return viewUnmet(unmet, await accounts.namesOf(unmet.flatMap(({ pair }) => pair)));
    },
    change: async (place, apply) => {
      const live = await serial(place.meetingId, async () => {
        for (let tries = 0; tries < triesAtMost; tries += 1) {
          const changed = await changeOnce(place, apply);
          if (changed) return changed;
          await sleep(Math.random() * Math.min(longestPauseMs, 2 ** tries));
        }
        throw refuse('unavailable', 'class_busy', 'Many people are changing this class at once. Try again.');
      });
      return view(live);
    },
  };
};
