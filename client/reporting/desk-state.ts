// How a group gets on, as its card says it: what the group says of itself first, then whether it writes.
import type { GroupStateView } from '#shared/reporting/contract.ts';
import type { DeskView } from '#shared/rounds/views.ts';
import { span } from '#shared/kernel/moments.ts';

export type Mood = 'help' | 'done' | 'writing' | 'idle';

const writesMs = 20_000;

export interface Standing {
  readonly mood: Mood;
  readonly word: string;
}

/** `since` is when the group phase may have begun, for groups that have written nothing; all in server time. */
export const standingOf = (
  said: GroupStateView | undefined,
  pulse: DeskView['pulses'][number] | undefined,
  now: number,
): Standing => {
  const ago = (at: number) => span(Math.max(0, now - at));
  if (said?.state === 'help') return { mood: 'help', word: `Asks for help · ${ago(said.at)}` };
  if (said?.state === 'done') return { mood: 'done', word: 'Done' };
  if (!pulse || pulse.characters === 0) return { mood: 'idle', word: 'Nothing written yet' };
  if (now - pulse.at < writesMs) return { mood: 'writing', word: 'Writing' };
  return { mood: 'idle', word: `Quiet for ${ago(pulse.at)}` };
};
