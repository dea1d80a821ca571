// All commands, in the order of the help.
import { backup, restore } from './backup/commands.ts';
import type { Command } from './command.ts';

export const commands: readonly Command[] = [backup, restore];
