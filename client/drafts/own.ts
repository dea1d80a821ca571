// The drafts of whoever is signed in on this page: one box and one synchronisation per person, made when first needed.
import { draftsRoutes } from '#shared/drafts/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { createDraftBox, type DraftBox } from './box.ts';
import { openShelf } from './shelf.ts';
import { createDraftSync, type DraftSync, type SyncPorts } from './sync.ts';

interface OwnDrafts {
  readonly box: DraftBox;
  readonly sync: DraftSync;
  /** Before a sign-out: sends what waits, then leaves only that on this device which the server could not take. */
  leave(): Promise<void>;
}

const portsOf = (personId: Id): SyncPorts => ({
  list: (place) => call(draftsRoutes.listDrafts, { params: { personId, place } }),
  keep: ({ place, value, revision, updatedAt }, outlives) => {
    const body = { value, revision, updatedAt };
    return call(draftsRoutes.keepDraft, { params: { personId, place }, body }, undefined, outlives);
  },
  discard: ({ place, revision }, outlives) =>
    call(draftsRoutes.discardDraft, { params: { personId, place }, body: { revision } }, undefined, outlives),
});

const own = new Map<Id, OwnDrafts>();

const open = (personId: Id): OwnDrafts => {
  const shelf = openShelf(personId);
  const channel =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`paperround-drafts-${personId}`);
  const box = createDraftBox({ personId, shelf, channel, now: Date.now });
  const sync = createDraftSync(box, portsOf(personId), Date.now);
  // On a computer that several people use, nobody's finished business is left lying about.
  void shelf.tidy('others');
  return {
    box,
    sync,
    leave: async () => {
      await sync.flush();
      await shelf.tidy('own');
    },
  };
};

/** The same for every caller on this page. */
export const ownDrafts = (personId: Id): OwnDrafts => {
  const found = own.get(personId) ?? open(personId);
  own.set(personId, found);
  return found;
};
