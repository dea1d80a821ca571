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
    /**
     * What happens to a review after the deadline: not accepted; accepted and marked late; accepted at a cost in points for
     * every day that has begun; or accepted as long as the student has late days to spend.
     */
    lateReviews: z.enum(['refused', 'flagged', 'points', 'late_days']),
    /** Percent of a review's points that every started day costs, where `lateReviews` is `points`. */
    latePointsPerDay: z.int().min(1).max(100),
    /** Days a student may spend over the whole course, where `lateReviews` is `late_days`. */
    lateDays: z.int().min(0).max(60),
    /** Whether classmates read submitted reviews: never; after the deadline; only once one's own is in as well; or those whose authors consent. */
    classmatesReadReviews: z.enum(['never', 'after_deadline', 'after_own', 'by_consent']),
    /** Whether classmates see who wrote a review; staff always do. */
    reviewNames: z.enum(['hidden', 'shown']),
    /** How many classmates give feedback on a review; 0: there is no peer feedback. */
    feedbackPerReview: z.int().min(0).max(6),
    /** How many of those a review must get at the very least. */
    feedbackAtLeast: z.int().min(0).max(6),
    /** Feedback is due this many minutes after the reviews were. */
    feedbackDueMinutesAfter: minutes(60 * 24 * 60),
    /** Whether those who present in a meeting give feedback on its reviews too. */
    presentersGiveFeedback: z.boolean(),
    /** Whether those who have submitted no review give feedback all the same. */
    missingGiveFeedback: z.boolean(),
    /** How many talks a student is asked to rank at least; where there are fewer, all of them. */
    preferencesAtLeast: z.int().min(1).max(20),
    slidesDueMinutesBefore: minutes(30 * 24 * 60),
    /** What happens to slides that come after their deadline: accepted and marked late, or only accepted from the staff. */
    lateSlides: z.enum(['flagged', 'refused']),
    /** When the class sees slides that nobody has published or taken back: from their deadline on, or not at all. */
    publishSlides: z.enum(['at_deadline', 'by_hand']),
    /** The parts that slides are expected to cover; none: there is no check. */
    slidesCover: z.array(lineSchema(60)).max(10),
    /** How long a talk lasts, and the time for questions after it. */
    talkMinutes: z.int().min(1).max(180),
    questionMinutes: z.int().min(0).max(120),
    /** Feedback on a talk can be given until so many minutes after the end of its meeting. */
    talkFeedbackDueMinutesAfter: minutes(60 * 24 * 60),
    /** What a talk can earn at most, in points. */
    talkPoints: z.int().min(1).max(1000),
    groupMin: z.int().min(2).max(12),
    groupMax: z.int().min(2).max(12),
    groupMinutes: z.int().min(1).max(120),
    classMinutes: z.int().min(1).max(120),
    discussionQuestions: questionsSchema,
    /** Whether checking in asks for the code that the projector shows. */
    checkInNeedsCode: z.boolean(),
    /** How names stand on the projector: whole, with the family name's first letter, or the first name alone. */
    projectorNames: z.enum(['full', 'initial', 'first']),
  })
  .refine((settings) => settings.groupMin <= settings.groupMax, {
    path: ['groupMax'],
    message: 'is smaller than the smallest group',
  })
  .refine((settings) => settings.feedbackAtLeast <= settings.feedbackPerReview, {
    path: ['feedbackAtLeast'],
    message: 'is more than a review gets',
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
  latePointsPerDay: 10,
  lateDays: 3,
  classmatesReadReviews: 'after_own',
  reviewNames: 'hidden',
  feedbackPerReview: 2,
  feedbackAtLeast: 1,
  feedbackDueMinutesAfter: 3 * 24 * 60,
  presentersGiveFeedback: true,
  missingGiveFeedback: false,
  preferencesAtLeast: 5,
  slidesDueMinutesBefore: 60,
  lateSlides: 'flagged',
  publishSlides: 'at_deadline',
  slidesCover: ['Summary', 'Problems', 'Challenges', 'Methods'],
  talkMinutes: 15,
  questionMinutes: 5,
  talkFeedbackDueMinutesAfter: 3 * 24 * 60,
  talkPoints: 100,
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
  projectorNames: 'full',
};

/** Settings as they may be stored: without those that came later, and with yes or no where there are more choices now. */
export type StoredSettings = Partial<Omit<Settings, 'classmatesReadReviews'>> & {
  readonly classmatesReadReviews?: Settings['classmatesReadReviews'] | boolean;
};

/** The settings of a course that was stored before some of them existed, with the defaults for those. */
export const completeSettings = ({
  classmatesReadReviews: readers,
  ...stored
}: StoredSettings): Settings => ({
  ...defaultSettings,
  ...stored,
  ...(readers !== undefined && {
    classmatesReadReviews: readers === true ? 'after_deadline' : readers === false ? 'never' : readers,
  }),
});
