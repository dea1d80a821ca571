// Finds the program of a child process or worker: a file beside the bundle, or built on the spot from TypeScript.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path of `name.js`, whose source `name.ts` lies beside the caller (`import.meta.url`). From TypeScript (tests, development)
 * esbuild makes it in some 10 ms; a loader such as tsx would compile pdf.js anew for every job, which costs 1.6 s and 350 MB.
 */
export async function programPath(name: string, caller: string): Promise<string> {
  if (!caller.endsWith('.ts')) return fileURLToPath(new URL(`./${name}.js`, caller));
  const { build } = await import('esbuild');
  const {
    outputFiles: [program],
  } = await build({
    entryPoints: [fileURLToPath(new URL(`./${name}.ts`, caller))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    write: false,
  });
  // Inside node_modules, so that the packages resolve; renamed into place, since tests build it at the same time.
  const packages = dirname(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')));
  const folder = join(packages, '.cache', 'paperround');
  const path = join(folder, `${name}.js`);
  const fresh = `${path}.${String(process.pid)}`;
  await mkdir(folder, { recursive: true });
  await writeFile(fresh, program?.contents ?? '');
  await rename(fresh, path);
  return path;
}
