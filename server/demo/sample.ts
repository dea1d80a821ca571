// The sample course of an installation: made once, by one maker at a time, and the links into it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Model } from 'mongoose';
import type { ResultInputOf } from '#shared/kernel/contract.ts';
import type { demoRoutes } from '#shared/demo/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Caller } from '#server/kernel/caller.ts';
import { systemClock, type TravellingClock } from '#server/kernel/clock.ts';
import { castSize } from './gather-people.ts';
import type { SampleRecord } from './store.ts';

interface Parts {
  readonly samples: Model<SampleRecord>;
  readonly caller: Caller;
  readonly accounts: AccountsPublic;
  readonly clock: TravellingClock;
}

type Ways = ResultInputOf<typeof demoRoutes.createDemo>;

export interface Sample {
  /** Null where nobody ever asked for one. */
  look(): Promise<SampleRecord | null>;
  /** Makes the course unless it is there, and new links; whoever asks at the same time gets the same links. */
  open(): Promise<Ways>;
}

/** A making says so often that it goes on; */
const pulseMs = 5_000;
/** one that is silent for so long has ended with its process. */
const silentMs = 30_000;

export const openSample = ({ samples, caller, accounts, clock }: Parts): Sample => {
  const look = () => samples.findById('sample').lean();
  const isAlive = (sample: SampleRecord) =>
    sample.state === 'making' && systemClock.now().getTime() - sample.at.getTime() < silentMs;

  /** Takes the making upon this process, unless another one has it. */
  const claim = async (before: SampleRecord | null): Promise<boolean> => {
    const mine: Omit<SampleRecord, '_id'> = {
      courseId: newId(),
      state: 'making',
      step: 'Beginning',
      at: systemClock.now(),
      people: [],
      peopleMade: (before?.peopleMade ?? 0) + castSize,
    };
    try {
      if (before) {
        const { modifiedCount } = await samples.updateOne(
          { _id: 'sample', state: before.state, at: before.at },
          { $set: mine },
        );
        return modifiedCount > 0;
      }
      await samples.create({ _id: 'sample', ...mine });
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return false;
    }
  };

  const set = (fields: Partial<SampleRecord>) =>
    samples.updateOne({ _id: 'sample' }, { $set: { ...fields, at: systemClock.now() } });

  const make = async ({ courseId }: SampleRecord) => {
    const say = async (step: string) => {
      await set({ step });
    };
    const pulse = setInterval(() => void set({}).catch(() => undefined), pulseMs);
    try {
      // Loaded when it is asked for: no ordinary start needs it.
      const { makeCourse } = await import('./make-course.ts');
      const people = await makeCourse({ caller, accounts, clock, say }, courseId);
      await set({ state: 'ready', step: '', people });
    } catch (error) {
      await set({ state: 'failed' });
      throw error;
    } finally {
      clearInterval(pulse);
    }
  };

  const ready = async (): Promise<SampleRecord> => {
    for (;;) {
      const sample = await look();
      if (sample?.state === 'ready') return sample;
      if (sample && isAlive(sample)) await sleep(500);
      else if (await claim(sample)) {
        const mine = await look();
        if (mine) await make(mine);
      }
    }
  };

  const openWays = async (): Promise<Ways> => {
    const { courseId, people } = await ready();
    const names = await accounts.namesOf(people.map(({ personId }) => personId));
    const links = [];
    for (const { personId, part } of people)
      links.push({
        ...{ part, name: names.get(personId) ?? '' },
        token: await accounts.createLink('sign_in', personId),
      });
    return { courseId, links };
  };

  // A new link ends the older ones of its person: two clicks must not spoil each other's.
  let opening: Promise<Ways> | undefined;
  return {
    look,
    open: () =>
      (opening ??= openWays().finally(() => {
        opening = undefined;
      })),
  };
};
