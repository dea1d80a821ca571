// The folder of an exported course: it has its name only when it is whole, and says of every file what it is.
import { createWriteStream } from 'node:fs';
import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '#shared/kernel/refusals.ts';
import { freeBytesOf, isOutOfSpace } from '#server/kernel/disk.ts';
import { SettingsError } from '#server/kernel/settings-error.ts';

export interface CourseFolder {
  /** Writes a file below the folder; `what` is said of it in the list of contents. */
  write(place: readonly string[], content: string | Readable, what: string): Promise<void>;
  /** The same for anything that becomes JSON. */
  writeJson(place: readonly string[], value: unknown, what: string): Promise<void>;
  /** Does a part; one that is refused is left out, and that is said. */
  attempt(what: string, part: () => Promise<void>): Promise<void>;
  readonly written: readonly { readonly place: string; readonly what: string }[];
  readonly leftOut: readonly string[];
  /** Throws a SettingsError where the disk has less than `bytes` for what is to come. */
  ensureRoom(bytes: number): Promise<void>;
}

const noRoom = (where: string) =>
  new SettingsError(
    `There is no room for the course where ${where} lies. Nothing was left there; make room, or name another folder.`,
  );

const exists = (place: string) =>
  lstat(place).then(
    () => true,
    () => false,
  );

/** Fills a new folder. Throws a SettingsError where there is something already, or no room; then nothing is left behind. */
export const fillCourseFolder = async (
  target: string,
  fill: (folder: CourseFolder) => Promise<void>,
): Promise<Pick<CourseFolder, 'written' | 'leftOut'>> => {
  if (await exists(target))
    throw new SettingsError(
      `There is something at ${target} already. Nothing was changed: name a new folder.`,
    );
  const partial = `${target}.partial`;
  if (await exists(partial))
    throw new SettingsError(
      `${partial} is there, of an export that was cut off or is still going on. Remove it if it is not, then run this again.`,
    );
  const written: { place: string; what: string }[] = [];
  const leftOut: string[] = [];
  const write: CourseFolder['write'] = async (place, content, what) => {
    const file = path.join(partial, ...place);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const source = typeof content === 'string' ? Readable.from([content]) : content;
    await pipeline(source, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    written.push({ place: place.join('/'), what });
  };
  try {
    await mkdir(partial, { recursive: true, mode: 0o700 });
    await fill({
      ...{ write, written, leftOut },
      writeJson: (place, value, what) => write(place, `${JSON.stringify(value, null, 2)}\n`, what),
      attempt: async (what, part) => {
        try {
          await part();
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          leftOut.push(`${what}: ${error.message}`);
        }
      },
      ensureRoom: async (bytes) => {
        if ((await freeBytesOf(partial)) < bytes) throw noRoom(target);
      },
    });
    await rename(partial, target);
    return { written, leftOut };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw isOutOfSpace(error) ? noRoom(target) : error;
  }
};
