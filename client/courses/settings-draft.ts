// The course's settings as one flat form, and the words for its fields.
import type { Course } from '#shared/courses/contract.ts';
import type { Settings } from '#shared/courses/settings.ts';

/** Questions are kept as lines of text while they are edited. */
export type SettingsDraft = Pick<Course, 'title' | 'code' | 'term' | 'timeZone'> &
  Omit<Settings, 'readingQuestions' | 'discussionQuestions' | 'slidesCover'> & {
    readonly readingQuestions: string;
    readonly discussionQuestions: string;
    readonly slidesCover: string;
  };

export const settingsLabels: Readonly<Record<keyof SettingsDraft, string>> = {
  title: 'Title',
  code: 'Code',
  term: 'Term',
  timeZone: 'Time zone',
  readingQuestions: 'Reading questions',
  anonymity: 'Who wrote an annotation',
  postsBeforeReading: 'Own annotations before others’ are shown',
  readingGroupSize: 'Size of reading groups',
  reviewsDueMinutesBefore: 'Reviews are due',
  lateReviews: 'Late reviews',
  latePointsPerDay: 'Percent for every late day',
  lateDays: 'Late days of a student',
  classmatesReadReviews: 'Classmates read reviews',
  reviewNames: 'Who wrote a review',
  feedbackPerReview: 'Classmates who give feedback on a review',
  feedbackAtLeast: 'At the very least',
  feedbackDueMinutesAfter: 'Feedback is due',
  presentersGiveFeedback: 'Presenters give feedback too',
  missingGiveFeedback: 'Who submitted no review gives feedback too',
  preferencesAtLeast: 'Talks that a student ranks at least',
  slidesDueMinutesBefore: 'Slides are due',
  lateSlides: 'Late slides',
  publishSlides: 'The class sees slides',
  slidesCover: 'Parts that slides cover',
  talkMinutes: 'Minutes of a talk',
  questionMinutes: 'Minutes for questions after it',
  talkFeedbackDueMinutesAfter: 'Feedback on a talk is due',
  talkPoints: 'Points of a talk',
  groupMin: 'Smallest group',
  groupMax: 'Largest group',
  groupMinutes: 'Minutes in groups',
  classMinutes: 'Minutes with the class',
  discussionQuestions: 'Discussion questions',
  checkInNeedsCode: 'Checking in asks for a code',
  projectorNames: 'Names on the projector',
};

export const draftOf = ({ title, code, term, timeZone, settings }: Course): SettingsDraft => ({
  title,
  code,
  term,
  timeZone,
  ...settings,
  readingQuestions: settings.readingQuestions.join('\n'),
  discussionQuestions: settings.discussionQuestions.join('\n'),
  slidesCover: settings.slidesCover.join('\n'),
});

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** The body of `changeCourse` without the revision. */
export const changesOf = ({ title, code, term, timeZone, ...settings }: SettingsDraft) => ({
  title,
  code,
  term,
  timeZone,
  settings: {
    ...settings,
    readingQuestions: linesOf(settings.readingQuestions),
    discussionQuestions: linesOf(settings.discussionQuestions),
    slidesCover: linesOf(settings.slidesCover),
  },
});

/** How each choice reads. */
export const anonymityWords: Readonly<Record<SettingsDraft['anonymity'], string>> = {
  off: 'Everybody sees names',
  choice: 'Each author chooses whether classmates see the name',
  always: 'Classmates see pseudonyms; the staff see names',
};

export const lateWords: Readonly<Record<SettingsDraft['lateReviews'], string>> = {
  flagged: 'Accepted and marked late',
  points: 'Accepted, at a cost in points for every day that has begun',
  late_days: 'Accepted while the student has late days to spend',
  refused: 'Not accepted',
};

export const readerWords: Readonly<Record<SettingsDraft['classmatesReadReviews'], string>> = {
  after_own: 'After the deadline, once their own is in',
  after_deadline: 'After the deadline',
  by_consent: 'After the deadline, those whose authors share them',
  never: 'Never; the staff only',
};

export const reviewNameWords: Readonly<Record<SettingsDraft['reviewNames'], string>> = {
  shown: 'Classmates see the name',
  hidden: 'Classmates see a pseudonym; the staff see names',
};

export const lateSlidesWords: Readonly<Record<SettingsDraft['lateSlides'], string>> = {
  flagged: 'Accepted and marked late',
  refused: 'Only the staff may still upload them',
};

export const publishWords: Readonly<Record<SettingsDraft['publishSlides'], string>> = {
  at_deadline: 'From their deadline on, or earlier if a presenter publishes them',
  by_hand: 'Once a presenter or the staff publish them',
};

export const projectorNameWords: Readonly<Record<SettingsDraft['projectorNames'], string>> = {
  full: 'Whole names',
  initial: 'First name and the first letter of the family name: “Ana S.”',
  first: 'First name alone, with more letters where two are alike',
};

/** The settings that are a choice, with the words for each. */
const choiceWords: Readonly<Partial<Record<keyof SettingsDraft, Readonly<Record<string, string>>>>> = {
  anonymity: anonymityWords,
  lateReviews: lateWords,
  classmatesReadReviews: readerWords,
  reviewNames: reviewNameWords,
  lateSlides: lateSlidesWords,
  publishSlides: publishWords,
  projectorNames: projectorNameWords,
};

/** A field's value in words, for comparing two versions. */
export const sayValue = (key: keyof SettingsDraft, value: SettingsDraft[keyof SettingsDraft]): string => {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const words = choiceWords[key]?.[String(value)];
  if (words !== undefined) return words;
  if (key === 'reviewsDueMinutesBefore' || key === 'slidesDueMinutesBefore')
    return `${String(value)} min before the meeting`;
  if (key === 'feedbackDueMinutesAfter') return `${String(value)} min after the reviews`;
  if (key === 'talkFeedbackDueMinutesAfter') return `${String(value)} min after the end of the meeting`;
  return value === '' ? '(empty)' : String(value);
};
