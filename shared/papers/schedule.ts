// When things of a meeting are due: instants computed from the meeting's start and the course's settings.
import type { Settings } from '#shared/courses/settings.ts';

const minuteMs = 60_000;

/** The deadlines of one meeting as instants. */
export interface Deadlines {
  readonly reviewsDueAt: Date;
  readonly slidesDueAt: Date;
}

/**
 * Deadlines are so many minutes before the start: elapsed time, so a change of the clocks in between does not move them.
 * `fixedReviewsDueAt` is the instant that a meeting has of its own for its reviews; then its start does not move it.
 */
export const deadlinesOf = (
  startsAt: Date,
  settings: Pick<Settings, 'reviewsDueMinutesBefore' | 'slidesDueMinutesBefore'>,
  fixedReviewsDueAt: Date | null = null,
): Deadlines => ({
  reviewsDueAt:
    fixedReviewsDueAt ?? new Date(startsAt.getTime() - settings.reviewsDueMinutesBefore * minuteMs),
  slidesDueAt: new Date(startsAt.getTime() - settings.slidesDueMinutesBefore * minuteMs),
});

/** Whether a deadline has passed; the very instant still counts as in time. */
export const isPast = (dueAt: Date, now: Date): boolean => now.getTime() > dueAt.getTime();
