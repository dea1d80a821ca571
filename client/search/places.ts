// Where a hit is opened: the page with the words marked, the thread, the meeting.
import type {
  DocumentHitView,
  MeetingHitView,
  TakeawayHitView,
  ThreadHitView,
} from '#shared/search/contract.ts';

type PageHit = DocumentHitView['hits'][number];

export const placeOfPage = (documentId: string, { page, words }: PageHit) =>
  ({ to: '/documents/$documentId', params: { documentId }, search: { page, find: words } }) as const;

/** A paper without a PDF is opened where it is discussed. */
export const placeOfDocument = ({ documentId, meetingId }: DocumentHitView) =>
  documentId !== null
    ? ({ to: '/documents/$documentId', params: { documentId } } as const)
    : ({ to: '/meetings/$meetingId', params: { meetingId: meetingId ?? '' } } as const);

/** Found in a reply, it is opened there. */
export const placeOfThread = ({
  documentId,
  threadId,
  postId,
}: Pick<ThreadHitView, 'documentId' | 'threadId' | 'postId'>) =>
  ({
    to: '/documents/$documentId',
    params: { documentId },
    search: { thread: threadId, ...(postId === threadId ? {} : { post: postId }) },
  }) as const;

export const placeOfMeeting = ({ meetingId }: MeetingHitView) =>
  ({ to: '/meetings/$meetingId', params: { meetingId } }) as const;

export const placeOfTakeaway = ({ meetingId }: TakeawayHitView) =>
  ({ to: '/meetings/$meetingId/record', params: { meetingId } }) as const;

/** "p. 3", or as it is printed. */
export const pageWord = ({ page, pageLabel }: Pick<PageHit, 'page' | 'pageLabel'>): string =>
  `p. ${pageLabel ?? String(page)}`;
