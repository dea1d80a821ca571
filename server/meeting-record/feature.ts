// Answers what is asked about the records of meetings.
import { Readable } from 'node:stream';
import { meetingRecordRoutes, recordFiles } from '#shared/meeting-record/contract.ts';
import { mayReadHistory } from '#shared/meeting-record/rules.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { createListDiscussed } from './discussed.ts';
import { createReadHistory } from './history.ts';
import type { MeetingRecordParts } from './parts.ts';
import { createReadRecord } from './record.ts';
import { writeCsv } from './write-csv.ts';
import { writeMarkdown } from './write-markdown.ts';

/** Answers for {@link meetingRecordRoutes}. */
export const createMeetingRecordFeature = (parts: MeetingRecordParts): Feature => {
  const { papers, courses } = parts;
  const readRecord = createReadRecord(parts);
  const readHistory = createReadHistory(parts);
  const listDiscussed = createListDiscussed(parts);
  return feature(meetingRecordRoutes, {
    readMeetingRecord: async ({ actor, params: { meetingId } }) =>
      readRecord(await papers.meetingFor(actor, meetingId)),

    exportMeetingRecord: async ({ actor, params: { meetingId }, query: { as } }) => {
      const place = await papers.meetingFor(actor, meetingId);
      const meeting = (await papers.meetingsOf(place.courseId)).find(({ id }) => id === meetingId);
      if (!meeting) throw noSuch('meeting');
      const material = {
        record: await readRecord(place),
        course: await courses.titleOf(place.courseId),
        meeting,
        timeZone: place.settings.timeZone,
      };
      const name = `${meeting.startsAt.slice(0, 10)} ${fileName(meeting.topic)}.${as}`;
      const pieces = as === 'md' ? writeMarkdown(material) : writeCsv(material);
      return { mediaType: recordFiles[as].mediaType, name, made: Readable.from(pieces) };
    },

    readClassHistory: async ({ actor, params: { courseId, personId } }) => {
      const member = await courses.memberOf(actor, courseId);
      ensure(mayReadHistory(member, personId));
      const person = await courses.findMember({ personId, isAdmin: false }, courseId);
      if (!person) throw noSuch('member');
      return readHistory(courseId, personId);
    },

    listDiscussed: ({ actor, params: { documentId } }) => listDiscussed(actor, documentId),
  });
};

/** A topic as every file system takes it. */
const fileName = (topic: string): string => {
  const plain = topic
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 60)
    .trim();
  return plain === '' ? 'Meeting' : plain;
};
