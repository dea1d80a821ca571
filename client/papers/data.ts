// What the pages read about meetings and papers, kept fresh by the course's live facts.
import { useQuery } from '@tanstack/react-query';
import { papersEvents, papersRoutes, type MeetingView } from '#shared/papers/contract.ts';
import { keyOf, queryClient, reading } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';

export const meetingsQuery = (courseId: string) =>
  reading(papersRoutes.listMeetings, { params: { courseId } });

/** Asks again for every meeting that is shown. */
export const refreshMeetings = (): Promise<unknown> =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: keyOf(papersRoutes.listMeetings) }),
    queryClient.invalidateQueries({ queryKey: keyOf(papersRoutes.readMeeting) }),
  ]);

const isBeingRead = (meeting: MeetingView | undefined) =>
  meeting?.papers.some((paper) => paper.document?.state === 'reading') === true;

/** One meeting. While a PDF is being read it is asked for again, in case the live connection is away. */
export const useMeeting = (meetingId: string) =>
  useQuery({
    ...reading(papersRoutes.readMeeting, { params: { meetingId } }),
    refetchInterval: ({ state }) => (isBeingRead(state.data) ? 4000 : false),
  });

const names: readonly string[] = [papersEvents.meetingsChanged.name, papersEvents.documentRead.name];

/** Keeps meetings fresh while the page is open. `courseId` undefined: not known yet. */
export const useMeetingsNews = (courseId: string | undefined): void => {
  useRoom('course', courseId, {
    onFact: (name) => {
      if (names.includes(name)) void refreshMeetings();
    },
    onGap: () => void refreshMeetings(),
  });
};
