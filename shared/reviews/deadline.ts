// Deadlines of reviews in one place: extensions, what is late and what that costs, which version counts, and the words for it.
import { span } from '#shared/kernel/moments.ts';
import type { Settings } from '#shared/courses/settings.ts';

const dayMs = 24 * 3_600_000;

/** The latest of the deadline and the extensions somebody was granted: an extension never takes time away. */
export const dueWith = (dueAt: Date, extensions: readonly Date[]): Date =>
  new Date(Math.max(dueAt.getTime(), ...extensions.map((at) => at.getTime())));

/** Days late, every one that has begun counted; 0 in time. The very instant of the deadline is in time. */
export const lateDaysAt = (dueAt: Date, at: Date): number =>
  Math.max(0, Math.ceil((at.getTime() - dueAt.getTime()) / dayMs));

export type LatePolicy = Pick<Settings, 'lateReviews' | 'latePointsPerDay'>;

/** What so many late days cost: percent of the review's points, or days of the student's own. */
export const costOf = (policy: LatePolicy, days: number): { percent: number; days: number } => ({
  percent: policy.lateReviews === 'points' ? Math.min(100, days * policy.latePointsPerDay) : 0,
  days: policy.lateReviews === 'late_days' ? days : 0,
});

/** Until when a review is taken; null: without end. `daysLeft` are the late days that are not spent yet. */
export const acceptedUntil = (policy: LatePolicy, dueAt: Date, daysLeft: number): Date | null => {
  if (policy.lateReviews === 'refused') return dueAt;
  if (policy.lateReviews === 'late_days') return new Date(dueAt.getTime() + Math.max(0, daysLeft) * dayMs);
  return null;
};

/** The version that counts: the last one in time, otherwise the first late one. Oldest first. */
export const countedOf = <T extends { readonly late: boolean }>(versions: readonly T[]): T | undefined =>
  versions.findLast(({ late }) => !late) ?? versions[0];

/** `you have 14 h`, `late by 2 h`. */
export const sayLeft = (dueAt: Date, now: Date): string => {
  const left = dueAt.getTime() - now.getTime();
  return left >= 0 ? `you have ${span(left)}` : `late by ${span(left)}`;
};
