// Keeps one program from undoing what another wrote meanwhile: If-Match (RFC 9110, 13.1.1) and the answer when it fails.
import { Refusal, refuse } from '#shared/kernel/refusals.ts';

const stale = () =>
  refuse(
    'stale',
    'changed_meanwhile',
    'This annotation was changed meanwhile. Get it again and repeat your change on what it says now.',
  );

/** Tags are compared strongly: a weak one fits nothing. */
export const checkTag = (ifMatch: string | undefined, etag: string, isNeeded: boolean): void => {
  if (ifMatch === undefined) {
    if (!isNeeded) return;
    throw refuse(
      'unconditional',
      'if_match_needed',
      'Send the ETag that you got with this annotation as the header If-Match, so that nobody’s change is undone unseen.',
    );
  }
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (!tags.includes('*') && !tags.includes(etag)) throw stale();
};

/** Runs a write that starts from a known revision; another one that came first is a failed precondition here. */
export const changed = async <T>(write: () => Promise<T>): Promise<T> => {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Refusal && error.body.reason === 'text_changed') throw stale();
    throw error;
  }
};
