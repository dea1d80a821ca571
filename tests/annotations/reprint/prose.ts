// Prose for generated papers: sentences of a small vocabulary, so that words and phrases repeat as they do in real papers.
import type { Random } from './edit.ts';
import type { Word } from './print.ts';

const subjects =
  'the system|our prototype|each replica|a client|the scheduler|this protocol|the leader|every worker|the cache|a tracing library|the underlying storage|an administrator'.split(
    '|',
  );
const verbs =
  'forwards|records|invalidates|acknowledges|measures|reconstructs|samples|replicates|schedules|aggregates|reorders|anticipates'.split(
    '|',
  );
const objects =
  'the outstanding requests|all state-of-the-art baselines|its write-ahead log|the collected traces|a bounded number of messages|the remaining partitions|most dependencies|every configuration change|the slowest percentile|an optimistic estimate'.split(
    '|',
  );
const ends =
  'in the common case|without further coordination|as Figure 3 shows|under heavy load|when the network partitions|after a short timeout|which earlier work has neglected|with negligible overhead|for most workloads|as we discuss in Section 4'.split(
    '|',
  );

/** So many words, numbered from 0; seldom a phrase that stands there already, as "in this paper" does. */
export function prose(count: number, random: Random): Word[] {
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const words: string[] = [];
  while (words.length < count) {
    const number = random() < 0.4 ? ` ${String(Math.floor(random() * 9000) + 10)} times` : '';
    const more = random() < 0.5 ? `, while ${pick(subjects)} ${pick(verbs)} ${pick(objects)}` : '';
    const sentence = `${pick(subjects)} ${pick(verbs)} ${pick(objects)}${number} ${pick(ends)}${more}.`;
    words.push(...`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`.split(' '));
  }
  return words.slice(0, count).map((text, id) => ({ id, text }));
}
