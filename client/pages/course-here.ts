// The course somebody is in, whatever page of it they look at.
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Id } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { reading } from '#client/kernel/query.ts';

/** Undefined where the page belongs to no course, or as long as it is not known. */
export const useCourseHere = (): Id | undefined => {
  const { courseId, meetingId, documentId } = useParams({ strict: false });
  // The page has asked for these already; here they come out of the cache.
  const meeting = useQuery({
    ...reading(papersRoutes.readMeeting, { params: { meetingId: meetingId ?? '' } }),
    enabled: meetingId !== undefined,
  }).data;
  const document = useQuery({
    ...reading(papersRoutes.readDocument, { params: { documentId: documentId ?? '' } }),
    enabled: documentId !== undefined,
  }).data;
  return courseId ?? meeting?.courseId ?? document?.courseId;
};
