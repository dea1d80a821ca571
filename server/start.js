// `npm start`: builds what is missing or stale, then runs the built server in this process.
import { needsBuild } from './build/stamp.js';

const flags = new Set(process.argv.slice(2));

if (needsBuild()) {
  process.stdout.write('Building (once; a few seconds) …\n');
  const { build } = await import('./build/build.js');
  try {
    await build();
  } catch (error) {
    process.stderr.write(`The build failed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
if (!flags.has('--build-only')) {
  process.env['NODE_ENV'] ??= 'production';
  // Made by the build, so TypeScript cannot see it.
  await import(new URL('../dist/server/main.js', import.meta.url).href);
}
