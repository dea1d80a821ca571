// The rows of talks, their sign-up, shows and marks in the table of collections.
import type { RecordRules } from './record-rules.ts';

const inCourse = ['courseId', 'courses'] as const;
const ofMeeting = [inCourse, ['meetingId', 'meetings']] as const;
const course = 'courseId';

export const talkRecords: Readonly<Record<string, RecordRules>> = {
  talks: {
    what: 'talks',
    course,
    refs: [
      ...ofMeeting,
      ...([
        ['_id', 'papers'],
        ['deckId', 'documents', 'loose'],
        ['slides.uploadId', 'slideUploads', 'loose'],
      ] as const),
    ],
    people: {
      ...{ presenterIds: 'keep', 'log.by': 'keep', 'slides.uploadedBy': 'keep', 'coverage.by': 'keep' },
    },
  },
  slideUploads: {
    what: 'files sent as slides',
    course,
    refs: [...ofMeeting, ['paperId', 'papers']],
    looseFiles: ['hashes'],
    people: { personId: 'keep', 'lateCleared.by': 'keep' },
  },
  signups: {
    what: 'the sign-up for talks',
    course: '_id',
    refs: [
      ['_id', 'courses'],
      ['slots.paperId', 'papers', 'loose'],
    ],
    people: { 'extensions.personId': 'pull', 'pins.personId': 'pull' },
  },
  signupPreferences: {
    what: 'wishes for talks',
    course,
    refs: [inCourse, ['ranked', 'papers', 'loose']],
    people: { personId: 'delete', partnerId: 'null' },
  },
  signupPlans: {
    what: 'published assignments',
    course,
    refs: [inCourse, ['seats.paperId', 'talks', 'loose']],
    people: { 'seats.presenterIds': 'keep', changed: 'keep', by: 'keep' },
  },
  swaps: {
    what: 'swaps of talks',
    course,
    refs: [inCourse, ['paperId', 'talks', 'loose'], ['forPaperId', 'talks', 'loose']],
    people: { fromId: 'keep', toId: 'keep', 'log.byId': 'keep' },
  },
  shows: {
    what: 'shows of slides',
    course,
    refs: [...ofMeeting, ['_id', 'talks'], ['documentId', 'documents']],
    files: ['show.fileHash'],
    people: { 'show.holderId': 'keep' },
  },
  slideNotes: { what: 'notes of presenters', refs: [['paperId', 'papers']] },
  questionMarks: {
    what: 'what stands beside questions',
    refs: [
      ['_id', 'threads'],
      ['paperId', 'papers'],
    ],
    people: { 'hidden.by': 'keep' },
  },
  talkRubrics: { what: 'the rubric of talks', course: '_id', refs: [['_id', 'courses']] },
  talkExchanges: {
    what: 'feedback on talks that was handed out',
    course,
    refs: [...ofMeeting, ['_id', 'papers']],
    people: { 'handedOut.given.giverId': 'keep' },
  },
  talkFeedbacks: {
    what: 'feedback on talks',
    course,
    refs: [inCourse, ['paperId', 'papers']],
    people: { giverId: 'keep', 'hidden.by': 'keep' },
  },
  talkMarks: {
    what: 'marks of talks',
    course,
    refs: [...ofMeeting, ['_id', 'papers']],
    people: { changedBy: 'keep', 'returned.@keys': 'keep', 'returned.*.by': 'keep' },
  },
};
