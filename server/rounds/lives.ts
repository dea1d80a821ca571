// Reads and changes live classes: one change at a time per meeting, told to everybody in the room.
import { randomInt } from 'node:crypto';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { roundsEvents, type LiveView } from '#shared/rounds/contract.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import { createSerial } from '#server/kernel/serial.ts';
import type { Past } from './class.ts';
import type { LiveRecord, RoundsStore } from './store.ts';
import { viewLive } from './views.ts';

// Arrivals come in bursts of hundreds at the hour; the room hears of them together.
const togetherMs = 250;
const triesAtMost = 10;

interface Place {
  readonly meetingId: Id;
  readonly courseId: Id;
}

export interface Lives {
  /** The class of a meeting; it begins to exist when it is first looked at. */
  read(place: Place): Promise<LiveRecord>;
  /** Applies a pure change and tells the room; a change that refuses changes nothing. */
  change(place: Place, apply: (live: LiveRecord, past: Past) => void): Promise<LiveView>;
  view(live: LiveRecord): Promise<LiveView>;
}

/** Opens the classes on their store. */
export const openLives = (
  { lives }: RoundsStore,
  accounts: AccountsPublic,
  bus: Bus,
  clock: Clock,
): Lives => {
  const serial = createSerial();
  const waiting = new Map<Id, NodeJS.Timeout>();

  const read = async ({ meetingId, courseId }: Place): Promise<LiveRecord> => {
    const found = await lives.findById(meetingId).lean();
    if (found) return found;
    const fresh: LiveRecord = {
      _id: meetingId,
      courseId,
      revision: 1,
      code: String(randomInt(1000, 10_000)),
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
    const people = new Set(
      live.presence.filter((person) => person.leftAt === null).map((person) => person.personId),
    );
    for (const group of live.rounds.at(-1)?.groups ?? [])
      for (const member of group.members) people.add(member);
    return viewLive(live, await accounts.namesOf([...people]), clock.now());
  };

  const tell = (place: Place) => {
    if (waiting.has(place.meetingId)) return;
    const timer = setTimeout(() => {
      waiting.delete(place.meetingId);
      void read(place)
        .then(view)
        .then((now) => {
          bus.publish(roundsEvents.liveChanged, place.meetingId, { live: now });
          bus.publish(roundsEvents.projectorChanged, place.meetingId, { live: now });
        })
        // The next change tells it again, and every page refetches when it comes back.
        .catch(() => undefined);
    }, togetherMs);
    timer.unref();
    waiting.set(place.meetingId, timer);
  };

  // Every round of the term that really took place, oldest first.
  const readPast = async ({ meetingId, courseId }: Place): Promise<Past> => {
    const classes = await lives.find({ courseId }, { rounds: 1 }).lean();
    const rounds = classes
      .flatMap((live) =>
        live.rounds.map((round, index) => ({
          round,
          isPresent: live._id === meetingId && index === live.rounds.length - 1,
        })),
      )
      .filter(({ round, isPresent }) => round.phase !== 'drawn' && !(isPresent && round.phase !== 'done'))
      .map(({ round }) => round)
      .sort((a, b) => a.drawnAt.getTime() - b.drawnAt.getTime());
    return {
      rounds: rounds.map((round) => ({ groups: round.groups.map((group) => group.members) })),
      roles: rounds.flatMap((round) => round.groups.map((group) => group.roles)),
    };
  };

  const changeOnce = async (
    place: Place,
    apply: (live: LiveRecord, past: Past) => void,
  ): Promise<LiveRecord | undefined> => {
    const live = await read(place);
    const before = JSON.stringify(live);
    apply(live, await readPast(place));
    if (JSON.stringify(live) === before) return live;
    const { revision } = live;
    live.revision = revision + 1;
    const { modifiedCount } = await lives.replaceOne({ _id: place.meetingId, revision }, live);
    return modifiedCount === 1 ? live : undefined;
  };

  return {
    read,
    view,
    change: async (place, apply) => {
      const live = await serial(place.meetingId, async () => {
        for (let tries = 0; tries < triesAtMost; tries += 1) {
          const changed = await changeOnce(place, apply);
          if (changed) return changed;
        }
        throw refuse('unavailable', 'class_busy', 'Many people are changing this class at once. Try again.');
      });
      tell(place);
      return view(live);
    },
  };
};
