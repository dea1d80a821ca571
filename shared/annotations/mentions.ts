// Mentions of people inside of a text: Markdown links whose address is a person.
import { idSchema, type Id } from '#shared/kernel/primitives.ts';

const mention = /\[@(?<name>(?:[^\]\\]|\\.){1,120})\]\(person:(?<id>[a-z0-9]{16,32})\)/g;

/** How a mention is written: `[@Ada Lovelace](person:…)`; characters that end a link's text are escaped. */
export const mentionOf = (name: string, personId: Id): string =>
  `[@${name.replace(/[[\]\\]/g, String.raw`\$&`)}](person:${personId})`;

/** The ids of the people a text mentions, each once, in the order of the text. */
export const mentionsIn = (text: string): Id[] => [
  ...new Set(
    Array.from(text.matchAll(mention), ({ groups }) => groups?.['id'] ?? '').filter(
      (id) => idSchema.safeParse(id).success,
    ),
  ),
];

/** A text as people read it where no Markdown is drawn: `@Ada` instead of the link. */
export const plainMentions = (text: string): string =>
  text.replace(mention, (_, name: string) => `@${name.replace(/\\(.)/g, '$1')}`);
