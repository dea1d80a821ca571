// Drafts on a device: kept at once, sent when it is possible, never overwritten unseen and never brought back from the dead.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { draftLimits, draftsRoutes } from '#shared/drafts/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { startApp } from '#tests/support/app.ts';
import { eventually } from '#tests/support/journey.ts';
import { openDevice, type Device } from './device.ts';

const app = await startApp();
const mei = await app.person('Mei');
let place = '';
const started: (() => void)[] = [];

/** A device that fetches what is at the place. */
const open = async (options: Parameters<typeof openDevice>[1] = {}): Promise<Device> => {
  const device = await openDevice(mei, options);
  started.push(device.sync.start(), device.sync.watch(place), device.box.close);
  return device;
};
const onServer = async () => {
  const found = await mei.call(draftsRoutes.listDrafts, { params: { personId: mei.personId, place } });
  return found.map(({ value }) => (value === null ? 'discarded' : (JSON.parse(value) as unknown)));
};
/** What the facts of a room do: the device is told the newest revision. */
const tell = async (device: Device) => {
  const [draft] = await mei.call(draftsRoutes.listDrafts, { params: { personId: mei.personId, place } });
  device.sync.hear(place, draft?.revision ?? 0);
};
const shows = (device: Device, value: unknown) =>
  eventually(() => {
    expect(device.text(place)).toEqual(value);
  }, 4000);
const progress = (device: Device) => device.box.note(place).progress;

beforeEach(() => {
  place = `document:${newId()}`;
});
afterEach(() => {
  for (const end of started.splice(0)) end();
});

test('what is typed is in the browser’s storage at once, for the same person only', async () => {
  const page = await open();
  page.network = 'off';
  page.type(place, 'Half a thou');
  page.type(place, 'Half a thought');
  const later = await openDevice(mei, { storage: page.storage });
  expect(later.text(place)).toBe('Half a thought');
  const other = await openDevice(await app.person(), { storage: page.storage });
  expect(other.text(place)).toBeNull();
  expect(await onServer()).toEqual([]);
});

test('offline it says so, and what was typed is sent when the server is back', async () => {
  const page = await open();
  page.network = 'off';
  page.type(place, 'typed in a tunnel');
  await page.sync.flush();
  expect(progress(page)).toBe('away');
  page.network = 'on';
  await page.sync.flush();
  expect(await onServer()).toEqual(['typed in a tunnel']);
  expect(progress(page)).toBe('idle');
});

test('by itself it is sent after a pause', async () => {
  const page = await open();
  await page.sync.flush();
  page.type(place, 'and then');
  expect(await onServer()).toEqual([]);
  await eventually(async () => {
    expect(await onServer()).toEqual(['and then']);
  }, 8000);
});

test('an answer that was lost is no clash with oneself, over a reload and with more typed meanwhile', async () => {
  const page = await open();
  page.network = 'deaf';
  page.type(place, 'one');
  await page.sync.flush();
  page.type(place, 'one two');
  await page.sync.flush();
  page.type(place, 'one two three');
  expect(await onServer()).toEqual(['one']);
  const reloaded = await open({ storage: page.storage });
  await eventually(async () => {
    expect(await onServer()).toEqual(['one two three']);
  }, 8000);
  expect(reloaded.box.get(place)?.clash).toBeNull();
});

test('sent or thrown away while the answer to its keeping was lost: it does not come back', async () => {
  const page = await open();
  page.network = 'deaf';
  page.type(place, 'posted by now');
  await page.sync.flush();
  page.type(place, null);
  page.network = 'on';
  await page.sync.flush();
  await page.sync.flush();
  expect(await onServer()).toEqual(['discarded']);
  expect(page.text(place)).toBeNull();
});

test('too long for the server it stays here and says so; shortened it is sent', async () => {
  const page = await open();
  page.type(place, 'x'.repeat(draftLimits.value));
  await page.sync.flush();
  expect(progress(page)).toBe('too_long');
  const later = await openDevice(mei, { storage: page.storage });
  expect(later.text(place)).toHaveLength(draftLimits.value);
  page.type(place, 'x');
  await page.sync.flush();
  expect(await onServer()).toEqual(['x']);
});

describe('two devices', () => {
  /** Both have `value`, on the server as well. */
  const both = async (value: unknown) => {
    const laptop = await open();
    laptop.type(place, value);
    await laptop.sync.flush();
    const phone = await open();
    await shows(phone, value);
    return { laptop, phone };
  };

  test('one shows what the other typed', async () => {
    const { laptop, phone } = await both('a');
    laptop.type(place, 'a b');
    await laptop.sync.flush();
    await tell(phone);
    await shows(phone, 'a b');
  });

  test('also when it was told of it while its own text was on its way', async () => {
    const { laptop, phone } = await both('a');
    let open: () => void = () => undefined;
    phone.gate = new Promise((resolve) => {
      open = resolve;
    });
    phone.type(place, 'a b');
    const sending = phone.sync.flush();
    await eventually(async () => {
      expect(await onServer()).toEqual(['a b']);
    });
    await tell(laptop);
    await shows(laptop, 'a b');
    laptop.type(place, 'a b c');
    await laptop.sync.flush();
    await tell(phone);
    open();
    await sending;
    await shows(phone, 'a b c');
  });

  test('typed on both: nothing is overwritten, and the choice reaches the other', async () => {
    const { laptop, phone } = await both({ id: 1, text: 'a' });
    laptop.type(place, { id: 1, text: 'a, laptop' });
    phone.type(place, { id: 1, text: 'a, phone' });
    await laptop.sync.flush();
    await phone.sync.flush();
    expect(phone.text(place)).toEqual({ id: 1, text: 'a, phone' });
    expect(phone.box.get(place)?.clash).toMatchObject({ value: '{"id":1,"text":"a, laptop"}' });
    expect(await onServer()).toEqual([{ id: 1, text: 'a, laptop' }]);
    phone.box.settle(place, '{"id":1,"text":"a, both"}');
    await phone.sync.flush();
    await tell(laptop);
    await shows(laptop, { id: 1, text: 'a, both' });
  });

  test('different fields changed are put together', async () => {
    const { laptop, phone } = await both({ kind: 'plain', text: 'a' });
    laptop.type(place, { kind: 'question', text: 'a' });
    phone.type(place, { kind: 'plain', text: 'a?' });
    await laptop.sync.flush();
    await phone.sync.flush();
    await shows(phone, { kind: 'question', text: 'a?' });
    await phone.sync.flush();
    expect(await onServer()).toEqual([{ kind: 'question', text: 'a?' }]);
  });

  test('a device that was away does not bring back what was discarded meanwhile', async () => {
    const { laptop, phone } = await both('sent');
    phone.network = 'off';
    laptop.type(place, null);
    await laptop.sync.flush();
    phone.network = 'on';
    const again = await open({ storage: phone.storage });
    await shows(again, null);
    await again.sync.flush();
    expect(await onServer()).toEqual(['discarded']);
  });

  test('but what was typed there and nobody has seen stays, and so does what was typed after the other’s discarding', async () => {
    const { laptop, phone } = await both('a');
    phone.network = 'off';
    phone.type(place, 'a, and more');
    laptop.type(place, null);
    await laptop.sync.flush();
    phone.network = 'on';
    await phone.sync.flush();
    await phone.sync.flush();
    expect(await onServer()).toEqual(['a, and more']);
    // The other way round: discarding does not reach what is newer than it.
    await tell(laptop);
    await shows(laptop, 'a, and more');
    phone.type(place, 'a, and much more');
    await phone.sync.flush();
    laptop.type(place, null);
    await laptop.sync.flush();
    expect(laptop.text(place)).toBe('a, and much more');
  });
});

test('what the server has lost is sent again; what it has forgotten long ago is forgotten here too', async () => {
  const page = await open();
  const lose = () => app.db.collection('drafts').deleteMany({ place });
  page.type(place, 'from before the backup');
  await page.sync.flush();
  await lose();
  page.sync.refresh();
  await eventually(async () => {
    expect(await onServer()).toEqual(['from before the backup']);
  }, 4000);
  await lose();
  page.daysLater = draftLimits.tombstoneDays + 1;
  page.sync.refresh();
  await shows(page, null);
});

test('another tab of the browser has every letter at once', async () => {
  const tabs = newId();
  const one = await open({ tabs });
  const two = await open({ tabs, storage: one.storage });
  one.type(place, 'H');
  await shows(two, 'H');
  two.type(place, 'Hm');
  await shows(one, 'Hm');
});

test('where the browser stores nothing, typing goes on and the server has it', async () => {
  const page = await open({ storage: null });
  page.type(place, 'private window');
  await page.sync.flush();
  await eventually(() => {
    expect(page.box.isKept()).toBe(false);
  });
  expect(page.text(place)).toBe('private window');
  expect(await onServer()).toEqual(['private window']);
});

test('foreign shapes in the storage are ignored, and tidying keeps what was not sent', async () => {
  const page = await open();
  page.type(place, 'sent');
  await page.sync.flush();
  page.network = 'off';
  const unsent = `document:${newId()}`;
  page.type(unsent, 'not sent');
  const opening = indexedDB.open('paperround-drafts');
  await new Promise((resolve) => {
    opening.onsuccess = resolve;
  });
  const writing = opening.result.transaction('drafts', 'readwrite').objectStore('drafts');
  for (const value of ['text', null, { place: 7 }]) writing.put(value, `${mei.personId}/document:${newId()}`);
  await page.shelf.tidy('own');
  const kept = await page.shelf.readAll();
  expect(kept.map((record) => record.place)).toEqual([unsent]);
  await (await openDevice(await app.person(), { storage: page.storage })).shelf.tidy('others');
  expect(await page.shelf.readAll()).toHaveLength(1);
});
