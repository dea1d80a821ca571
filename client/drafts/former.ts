// Drafts of versions before, which were kept in localStorage: each is taken over from there once.
import type { Id } from '#shared/kernel/primitives.ts';

/** Gives what was kept at a place, whatever its shape, to `take`; it is gone from there once `take` says that it has it. */
export const takeFormer = (personId: Id, place: string, take: (value: unknown) => boolean): void => {
  const name = `paperround:draft:${personId}:${place}`;
  try {
    const kept = localStorage.getItem(name);
    if (kept !== null && take(JSON.parse(kept))) localStorage.removeItem(name);
  } catch {
    // Storage is forbidden here, or what is there is no draft.
  }
};
