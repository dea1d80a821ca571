// The controls on a bad network, and slides of every shape.
import { expect, test } from '@jest/globals';
import { refuse } from '#shared/kernel/refusals.ts';
import { newId } from '#shared/kernel/primitives.ts';
import type { ActInput, ShowView } from '#shared/presenting/contract.ts';
import { actOn, newShow } from '#shared/presenting/show.ts';
import { fitInto } from '#client/presenting/fit.ts';
import { createSteerer, queueAct, type Steered } from '#client/presenting/steerer.ts';

const [selfId, paperId] = [newId(), newId()];
const now = () => 1_000_000;
const { slideMs: _, ...show } = newShow('a'.repeat(64), 10, selfId);
const up: ShowView = {
  ...{ ...show, paperId, meetingId: newId(), documentId: newId(), revision: 1, holderName: 'Ann' },
};

test('steps that wait become one; what lies between keeps them apart', () => {
  const acts: ActInput[] = [
    { do: 'step', from: 0, by: 1 },
    { do: 'step', from: 1, by: 1 },
    { do: 'black', on: true },
    { do: 'goTo', slide: 5 },
    { do: 'goTo', slide: 6 },
  ];
  expect(acts.reduce<readonly ActInput[]>(queueAct, [])).toEqual([
    { do: 'step', from: 0, by: 2 },
    { do: 'black', on: true },
    { do: 'goTo', slide: 6 },
  ]);
});

test('keys show at once and are sent when the network is back, in their order and once', async () => {
  let server = up;
  let isAway = true;
  const steered: Steered[] = [];
  const sent: ActInput[] = [];
  const steerer = createSteerer({
    ...{ selfId, now },
    send: (act) => {
      if (isAway) return Promise.reject(refuse('unavailable', 'offline', 'Away'));
      sent.push(act);
      if (act.do === 'accept') throw new Error('not here');
      const { slideMs: __, ...next } = actOn({ ...server, slideMs: [] }, act, selfId, now());
      server = { ...server, ...next, revision: server.revision + 1 };
      return Promise.resolve(server);
    },
    keep: () => undefined,
    refused: (error) => {
      throw error;
    },
    changed: (next) => steered.push(next),
  });
  for (const from of [0, 1, 2]) steerer.act({ do: 'step', from, by: 1 }, up);
  expect(steered.at(-1)?.mine?.slide).toBe(3);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(steered.at(-1)).toMatchObject({ isAway: true, mine: { slide: 3 } });
  isAway = false;
  while (steered.at(-1)?.mine !== null) await new Promise((resolve) => setTimeout(resolve, 50));
  expect([server.slide, steered.at(-1)?.isAway]).toEqual([3, false]);
  expect(sent.length).toBeLessThanOrEqual(2);
});

test('a refusal forgets what waited behind it', async () => {
  const refusals: unknown[] = [];
  const sent: ActInput[] = [];
  const steered: Steered[] = [];
  const steerer = createSteerer({
    ...{ selfId, now },
    send: (act) => {
      sent.push(act);
      return Promise.reject(refuse('forbidden', 'controls_elsewhere', 'Elsewhere'));
    },
    keep: () => undefined,
    refused: (error) => refusals.push(error),
    changed: (next) => steered.push(next),
  });
  steerer.act({ do: 'step', from: 0, by: 1 }, up);
  steerer.act({ do: 'black', on: true }, up);
  while (steered.at(-1)?.mine !== null) await new Promise((resolve) => setTimeout(resolve, 5));
  expect([sent.length, refusals.length]).toEqual([1, 1]);
});

test.each([
  ['wide', { width: 960, height: 540 }, { width: 1920, height: 1080 }, { width: 1920, height: 1080 }],
  ['old', { width: 720, height: 540 }, { width: 1920, height: 1080 }, { width: 1440, height: 1080 }],
  ['upright', { width: 540, height: 960 }, { width: 390, height: 300 }, { width: 168, height: 300 }],
])('a slide that is %s fits whole', (_shape, page, box, fitted) => {
  expect(fitInto(page, box)).toMatchObject(fitted);
});

test('a huge screen does not take endless memory', () => {
  const { width, height } = fitInto({ width: 960, height: 540 }, { width: 7680, height: 4320 });
  expect(width * height).toBeLessThanOrEqual(2560 * 1440);
});
