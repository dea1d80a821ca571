// Drafts of versions before, which were kept in localStorage: each is taken from there once.
import type { Id } from '#shared/kernel/primitives.ts';

/** What was kept at a place, whatever its shape; null when there is nothing. It is gone from there afterwards. */
export const takeFormer = (personId: Id, place: string): unknown => {
  const name = `paperround:draft:${personId}:${place}`;
  try {
    const kept = localStorage.getItem(name);
    if (kept === null) return null;
    localStorage.removeItem(name);
    return JSON.parse(kept);
  } catch {
    return null;
  }
};
