// Keeping one's own drafts on the server, and telling one's other devices.
import type { Model } from 'mongoose';
import { draftsEvents, draftsRoutes, type Draft } from '#shared/drafts/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { Leases } from '#server/kernel/leases.ts';
import { createKeeping } from './keeping.ts';
import type { DraftRecord } from './store.ts';

interface Parts {
  readonly drafts: Model<DraftRecord>;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly leases: Leases;
}

const ensureOwn = ({ personId }: Actor, ownerId: Id) => {
  if (personId !== ownerId)
    throw refuse(
      'not_found',
      'not_your_draft',
      'Somebody else is signed in in this browser now. What you typed is kept on this device until you sign in again.',
    );
};

/** Answers for {@link draftsRoutes}. */
export const createDraftsFeature = ({ drafts, bus, clock, leases }: Parts): Feature => {
  const keeping = createKeeping(drafts, clock, leases);

  const told = (personId: Id, { draft, changed }: { draft: Draft; changed: boolean }): Draft => {
    const { place, revision } = draft;
    if (changed) bus.publish(draftsEvents.draftChanged, personId, { place, revision });
    return draft;
  };

  return feature(draftsRoutes, {
    listDrafts: async ({ actor, params }) => {
      ensureOwn(actor, params.personId);
      return keeping.list(params);
    },

    keepDraft: async ({ actor, params, body: { value, revision, updatedAt } }) => {
      ensureOwn(actor, params.personId);
      const change = { ...params, value, revision, updatedAt: new Date(updatedAt) };
      return told(actor.personId, await keeping.write(change));
    },

    discardDraft: async ({ actor, params, body: { revision } }) => {
      ensureOwn(actor, params.personId);
      const change = { ...params, value: null, revision, updatedAt: clock.now() };
      return told(actor.personId, await keeping.write(change));
    },
  });
};
