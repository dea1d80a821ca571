// `npm run rounds:plan -- FILE.json`: plans rounds from a file and prints the groups, so that anybody can check the figures.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { limitsOf } from '#shared/rounds/bounds.ts';
import { planAhead } from '#shared/rounds/plan-ahead.ts';
import { planRound, type RoundPlan } from '#shared/rounds/plan.ts';

const peopleSchema = z.array(z.string().min(1)).max(2000);

/** `history`: the groups of every round so far, oldest first. Wishes are for a single round. */
const fileSchema = z
  .strictObject({
    people: peopleSchema,
    min: z.int().min(2).max(12).default(3),
    max: z.int().min(2).max(12).default(4),
    rounds: z.int().min(1).max(40).default(1),
    seed: z.int().default(1),
    history: z.array(z.array(peopleSchema)).max(500).default([]),
    keepApart: z.array(peopleSchema).default([]),
    keepTogether: z.array(peopleSchema).default([]),
    spread: z.array(peopleSchema).default([]),
    mix: z.array(z.tuple([z.string(), z.string()])).default([]),
  })
  .refine(({ min, max }) => min <= max, { path: ['max'], message: 'is smaller than min' })
  .refine(({ people }) => new Set(people).size === people.length, {
    path: ['people'],
    message: 'names somebody twice',
  })
  .refine(
    ({ rounds, keepApart, keepTogether, spread, mix }) =>
      rounds === 1 || [keepApart, keepTogether, spread, mix].every((wishes) => wishes.length === 0),
    { path: ['rounds'], message: 'can be more than 1 only without keepApart, keepTogether, spread and mix' },
  );

const reasons = {
  wished: () => 'they should sit together',
  met_nearly_all: (who: string) => `${who} has met nearly everybody here`,
  fewest: () => 'no other way that was tried repeats less',
};

const explain = ({ repeats, unmet }: RoundPlan): string[] => [
  ...repeats.map(({ pair, times, reason }) => {
    const why = reasons[reason.why](reason.why === 'met_nearly_all' ? reason.who : '');
    return `  ${pair.join(' and ')} meet for the ${String(times)}. time: ${why}.`;
  }),
  ...unmet.map(({ wish, pair }) => `  ${pair.join(' and ')} should sit ${wish}, which was not possible.`),
];

const printRound = (groups: readonly (readonly string[])[], number: number): string[] => [
  `Round ${String(number)}`,
  ...groups.map((members, group) => `  ${String(group + 1)}. ${members.join(', ')}`),
];

const main = async (path: string | undefined): Promise<number> => {
  if (path === undefined) {
    process.stderr.write(
      'Usage: npm run rounds:plan -- FILE.json; docs/rounds.md says what is in the file.\n',
    );
    return 2;
  }
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    process.stderr.write(`${path}: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  const file = fileSchema.safeParse(content);
  if (!file.success) {
    for (const { path: where, message } of file.error.issues)
      process.stderr.write(`${path}: ${where.join('.')} ${message}\n`);
    return 1;
  }
  const { people: present, rounds, ...more } = file.data;
  const history = more.history.map((groups) => ({ groups }));
  const single = rounds === 1 ? planRound({ ...more, present, history }) : undefined;
  const { x, q, outOfRange, ...plan } = single
    ? { ...single, rounds: [single.groups] }
    : planAhead({ present, rounds, min: more.min, max: more.max, seed: more.seed, history });
  const all = [...more.history, ...plan.rounds];
  const limits = limitsOf(all);
  process.stdout.write(
    [
      ...plan.rounds.flatMap((groups, index) => printRound(groups, index + 1)),
      ...(single ? explain(single) : []),
      ...(outOfRange ? ['No split of so many people keeps to the sizes; this is the nearest.'] : []),
      `These rounds add X = ${String(x)} and Q = ${String(q)}. With the history no plan has less than X = ${String(limits.x)} and Q = ${String(limits.q)}.`,
      '',
    ].join('\n'),
  );
  return 0;
};

process.exitCode = await main(process.argv[2]);
