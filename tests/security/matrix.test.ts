// Every route, asked by everybody, in one's own course and in others, in its time and after it: who is let in, what is told, what is stored.
import { afterAll, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import type { AnyRoute } from '#shared/kernel/contract.ts';
import { idSchema, newId } from '#shared/kernel/primitives.ts';
import { askers, members, type Asker } from './askers.ts';
import { createAsk, namesIn, type Heard, type Outcome, type Question } from './ask.ts';
import { expectedOf, leaksIn, mayAt, rowOf, type Time } from './expect.ts';
import { keepStored } from './keep-stored.ts';
import { rows } from './table.ts';
import { openMatrixWorld } from './world.ts';

jest.setTimeout(300_000);

const world = await openMatrixWorld();
const ask = createAsk(world);
const kept = await keepStored(world);
const atOnce = 24;

let questions = 0;
let checks = 0;
afterAll(() => {
  process.stdout.write(
    `matrix: ${JSON.stringify({ routes: world.routes.length, askers: askers.length, questions, checks })}\n`,
  );
});

/** They end the asker's session, or make a course for 20 seconds: asked only by those who are refused. */
const apart = new Set(['signOut', 'createDemo', 'removeDemo', 'endOwnSession', 'endOtherSessions']);

const inTurns = async <T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> => {
  for (let from = 0; from < items.length; from += atOnce)
    await Promise.all(items.slice(from, from + atOnce).map(act));
};

const questionOf = ([verb, route]: (typeof world.routes)[number], more: object = {}): Question => ({
  ...{ verb, route, ids: { ...world.ids, ...world.idsOf[verb], ...more } },
});

const isId = (id: string | undefined) => idSchema.safeParse(id).success;

/** What a body has a field for. */
const fieldsOf = (route: AnyRoute): string[] => {
  const schema = 'body' in route ? (route.body as z.ZodType | undefined) : undefined;
  const { properties = {} } = schema
    ? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { properties?: object })
    : {};
  return Object.keys(properties);
};

interface Asked {
  readonly question: Question;
  readonly asker: Asker;
  readonly expected: Outcome;
  /** Who may write, but not now: it is enough that it is refused and nothing is stored. */
  readonly isLoose: boolean;
  readonly time: Time;
}

/** The page of a talk tells what became of every file; the number of a question was taken and not used. */
const harmless: Readonly<Record<string, RegExp>> = {
  uploadSlides: /slideUploads$/,
  askQuestion: /threadSequences$/,
};

const isWrite = ({ method }: AnyRoute) => method !== 'GET';

const faultsOf = (heard: Heard, { expected, isLoose, time }: Asked): string[] => {
  const told = `${heard.verb} by the ${heard.asker}: ${String(heard.status)} ${heard.reason}`;
  const row = rowOf(heard.verb);
  const isHow = typeof row !== 'string' && row.unless === heard.reason && expected === 'yes';
  const isFine = isLoose ? heard.status >= 400 && heard.status < 500 : isHow || heard.outcome === expected;
  const left = heard.stored.filter((write) => harmless[heard.verb]?.test(write) !== true);
  const hasStored = heard.status >= 400 && left.length > 0;
  return [
    ...(isFine ? [] : [`${told}, but it should be ${expected}`]),
    ...(hasStored ? [`${told} stored something: ${left.join(', ')}`] : []),
    ...leaksIn(heard, world, time),
  ];
};

/** Asks them all, the refused together, and whoever may write one after the other. */
const wrongIn = async (all: readonly Asked[]): Promise<string[]> => {
  const wrong: string[] = [];
  const judge = async (asked: Asked) => {
    const heard = await ask(asked.asker, asked.question);
    questions += 1;
    // The verdict, nothing stored, every secret, and the name that is hidden.
    checks += world.secrets.length + 3;
    wrong.push(...faultsOf(heard, asked));
    return heard;
  };
  const mayChange = ({ question: { route }, expected }: Asked) => expected === 'yes' && isWrite(route);
  await inTurns(
    all.filter((one) => !mayChange(one)),
    async (one) => {
      await judge(one);
    },
  );
  for (const one of all.filter(mayChange)) {
    await kept.putBack();
    kept.remember((await judge(one)).stored);
  }
  await kept.putBack();
  return wrong;
};

/** Whether the row says something about this time. */
const isNewAt = (verb: string, time: Time) => {
  const row = rowOf(verb);
  return time === 'before' || (typeof row !== 'string' && row[time] !== undefined);
};

const everything = (time: Time): Asked[] =>
  world.routes.flatMap(([verb, route]) =>
    askers.flatMap((asker) => {
      const about = { verb, isOpen: route.access === 'anyone', isRead: !isWrite(route) };
      const expected = expectedOf(about, asker, time);
      const isMember = (members as readonly Asker[]).includes(asker);
      // Strangers are no less strangers on the day itself: they are asked before it and when all is over.
      if (time === 'during' && !isMember) return [];
      if (expected === 'yes' && apart.has(verb)) return [];
      // Whoever may write whenever it is was asked before; deadlines have tests of their own.
      if (expected === 'yes' && isWrite(route) && !isNewAt(verb, time)) return [];
      const isLoose = time !== 'before' && isMember && expected !== 'yes' && isWrite(route);
      return [{ question: questionOf([verb, route]), asker, expected, isLoose, time }];
    }),
  );

test('every route has a row, and every row a route', () => {
  const verbs = world.routes.map(([verb]) => verb);
  for (const verb of verbs) rowOf(verb);
  expect(Object.keys(rows).filter((verb) => !verbs.includes(verb))).toEqual([]);
});

const times: readonly (readonly [Time, string | null])[] = [
  ['before', null],
  ['during', '2026-10-01T15:00:00.000Z'],
  ['after', '2026-10-30T12:00:00.000Z'],
];
test.each(times)('who may do what %s the meeting', async (time, instant) => {
  if (instant !== null) world.app.clock.set(instant);
  expect(await wrongIn(everything(time))).toEqual([]);
});

test('strangers hear of what is there what they hear of what is not', async () => {
  const wrong: string[] = [];
  const guarded = world.routes.filter(
    ([verb, route]) =>
      route.access === 'signedIn' && namesIn(route).length > 0 && !mayAt(verb, 'before').has('account'),
  );
  const told = ({ status, text }: Heard) => `${String(status)} ${text.replace(/"requestId":"[^"]*"/, '')}`;
  await inTurns(guarded, async (one) => {
    const nowhere = Object.fromEntries(
      namesIn(one[1]).map((name) => [name, isId(world.ids[name]) ? newId() : (world.ids[name] ?? '')]),
    );
    const there = await ask('account', questionOf(one));
    const nothing = await ask('account', { verb: one[0], route: one[1], ids: nowhere, isAsItIs: true });
    questions += 2;
    checks += 1;
    if (told(there) !== told(nothing)) wrong.push(`${one[0]}: ${told(there)} but ${told(nothing)}`);
  });
  expect(wrong).toEqual([]);
});

test('an address that mixes two courses reads and changes nothing in the one where the asker is not', async () => {
  const wrong: string[] = [];
  const now = await keepStored(world);
  const home = [world.ids['courseId'] ?? '', world.ids['meetingId'] ?? ''];
  const abroad = [world.foreignIds['courseId'] ?? '', world.foreignIds['meetingId'] ?? ''];
  for (const one of world.routes) {
    const names = namesIn(one[1]).filter((name) => world.foreignIds[name] !== undefined);
    for (const name of namesIn(one[1]).length > 1 ? names : [])
      for (const asker of ['author', 'ta', 'instructor', 'foreignStaff'] as const) {
        const mixed = { ...questionOf(one).ids, [name]: world.foreignIds[name] ?? '' };
        const heard = await ask(asker, { verb: one[0], route: one[1], ids: mixed, isAsItIs: true });
        questions += 1;
        checks += 2 + world.secrets.length;
        wrong.push(...leaksIn(heard, world, 'after'));
        const isAtHome = asker !== 'foreignStaff';
        // Taking away what is not there is no mistake; and everybody may read what is their own.
        const isFine = heard.status >= 400 || !isAtHome || one[1].method === 'DELETE';
        const isHarmed = heard.stored.length > 0 && (await now.isHarmed(isAtHome ? abroad : home));
        if (!isFine || isHarmed)
          wrong.push(
            `${one[0]} with a foreign ${name} by the ${asker}: ${String(heard.status)} ${heard.text}`,
          );
        now.remember(heard.stored);
        await now.putBack();
      }
  }
  expect(wrong).toEqual([]);
});

test('what a body does not have a field for is refused, and stored nowhere', async () => {
  const wrong: string[] = [];
  const fields = {
    isAdmin: true,
    role: 'instructor',
    courseId: world.foreignIds['courseId'],
    authorId: newId(),
  };
  const more = {
    _id: newId(),
    createdAt: '2020-01-01T00:00:00.000Z',
    __v: 0,
    isDisabled: false,
    passwordHash: 'x',
  };
  const writing = world.routes.filter(([, route]) => isWrite(route) && fieldsOf(route).length > 0);
  await inTurns(
    writing.flatMap((one) => Object.entries({ ...fields, ...more }).map((field) => [one, field] as const)),
    async ([one, [field, value]]) => {
      if (fieldsOf(one[1]).includes(field)) return;
      const asker = [...mayAt(one[0], 'before')][0] ?? 'instructor';
      const heard = await ask(asker, questionOf(one), { [field]: value });
      questions += 1;
      checks += 2;
      if (heard.status < 400 || heard.stored.length > 0)
        wrong.push(
          `${one[0]} took ${field} from the ${asker}: ${String(heard.status)} ${heard.stored.join()}`,
        );
    },
  );
  expect(wrong).toEqual([]);
});
