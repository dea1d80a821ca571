#!/usr/bin/env node
// `npm run admin`, or `npx paperround`: builds what is missing or stale, then runs the command line tool in this process.
import { buildIfStale } from './build/if-stale.js';

// Standard output is the tool's own, for other programs to read.
await buildIfStale(process.stderr);
process.env['NODE_ENV'] ??= 'production';
// Made by the build, so TypeScript cannot see it.
await import(new URL('../dist/server/admin.js', import.meta.url).href);
