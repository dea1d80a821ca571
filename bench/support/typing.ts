// Groups that type in their notes: how soon each letter is with the group's other members, and whether any is lost or twice.
import type { RoundView } from '#shared/rounds/views.ts';
import type { Student } from '#tests/support/full-class.ts';
import { createNoteTaker, type NoteTaker } from '#tests/rounds/note-taker.ts';

const everyMs = 500;

export interface TypingGroup {
  readonly takers: readonly NoteTaker[];
  /** Every word typed; each is different from all others. */
  readonly typed: string[];
}

/** Everybody of a round at their group's notes. */
export const openGroups = async (
  url: string,
  { groups }: RoundView,
  students: readonly Student[],
): Promise<TypingGroup[]> => {
  const clients = new Map(students.map(({ id, client }) => [id, client]));
  const opened: TypingGroup[] = [];
  for (const { notesId, members } of groups) {
    const takers = members.flatMap((id) => {
      const client = clients.get(id);
      return client ? [createNoteTaker(url, client, notesId)] : [];
    });
    await Promise.all(takers.map((taker) => taker.open()));
    opened.push({ takers, typed: [] });
  }
  return opened;
};

/** Measures every key of a taker until the others of the group have it (ms). */
const watch = ({ takers }: TypingGroup, delays: number[]) => {
  const waiting = new Map<NoteTaker, Map<NoteTaker, { clock: number; at: number }[]>>();
  for (const reader of takers) {
    const byWriter = new Map(takers.filter((one) => one !== reader).map((one) => [one, []]));
    waiting.set(reader, byWriter);
    reader.onHeard(() => {
      const now = performance.now();
      for (const [writer, keys] of waiting.get(reader) ?? []) {
        const clock = reader.has(writer.writer);
        for (let key = keys[0]; key && key.clock <= clock; key = keys[0]) {
          delays.push(now - key.at);
          keys.shift();
        }
      }
    });
  }
  return (writer: NoteTaker, at: number) => {
    for (const byWriter of waiting.values())
      byWriter.get(writer)?.push({ clock: writer.has(writer.writer), at });
  };
};

interface Pace {
  readonly forMs: number;
  /** All members of each group, or one after the other. */
  readonly everybody: boolean;
  /** What a key types. */
  keyOf(member: number, index: number): string;
}

/** Types two keys a second. Resolves when the last key was pressed, with the delays so far. */
export const typeTogether = async (
  groups: readonly TypingGroup[],
  { forMs, everybody, keyOf }: Pace,
): Promise<{ readonly delays: readonly number[] }> => {
  const delays: number[] = [];
  const end = performance.now() + forMs;
  const typists = groups.flatMap((group) => {
    const note = watch(group, delays);
    const press = (member: number, index: number) => {
      const taker = group.takers[member];
      if (!taker) return;
      const at = performance.now();
      const key = keyOf(member, index);
      taker.type(key);
      group.typed.push(key);
      note(taker, at);
    };
    const { length } = group.takers;
    return Array.from({ length: everybody ? length : 1 }, (_, one) => (index: number) => {
      press(everybody ? one : Math.floor(index / 10) % length, index);
    });
  });
  await Promise.all(
    typists.map(async (press) => {
      // Nobody is in step with anybody.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * everyMs));
      for (let index = 0; performance.now() < end; index++) {
        press(index);
        await new Promise((resolve) => setTimeout(resolve, everyMs));
      }
    }),
  );
  return { delays };
};

/** Everybody is connected and has an answer for all that was typed. */
export const untilSettled = async (groups: readonly TypingGroup[], withinMs: number): Promise<void> => {
  const end = performance.now() + withinMs;
  const isSettled = () => groups.every(({ takers }) => takers.every((taker) => taker.isSettled));
  while (!isSettled()) {
    if (performance.now() > end) throw new Error('Not everybody is back');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
