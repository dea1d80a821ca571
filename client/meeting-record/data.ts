// The records of meetings in the client; read anew whenever a page shows them.
import type { Id } from '#shared/kernel/primitives.ts';
import { meetingRecordRoutes } from '#shared/meeting-record/contract.ts';
import { reading } from '#client/kernel/query.ts';

export const recordQuery = (meetingId: Id) =>
  reading(meetingRecordRoutes.readMeetingRecord, { params: { meetingId } });

export const historyQuery = (courseId: Id, personId: Id) =>
  reading(meetingRecordRoutes.readClassHistory, { params: { courseId, personId } });

export const discussedQuery = (documentId: Id) =>
  reading(meetingRecordRoutes.listDiscussed, { params: { documentId } });
