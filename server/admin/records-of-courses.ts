// The rows of courses, papers, annotations, reviews and everything about them in the table of collections.
import type { RecordRules } from './record-rules.ts';

const inCourse = ['courseId', 'courses'] as const;
const ofMeeting = [inCourse, ['meetingId', 'meetings']] as const;
const onDocument = ['documentId', 'documents'] as const;
const course = 'courseId';

const papers: Readonly<Record<string, RecordRules>> = {
  courses: { what: 'the course and its settings', course: '_id', people: { createdBy: 'keep' } },
  memberships: { what: 'members', course, refs: [inCourse], people: { personId: 'keep' } },
  meetings: {
    what: 'meetings',
    course,
    refs: [inCourse, ['paperIds', 'papers', 'loose']],
    people: { createdBy: 'keep' },
  },
  papers: { what: 'papers', course, refs: ofMeeting, people: { createdBy: 'keep' } },
  documents: {
    what: 'documents: papers and slides with their versions',
    course,
    refs: [inCourse, ['paperId', 'papers', 'loose'], ['meetingId', 'meetings', 'loose']],
    files: ['versions.hash', 'versions.thumbnailHash'],
    looseFiles: ['pending.hash'],
  },
  pageTexts: { what: 'texts of pages', looseFiles: ['hash'] },
  pageThumbnails: { what: 'small pictures of slides', looseFiles: ['_id', 'pages'] },
  courseFiles: { what: 'the room that files take', course: '_id', refs: [['_id', 'courses']] },
};

const annotations: Readonly<Record<string, RecordRules>> = {
  threads: {
    what: 'annotations with their replies',
    refs: [onDocument, ['documentId', 'threadSequences', 'loose'], ['images', 'images', 'loose']],
    people: {
      ...{ authorId: 'keep', upvoters: 'keep', endorsedBy: 'keep', resolvedBy: 'keep', 'held.by': 'keep' },
      ...{ 'replies.authorId': 'keep', 'replies.upvoters': 'keep', 'replies.endorsedBy': 'keep' },
      ...{ 'reports.by': 'keep', followers: 'pull', mentions: 'pull' },
    },
  },
  threadSequences: { what: 'numbers of changes', refs: [['_id', 'documents', 'loose']] },
  formerTexts: { what: 'what posts said before an edit', refs: [['threadId', 'threads', 'loose']] },
  readingGroups: {
    what: 'reading groups',
    course,
    refs: [inCourse, ['_id', 'documents']],
    people: { 'groups.people': 'keep' },
  },
  threadWords: {
    what: 'what annotations are found by',
    refs: [['_id', 'threads', 'loose']],
    people: { authorId: 'keep' },
  },
  visits: { what: 'what people have read', refs: [onDocument], people: { personId: 'delete' } },
  images: {
    what: 'pictures in annotations',
    course,
    refs: [inCourse, onDocument],
    files: ['hash'],
    people: { uploaderId: 'keep' },
  },
  annotationOrigins: { what: 'where imported annotations came from', refs: [onDocument] },
};

const reviews: Readonly<Record<string, RecordRules>> = {
  reviews: { what: 'reviews', course, refs: ofMeeting, people: { authorId: 'keep' } },
  reviewForms: { what: 'the review form', course: '_id', refs: [['_id', 'courses']] },
  reviewArrangements: {
    what: 'roles and best reviews of meetings',
    refs: [
      ['_id', 'meetings'],
      ['picked', 'reviews', 'loose'],
    ],
    people: { 'roles.@keys': 'unset' },
  },
  reviewExtensions: {
    what: 'more time for reviews',
    course,
    refs: ofMeeting,
    people: { personIds: 'pull', grantedBy: 'keep' },
  },
  remarks: {
    what: 'remarks on reviews',
    course,
    refs: [...ofMeeting, ['reviewId', 'reviews']],
    people: {
      ...{ reviewAuthorId: 'keep', authorId: 'keep', deletedBy: 'keep' },
      ...{ 'replies.authorId': 'keep', 'replies.deletedBy': 'keep' },
    },
  },
  remarkReactions: {
    what: 'reactions to reviews',
    course,
    refs: [...ofMeeting, ['reviewId', 'reviews']],
    people: { 'people.*': 'keep' },
  },
  remarkVisits: { what: 'when authors looked at remarks', refs: [['_id', 'reviews']] },
};

const marks: Readonly<Record<string, RecordRules>> = {
  feedbackCriteria: { what: 'criteria of feedback', course: '_id', refs: [['_id', 'courses']] },
  feedbackExchanges: {
    what: 'who gives feedback to whom',
    course,
    refs: [inCourse, ['_id', 'meetings'], ['pairs.reviewId', 'reviews', 'loose']],
    people: { 'pairs.giverId': 'keep', 'pairs.authorId': 'keep' },
  },
  feedbacks: { what: 'feedback', course, refs: ofMeeting },
  feedbackSamples: {
    what: 'sample reviews',
    course: '_id',
    refs: [['_id', 'courses']],
    people: { 'samples.authorId': 'keep' },
  },
  feedbackAttempts: {
    what: 'feedback on sample reviews',
    course,
    refs: [inCourse],
    people: { personId: 'keep' },
  },
  feedbackOverrides: {
    what: 'points of feedback set by hand',
    course,
    refs: [inCourse],
    people: { personId: 'keep' },
  },
  reviewMarks: {
    what: 'marks of reviews',
    course,
    refs: [...ofMeeting, ['_id', 'reviews']],
    people: { authorId: 'keep', changedBy: 'keep', 'returned.by': 'keep' },
  },
  gradingShares: {
    what: 'who marks which review',
    course,
    refs: [inCourse, ['_id', 'meetings'], ['graders.@keys', 'reviews', 'loose']],
    people: { 'graders.*': 'keep' },
  },
  savedReplies: { what: 'replies that the staff keep', course, refs: [inCourse] },
  dismissedLikenesses: { what: 'hints put aside', course, refs: ofMeeting, people: { by: 'keep' } },
};

export const courseRecords: Readonly<Record<string, RecordRules>> = {
  ...papers,
  ...annotations,
  ...reviews,
  ...marks,
};
