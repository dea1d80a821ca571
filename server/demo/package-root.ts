// Finds the project's root folder, where the sample texts are read from: the same from the sources and from a bundle.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The first folder upwards that holds a package.json. */
export function packageRoot(from = path.dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(path.join(from, 'package.json'))) return from;
  const above = path.dirname(from);
  if (above === from) throw new Error('No package.json above the program.');
  return packageRoot(above);
}
