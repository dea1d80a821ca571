// The one door to the benchmarks: `npm run bench -- NAME` prints a table, with `--json` one JSON object.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { needsBuild } from '#server/build/stamp.js';

/** What a benchmark can be told, `--members=50`, and what it takes without. */
export type Amounts = Readonly<Record<string, number>>;

/**
 * What a benchmark file exports as `measure`: measures, and answers with numbers whose names carry their unit. Where it also
 * exports `amounts`, these are its flags with their usual values.
 */
export type Benchmark<A extends Amounts = Amounts> = (
  amounts: A,
) => Promise<Readonly<Record<string, number | readonly number[]>>>;

const folder = import.meta.dirname;
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.basename(file, '.ts'))
  .filter((name) => name !== 'run');

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const [name, ...more] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

/** The amounts with what the flags say; undefined where a flag says none of them. */
const readAmounts = (usual: Amounts): Amounts | undefined => {
  const told: Record<string, number> = { ...usual };
  for (const flag of flags.filter((one) => one !== '--json')) {
    const { key = '', value = '' } = /^--(?<key>\w+)=(?<value>\d+)$/.exec(flag)?.groups ?? {};
    if (!(key in usual)) return undefined;
    told[key] = Number(value);
  }
  return told;
};

const main = async () => {
  const known = name !== undefined && more.length === 0 && names.includes(name);
  const benchmark = known
    ? ((await import(`./${name}.ts`)) as { measure: Benchmark; amounts?: Amounts })
    : undefined;
  const amounts = readAmounts(benchmark?.amounts ?? {});
  if (!benchmark || !amounts) {
    const own = Object.entries(benchmark?.amounts ?? {}).map(
      ([key, value]) => ` [--${key}=${String(value)}]`,
    );
    process.stderr.write(
      benchmark
        ? `Usage: npm run bench -- ${String(name)} [--json]${own.join('')}\n`
        : `Usage: npm run bench -- NAME [--json], where NAME is one of: ${names.join(', ')}.\n`,
    );
    return 2;
  }
  if (needsBuild()) {
    process.stderr.write('Building …\n');
    const { build } = await import('#server/build/build.js');
    await build();
  }
  const result = await benchmark.measure(amounts);
  if (flags.includes('--json')) process.stdout.write(`${JSON.stringify({ benchmark: name, ...result })}\n`);
  else
    for (const [key, value] of Object.entries(result))
      process.stdout.write(
        `${key.padEnd(32)} ${typeof value === 'number' ? String(value) : value.join('  ')}\n`,
      );
  return 0;
};

process.exit(await main());
