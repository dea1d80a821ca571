// The rows of classes, their groups, notes and reports in the table of collections.
import type { RecordRules } from './record-rules.ts';

const inCourse = ['courseId', 'courses'] as const;
const ofMeeting = [inCourse, ['meetingId', 'meetings']] as const;
const course = 'courseId';

export const classRecords: Readonly<Record<string, RecordRules>> = {
  lives: {
    what: 'classes: who came, rounds and groups, running order',
    course,
    refs: [inCourse, ['_id', 'meetings'], ['rounds.groups.notesId', 'notes', 'loose']],
    people: {
      ...{ 'presence.personId': 'keep', 'rounds.groups.members': 'keep', 'rounds.groups.roles.*': 'keep' },
      ...{ 'rounds.groups.host': 'keep', 'rounds.gone.personId': 'keep', 'rounds.repeated.pair': 'keep' },
      ...{ 'rounds.repeated.reason.who': 'keep', 'rounds.unmet.pair': 'keep' },
      ...{ 'order.last.by': 'keep', 'messages.by': 'keep' },
    },
  },
  groupWishes: {
    what: 'whom the staff want apart or together',
    course: '_id',
    refs: [['_id', 'courses']],
    people: { 'wishes.people': 'pull' },
  },
  notes: { what: 'notes of groups', course, refs: ofMeeting },
  reportings: {
    what: 'hands, calls and takeaways',
    course,
    refs: [inCourse, ['_id', 'meetings']],
    people: {
      'hands.personId': 'pull',
      ...{ 'calls.reporterId': 'keep', 'calls.by': 'keep', 'takeaways.by': 'keep' },
    },
  },
  groupPins: { what: 'what groups pinned', course, refs: ofMeeting, people: { 'pins.by': 'keep' } },
  reportPoints: {
    what: 'points that groups report',
    course,
    refs: [...ofMeeting, ['threadId', 'threads', 'loose'], ['documentId', 'documents', 'loose']],
    people: { authorId: 'keep', voters: 'keep', 'takeaway.by': 'keep' },
  },
};
