// Builds what is missing or stale before one of the two programs runs.
import { needsBuild } from './stamp.js';

/** `tells`: where it is said that this takes a while. Ends the process where the sources do not build. */
export const buildIfStale = async (/** @type {NodeJS.WritableStream} */ tells) => {
  if (!needsBuild()) return;
  tells.write('Building (once; a few seconds) …\n');
  const { build } = await import('./build.js');
  try {
    await build();
  } catch (error) {
    process.stderr.write(`The build failed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
};
