// `npm start`: builds what is missing or stale, then runs the built server in this process.
import { buildIfStale } from './build/if-stale.js';

const flags = new Set(process.argv.slice(2));

await buildIfStale(process.stdout);
if (!flags.has('--build-only')) {
  process.env['NODE_ENV'] ??= 'production';
  // Made by the build, so TypeScript cannot see it.
  await import(new URL('../dist/server/main.js', import.meta.url).href);
}
