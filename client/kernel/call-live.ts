// Calls of routes that may go over the live connection (`bySocket`): there while it is up, by HTTP otherwise.
import type { ResultOf, Route } from '#shared/kernel/contract.ts';
import { liveMessageBytesAtMost, routeName } from '#shared/kernel/live.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { call, type InputOf } from './call.ts';
import { sendCall } from './live.ts';
import { hearRefusal } from './server-trouble.ts';

/** What a message has beside the text that is sent, and characters that take more than one byte. */
const roomBytes = 16 * 1024;

/**
 * Like `call`, for what is sent several times a second and may be sent twice. Throws a Refusal, or another error when no answer
 * came: then it may have been done.
 */
export const callLive = async <T extends Route & { readonly bySocket?: true }>(
  route: T,
  input: InputOf<T>,
): Promise<ResultOf<T>> => {
  const { params, body } = input as { params?: unknown; body?: unknown };
  const isShort = JSON.stringify(body ?? null).length <= liveMessageBytesAtMost - roomBytes;
  const answer = isShort ? await sendCall({ route: routeName(route), params, body }) : undefined;
  // HTTP also asks to sign in again where the session has ended.
  if (!answer || (!answer.ok && answer.refusal.code === 'signed_out')) return call(route, input);
  if (!answer.ok) {
    const refusal = new Refusal(answer.refusal);
    hearRefusal(refusal);
    throw refusal;
  }
  return answer.result as ResultOf<T>;
};
