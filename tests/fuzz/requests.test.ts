// Ten thousand requests made from the contract, good, nearly good and hostile: no crash, no hang, no leak, and nothing stored of what was refused.
import v8 from 'node:v8';
import vm from 'node:vm';
import { expect, jest, test } from '@jest/globals';
import type { z } from 'zod';
import { pathOf, type AnyRoute } from '#shared/kernel/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { refusalSchema } from '#shared/kernel/refusals.ts';
import { createChance } from '#tests/support/chance.ts';
import type { Client } from '#tests/support/client.ts';
import { hostileValue, oddAddress, oddQuery, spoil } from './mutations.ts';
import { fittingValue } from './values.ts';
import { openWorld } from './world.ts';

const wanted = Number(process.env['FUZZ_REQUESTS'] ?? 10_000);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_127);
const atOnce = 25;
const patienceMs = 20_000;
jest.setTimeout(300_000 + wanted * 60);

const { routes, named, ids, clients, writes } = await openWorld();
const chance = createChance(seed);

/** They end sessions, make a whole course, or work on passwords for a tenth of a second each: asked in tests of their own. */
const apart = new Set(['signOut', 'createDemo', 'removeDemo', 'endOtherSessions']);
const asked = routes.filter(([verb]) => !apart.has(verb));
const writing = asked.filter(([, { method }]) => method !== 'GET');

type Sort = 'good' | 'nearly' | 'hostile';

const addressOf = (route: AnyRoute, sort: Sort): string => {
  const params = Object.fromEntries(
    [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => [
      name,
      chance.pick(named[name] ?? ids) ?? newId(),
    ]),
  );
  const path = pathOf(route, params);
  const names = Object.values(params);
  if (sort === 'hostile' && names.length > 0 && chance.happens(0.15))
    return path.replace(chance.pick(names) ?? '', oddAddress(chance));
  const query = route.query && fittingValue(route.query, chance, ids);
  const words = new URLSearchParams(
    Object.entries((query ?? {}) as Record<string, unknown>).map(([name, value]) => [name, String(value)]),
  ).toString();
  if (sort !== 'good' && chance.happens(0.1)) return `${path}?${oddQuery(chance)}`;
  return words === '' ? path : `${path}?${words}`;
};

const bodyOf = (schema: z.ZodType, sort: Sort): { text: string; type: string } => {
  const type = 'application/json';
  const good = fittingValue(schema, chance, ids);
  if (sort === 'good') return { text: JSON.stringify(good), type };
  if (sort === 'hostile' && chance.happens(0.06))
    return (
      chance.pick([
        { text: '{"a":', type },
        { text: '"text"', type },
        { text: JSON.stringify(good), type: 'text/plain' },
        { text: '\ufeff{}', type: 'application/json; charset=utf-16' },
        { text: JSON.stringify({ ...(good as object), x: 'x'.repeat(600_000) }), type },
        { text: '['.repeat(50_000), type },
      ]) ?? { text: '', type }
    );
  const spoiled = chance.happens(0.05) ? hostileValue(chance) : spoil(good, chance, sort === 'hostile');
  return { text: JSON.stringify(spoiled), type };
};

interface Asked {
  readonly verb: string;
  readonly told: string;
  readonly status: number;
  readonly text: string;
  /** What was stored on its behalf. */
  readonly stored: readonly string[];
}

const ask = async (
  client: Client,
  sort: Sort,
  [verb, route]: readonly [string, AnyRoute],
): Promise<Asked> => {
  const address = addressOf(route, sort);
  const schema = 'body' in route ? (route.body as z.ZodType | undefined) : undefined;
  let init = {};
  let sent = '';
  if ('upload' in route) {
    const form = new FormData();
    const fields = schema === undefined ? {} : fittingValue(schema, chance, ids);
    for (const [name, value] of Object.entries(fields as object)) form.set(name, String(value));
    const bytes =
      chance.pick(['%PDF-1.7 not much', '', 'PK\u0003\u0004', '<html>', '\u0000'.repeat(5000)]) ?? '';
    form.set('file', new Blob([bytes]), chance.pick(['x.pdf', '../../x.pdf', 'x.exe', '\u202Ex.pdf']));
    init = { body: form };
  } else if (schema) {
    const { text, type } = bodyOf(schema, sort);
    init = { body: text, headers: { 'content-type': type } };
    sent = text.slice(0, 300);
  }
  const told = `${route.method} ${address.slice(0, 300)} ${sent}`;
  const alarm = new Promise<never>((_, reject) =>
    setTimeout(() => {
      reject(new Error(`No answer to ${told}`));
    }, patienceMs).unref(),
  );
  const answer = client.raw(route.method, address, init).then(async (response) => ({
    verb,
    told,
    status: response.status,
    text: await response.text(),
    stored: writes.take(response.headers.get('x-request-id') ?? ''),
  }));
  return Promise.race([answer, alarm]);
};

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc') as () => void;
const heap = () => {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

/**
 * What a refused request may be seen to have stored, by its verb: the page of a talk tells what became of every upload; and what
 * comes at the same time is saved by one command, which is done for whoever came first, refused or not.
 */
const harmless: Readonly<Record<string, RegExp>> = {
  uploadSlides: /slideUploads$/,
  changeNotes: /^update notes$/,
  saveReview: /^update reviews$/,
};
/** Numbers that were taken and not used. */
const always = /threadSequences$/;

const broken = /\bat .+[.](ts|js):\d|node_modules|MongoServer|ZodError|CastError|ECONN|\[object Object\]/;

/** Why an answer is not what people should get; undefined when it is. */
const fault = ({ verb, status, text, stored }: Asked): string | undefined => {
  if (status >= 500) return 'the server is at fault';
  if (status < 400) return undefined;
  const left = stored.filter((write) => !always.test(write) && harmless[verb]?.test(write) !== true);
  if (left.length > 0) return `the refused request stored something (${left.join(', ')})`;
  if (broken.test(text)) return 'the refusal tells internals';
  const refusal = refusalSchema.safeParse(JSON.parse(text));
  if (!refusal.success) return 'the refusal is none of the contract';
  return refusal.data.message.trim() === '' ? 'the refusal says nothing' : undefined;
};

test(`${String(wanted)} requests (FUZZ_SEED=${String(seed)})`, async () => {
  const byStatus: Record<number, number> = {};
  const reached = new Set<string>();
  let changes = 0;
  const faults = new Map<string, string>();
  let heapBefore = 0;
  for (let done = 0; done < wanted; done += atOnce) {
    const sort: Sort = chance.pick(['good', 'nearly', 'hostile', 'hostile'] as const) ?? 'hostile';
    // What is taken away first is gone for all requests after it.
    const isLate = done > wanted * 0.9;
    const all = sort === 'hostile' ? writing : asked;
    const from = isLate ? all : all.filter(([, { method }]) => method !== 'DELETE');
    const batch = await Promise.all(
      Array.from({ length: atOnce }, (_, index) => {
        const client = clients[(done + index) % clients.length];
        const route = chance.pick(from);
        if (!client || !route) throw new Error('Nobody asks.');
        return ask(client, sort, route);
      }),
    );
    for (const one of batch) {
      byStatus[one.status] = (byStatus[one.status] ?? 0) + 1;
      if (one.status < 300) reached.add(one.verb);
      changes += one.stored.length;
      const wrong = fault(one);
      if (wrong !== undefined)
        faults.set(
          `${one.verb}: ${wrong}`,
          `${String(one.status)} to ${one.told}\n  ${one.text.slice(0, 300)}`,
        );
    }
    // What is made once for everybody is there by then.
    if (done < wanted / 2 && done + atOnce >= wanted / 2) heapBefore = heap();
  }
  const grown = heap() - heapBefore;
  process.stdout.write(
    `fuzz: ${JSON.stringify({ wanted, seed, byStatus, reached: reached.size, routes: asked.length, changes, grownMb: Math.round(grown) })}\n`,
  );
  expect([...faults].map((fault) => fault.join('\n  '))).toEqual([]);
  // The fuzzer is worth something: its good requests reach the handlers, and what they store is seen.
  expect(reached.size).toBeGreaterThan(asked.length / 4);
  expect(changes).toBeGreaterThan(wanted / 100);
  expect(grown).toBeLessThan(100);
});
