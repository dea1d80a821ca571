// What every command of the command line tool is made of.
import type { ParseArgsConfig } from 'node:util';
import type { Installation } from './installation.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

export interface Given {
  readonly words: readonly string[];
  flag(name: string): boolean;
  text(name: string): string | undefined;
}

/** Where a command speaks to people. */
export interface Talk {
  say(line: string): void;
  /** Onto standard error. */
  warn(line: string): void;
  /** Asks whoever sits there; null where nobody does. */
  ask(question: string): Promise<string | null>;
}

export interface Command {
  readonly name: string;
  /** The words after the name, such as `FOLDER` or `[FOLDER]`. */
  readonly words: readonly string[];
  readonly summary: string;
  /** Lines of help below the first. */
  readonly help: readonly string[];
  readonly options?: Options;
  /** The exit code: 0 all is well, 1 something is wrong. Throws a UsageError, SettingsError or Refusal for a sentence. */
  run(installation: Installation, given: Given, talk: Talk): Promise<0 | 1>;
}

/** The words of a command make no sense; exit code 2. */
export class UsageError extends Error {}

/** Asks for `name` to be typed, unless it was given by `--confirm`. Throws a UsageError where it is not that. */
export const confirm = async (talk: Talk, given: Given, name: string, what: string): Promise<void> => {
  const typed = given.text('confirm') ?? (await talk.ask(`${what}\nType ${name} to go on: `));
  if (typed === null) throw new UsageError(`${what} Nobody can be asked here: add --confirm ${name}.`);
  if (typed.trim() !== name) throw new UsageError('That is something else. Nothing was changed.');
};
