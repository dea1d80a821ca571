// The course's settings as one flat form, and the words for its fields.
import type { Course } from '#shared/courses/contract.ts';
import type { Settings } from '#shared/courses/settings.ts';

/** Questions are kept as lines of text while they are edited. */
export type SettingsDraft = Pick<Course, 'title' | 'code' | 'term' | 'timeZone'> &
  Omit<Settings, 'readingQuestions' | 'discussionQuestions'> & {
    readonly readingQuestions: string;
    readonly discussionQuestions: string;
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
  classmatesReadReviews: 'Classmates read reviews after the deadline',
  slidesDueMinutesBefore: 'Slides are due',
  groupMin: 'Smallest group',
  groupMax: 'Largest group',
  groupMinutes: 'Minutes in groups',
  classMinutes: 'Minutes with the class',
  discussionQuestions: 'Discussion questions',
  checkInNeedsCode: 'Checking in asks for a code',
};

export const draftOf = ({ title, code, term, timeZone, settings }: Course): SettingsDraft => ({
  title,
  code,
  term,
  timeZone,
  ...settings,
  readingQuestions: settings.readingQuestions.join('\n'),
  discussionQuestions: settings.discussionQuestions.join('\n'),
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
  },
});

/** How each choice reads. */
export const anonymityWords: Readonly<Record<SettingsDraft['anonymity'], string>> = {
  off: 'Everybody sees names',
  choice: 'Each author chooses whether classmates see the name',
  always: 'Classmates see pseudonyms; the staff see names',
};

/** A field's value in words, for comparing two versions. */
export const sayValue = (key: keyof SettingsDraft, value: SettingsDraft[keyof SettingsDraft]): string => {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (key === 'anonymity') return anonymityWords[value as SettingsDraft['anonymity']];
  if (key === 'lateReviews') return value === 'refused' ? 'Not accepted' : 'Accepted and marked late';
  if (key === 'reviewsDueMinutesBefore' || key === 'slidesDueMinutesBefore')
    return `${String(value)} min before the meeting`;
  return value === '' ? '(empty)' : String(value);
};
