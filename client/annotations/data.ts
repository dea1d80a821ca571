// A document's threads as the pages need them: live while they are shown.
import { useQuery } from '@tanstack/react-query';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { isStaff, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { keepListings } from './kept-listings.ts';

const listings = keepListings(queryClient, (documentId, query, signal) =>
  call(annotationsRoutes.listThreads, { params: { documentId }, query }, signal),
);

export const { changeListing, listingOf, refreshThreads, work } = listings;

/** The threads of a document as one person sees them, live while mounted. */
export const useThreads = (documentId: Id, member: Member) => {
  const query = useQuery(listings.threadsQuery(documentId, member.personId));
  const { groupId = null, gate = null } = query.data ?? {};
  const listener = listings.listenerFor(documentId);
  const staff = isStaff(member);
  // Nobody stands at a door that is closed to them; what opens it is a new answer to the query.
  const isOpen = query.data !== undefined && gate === null;
  useRoom('documentStaff', staff && isOpen ? documentId : undefined, listener);
  useRoom('document', !staff && isOpen ? documentId : undefined, listener);
  useRoom('readingGroup', isOpen && groupId !== null ? groupId : undefined, listener);
  useRoom('person', member.personId, { ...listener, onRefused: () => undefined });
  return query;
};
