// The one door to the benchmarks: `npm run bench -- NAME` prints a table, with `--json` one JSON object.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { needsBuild } from '#server/build/stamp.js';

/** What a benchmark file exports: measures, and answers with numbers whose names carry their unit. */
export type Benchmark = () => Promise<Readonly<Record<string, number | readonly number[]>>>;

const folder = import.meta.dirname;
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.basename(file, '.ts'))
  .filter((name) => name !== 'run');

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const [name, ...more] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const main = async () => {
  if (
    name === undefined ||
    more.length > 0 ||
    !names.includes(name) ||
    flags.some((flag) => flag !== '--json')
  ) {
    process.stderr.write(
      `Usage: npm run bench -- NAME [--json], where NAME is one of: ${names.join(', ')}.\n`,
    );
    return 2;
  }
  if (needsBuild()) {
    process.stderr.write('Building …\n');
    const { build } = await import('#server/build/build.js');
    await build();
  }
  const { measure } = (await import(`./${name}.ts`)) as { measure: Benchmark };
  const result = await measure();
  if (flags.includes('--json')) process.stdout.write(`${JSON.stringify({ benchmark: name, ...result })}\n`);
  else
    for (const [key, value] of Object.entries(result))
      process.stdout.write(
        `${key.padEnd(32)} ${typeof value === 'number' ? String(value) : value.join('  ')}\n`,
      );
  return 0;
};

process.exit(await main());
