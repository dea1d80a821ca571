// The kinds an annotation can have: the word people see and the key of the icon that goes with its hue `--kind-<kind>`.
import { z } from 'zod';

export const kindSchema = z.enum(['plain', 'question', 'insight', 'limitation', 'connection', 'reading']);
export type Kind = z.infer<typeof kindSchema>;

export type KindIcon = 'note' | 'question' | 'bulb' | 'barrier' | 'link' | 'book';

/** In the order in which they are offered. A `reading` annotation answers one of the course's reading questions. */
export const kinds: Readonly<Record<Kind, { readonly word: string; readonly icon: KindIcon }>> = {
  plain: { word: 'Note', icon: 'note' },
  question: { word: 'Question', icon: 'question' },
  insight: { word: 'Insight', icon: 'bulb' },
  limitation: { word: 'Limitation', icon: 'barrier' },
  connection: { word: 'Connection', icon: 'link' },
  reading: { word: 'Reading question', icon: 'book' },
};
