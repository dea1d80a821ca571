// A device for the tests of drafts: a browser's storage, the page's own box and synchronisation, and a network to be cut.
import { IDBFactory } from 'fake-indexeddb';
import { draftsRoutes } from '#shared/drafts/contract.ts';
import { createDraftBox, type DraftBox } from '#client/drafts/box.ts';
import { openShelf, type Shelf } from '#client/drafts/shelf.ts';
import { createDraftSync, type DraftSync, type SyncPorts } from '#client/drafts/sync.ts';
import type { PersonClient } from '#tests/support/app.ts';

export interface Device {
  readonly box: DraftBox;
  readonly shelf: Shelf;
  readonly sync: DraftSync;
  readonly storage: IDBFactory | null;
  /** `deaf`: what is sent arrives, but no answer comes back. */
  network: 'on' | 'off' | 'deaf';
  /** Answers arrive after it. */
  gate: Promise<void>;
  /** How much later it is here than elsewhere, in days. */
  daysLater: number;
  /** The text at a place, or what else is there. */
  text(place: string): unknown;
  type(place: string, value: unknown): void;
}

/** Opens a page on a device; give it the `storage` of another page for one on the same device (null: storing is forbidden), a name for other tabs. */
export const openDevice = async (
  person: PersonClient,
  { storage = new IDBFactory(), tabs }: { storage?: IDBFactory | null; tabs?: string } = {},
): Promise<Device> => {
  Object.assign(globalThis, { indexedDB: storage });
  const shelf = openShelf(person.personId);
  const now = () => Date.now() + device.daysLater * 24 * 3600 * 1000;
  const channel = tabs === undefined ? null : new BroadcastChannel(tabs);
  const box = createDraftBox({ personId: person.personId, shelf, channel, now });
  const at = (place: string) => ({ params: { personId: person.personId, place } });
  const over = async <T>(act: () => Promise<T>): Promise<T> => {
    if (device.network === 'off') throw new TypeError('fetch failed');
    const outcome = await Promise.allSettled([act()]);
    await device.gate;
    if (device.network === 'deaf') throw new TypeError('fetch failed');
    return outcome[0].status === 'fulfilled' ? outcome[0].value : Promise.reject(outcome[0].reason as Error);
  };
  const ports: SyncPorts = {
    list: (place) => over(() => person.call(draftsRoutes.listDrafts, at(place))),
    keep: ({ place, value, revision, updatedAt }) =>
      over(() => person.call(draftsRoutes.keepDraft, { ...at(place), body: { value, revision, updatedAt } })),
    discard: ({ place, revision }) =>
      over(() => person.call(draftsRoutes.discardDraft, { ...at(place), body: { revision } })),
  };
  const device: Device = {
    ...{ box, shelf, sync: createDraftSync(box, ports, now), storage },
    network: 'on',
    gate: Promise.resolve(),
    daysLater: 0,
    text: (place) => JSON.parse(box.get(place)?.value ?? 'null') as unknown,
    type: (place, value) => {
      box.keep(place, value === null ? null : JSON.stringify(value));
    },
  };
  await box.loaded;
  return device;
};
