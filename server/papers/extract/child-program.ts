/** Finds the program of the child process: a file beside the bundle, or built on the spot from TypeScript. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path of `extract-child.js`. From TypeScript (tests, development) esbuild makes it in some 10 ms; a loader such
 * as tsx would compile pdf.js anew for every job, which costs 1.6 s and 350 MB of the very memory that is watched.
 */
export async function childProgram(): Promise<string> {
  if (!import.meta.url.endsWith('.ts')) return fileURLToPath(new URL('./extract-child.js', import.meta.url));
  const { build } = await import('esbuild');
  const {
    outputFiles: [program],
  } = await build({
    entryPoints: [fileURLToPath(new URL('./extract-child.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    write: false,
  });
  // Inside node_modules, so that the packages resolve; renamed into place, since tests build it at the same time.
  const packages = dirname(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')));
  const folder = join(packages, '.cache', 'paperround');
  const path = join(folder, 'extract-child.js');
  const fresh = `${path}.${String(process.pid)}`;
  await mkdir(folder, { recursive: true });
  await writeFile(fresh, program?.contents ?? '');
  await rename(fresh, path);
  return path;
}
