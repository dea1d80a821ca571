// The settings of a course and their defaults: the model course as PRODUCT's cycle describes it.
import { z } from 'zod';
import { lineSchema } from '#shared/kernel/primitives.ts';

const minutes = (max: number) => z.int().min(0).max(max);
const questionsSchema = z.array(lineSchema(300)).min(1).max(10);

export const settingsSchema = z
  .strictObject({
    /** Questions that guide the annotations; an annotation may answer one of them. */
    readingQuestions: questionsSchema,
    /** Whether classmates see who wrote an annotation: always, as each author chooses, or never; staff always do. */
    anonymity: z.enum(['off', 'choice', 'always']),
    /** A student sees others' annotations of a document after posting so many there; 0: at once. */
    postsBeforeReading: z.int().min(0).max(20),
    /** Students read in small groups, shuffled anew for each document, of at most this size; 0: no groups. */
    readingGroupSize: z.union([z.literal(0), z.int().min(3).max(60)]),
    /** Reviews are due this many minutes before the meeting starts. */
    reviewsDueMinutesBefore: minutes(30 * 24 * 60),
    /** What happens to a review after the deadline: not accepted, or accepted and flagged. */
    lateReviews: z.enum(['refused', 'flagged']),
    /** Whether classmates may read submitted reviews once the deadline has passed. */
    classmatesReadReviews: z.boolean(),
    slidesDueMinutesBefore: minutes(30 * 24 * 60),
    groupMin: z.int().min(2).max(12),
    groupMax: z.int().min(2).max(12),
    groupMinutes: z.int().min(1).max(120),
    classMinutes: z.int().min(1).max(120),
    discussionQuestions: questionsSchema,
    /** Whether checking in asks for the code that the projector shows. */
    checkInNeedsCode: z.boolean(),
  })
  .refine((settings) => settings.groupMin <= settings.groupMax, {
    path: ['groupMax'],
    message: 'is smaller than the smallest group',
  });
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  readingQuestions: [
    'What problem does it solve?',
    'Why is it important and hard?',
    'Why could previous work not solve it?',
    'What is novel?',
    'Does it show good results?',
  ],
  anonymity: 'off',
  postsBeforeReading: 0,
  readingGroupSize: 0,
  reviewsDueMinutesBefore: 120,
  lateReviews: 'flagged',
  classmatesReadReviews: true,
  slidesDueMinutesBefore: 60,
  groupMin: 3,
  groupMax: 4,
  groupMinutes: 10,
  classMinutes: 10,
  discussionQuestions: [
    'What are the main contributions?',
    'What are the limitations?',
    'How could it be improved?',
    'What are your own thoughts?',
  ],
  checkInNeedsCode: true,
};

/** The settings of a course that was stored before some of them existed, with the defaults for those. */
export const completeSettings = (stored: Partial<Settings>): Settings => ({ ...defaultSettings, ...stored });
