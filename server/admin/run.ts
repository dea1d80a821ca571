// The command line tool: finds the command, reads its words, opens the installation, and says in a sentence what went wrong.
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { Refusal } from '#shared/kernel/refusals.ts';
import { readEnvironment } from '#server/kernel/env.ts';
import { SettingsError } from '#server/kernel/settings-error.ts';
import { UsageError, type Command, type Given, type Talk } from './command.ts';
import { commandsWith } from './commands.ts';
import { openInstallation } from './installation.ts';
import type { OpenReading } from './public.ts';

const line = ({ name, words }: Command) => [name, ...words].join(' ');

const overview = (commands: readonly Command[]) =>
  [
    'Care for a Paperround community. The settings are those of the server (DATA_DIR, MONGODB_URI, …).',
    '',
    'npm run admin -- COMMAND',
    '',
    ...commands.map((command) => `  ${line(command).padEnd(32)}${command.summary}`),
    '',
    'npm run admin -- COMMAND --help tells more. Exit codes: 0 done, 1 something is wrong, 2 wrong words.',
  ].join('\n');

const helpOf = (command: Command) =>
  [`npm run admin -- ${line(command)}`, '', `${command.summary}.`, ...command.help].join('\n');

const terminal: Talk = {
  say: (text) => process.stdout.write(`${text}\n`),
  warn: (text) => process.stderr.write(`${text}\n`),
  ask: async (question) => {
    if (!process.stdin.isTTY) return null;
    const asked = createInterface({ input: process.stdin, output: process.stderr });
    return asked.question(question).finally(() => {
      asked.close();
    });
  },
};

const read = (command: Command, args: readonly string[]): Given => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...command.options, help: { type: 'boolean' } },
    });
    const needed = command.words.filter((word) => !word.startsWith('[')).length;
    if (!values['help'] && (positionals.length < needed || positionals.length > command.words.length))
      throw new UsageError(`It is: npm run admin -- ${line(command)}`);
    return {
      words: positionals,
      flag: (name) => (values as Record<string, unknown>)[name] === true,
      text: (name) => {
        const value = (values as Record<string, unknown>)[name];
        return typeof value === 'string' ? value : undefined;
      },
    };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${(error as Error).message}. npm run admin -- ${command.name} --help tells more.`);
  }
};

/** Runs the command in `args` and answers with the exit code. */
export const runAdmin = async (
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  openReading: OpenReading,
  talk: Talk = terminal,
): Promise<0 | 1 | 2> => {
  const commands = commandsWith(openReading);
  const [name = '--help', ...rest] = args;
  if (['--help', '-h', 'help'].includes(name)) {
    talk.say(overview(commands));
    return 0;
  }
  try {
    const command = commands.find((each) => each.name === name);
    if (!command) throw new UsageError(`There is no command "${name}".\n\n${overview(commands)}`);
    const given = read(command, rest);
    if (given.flag('help')) {
      talk.say(helpOf(command));
      return 0;
    }
    const installation = await openInstallation(readEnvironment(env));
    try {
      return await command.run(installation, given, talk);
    } finally {
      await installation.close();
    }
  } catch (error) {
    const isTold = [UsageError, SettingsError, Refusal].some((kind) => error instanceof kind);
    talk.warn(isTold ? (error as Error).message : String((error as Error).stack));
    return error instanceof UsageError ? 2 : 1;
  }
};
