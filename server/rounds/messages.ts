// What the staff say to the whole class, as pure changes of the record: one message stands at a time, all are kept.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { MessageView } from '#shared/rounds/message.ts';
import type { LiveRecord } from './store.ts';

/** A class says a handful of things; this keeps the document small. */
const messagesAtMost = 200;
const minuteMs = 60_000;

/** Puts a message up; repeating it changes nothing. */
export const putMessage = (
  live: LiveRecord,
  { id, text, minutes }: { readonly id: Id; readonly text: string; readonly minutes: number },
  by: Id,
  now: Date,
): void => {
  const before = live.messages ?? [];
  if (before.some((message) => message.id === id)) return;
  if (before.length >= messagesAtMost)
    throw refuse(
      'unprocessable',
      'too_many_messages',
      `A class has at most ${String(messagesAtMost)} messages.`,
    );
  live.messages = [...before, { id, text, by, at: now, until: new Date(now.getTime() + minutes * minuteMs) }];
};

/** Takes a message off the screens; one that is over stays over. */
export const endMessage = (live: LiveRecord, id: Id, now: Date): void => {
  const message = live.messages?.find((candidate) => candidate.id === id);
  if (!message) throw refuse('not_found', 'not_found', 'There is no such message in this class.');
  if (message.until > now) message.until = now;
};

/** What stands on the screens now: the newest, as long as it is not over. */
export const messageNow = (live: LiveRecord, now: Date): MessageView | null => {
  const last = live.messages?.at(-1);
  if (!last || last.until <= now) return null;
  return { id: last.id, text: last.text, at: last.at.getTime(), until: last.until.getTime() };
};
