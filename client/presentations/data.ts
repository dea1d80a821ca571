// What the pages read about talks, kept fresh by the course's live facts.
import { useQuery } from '@tanstack/react-query';
import type { Id } from '#shared/kernel/primitives.ts';
import { papersEvents, papersRoutes } from '#shared/papers/contract.ts';
import { presentationsEvents, presentationsRoutes, type Talk } from '#shared/presentations/contract.ts';
import { coverageRoutes } from '#shared/presentations/coverage.ts';
import { uploadsRoutes } from '#shared/presentations/uploads.ts';
import { keyOf, queryClient, reading } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';

const talksQuery = (meetingId: Id) => reading(presentationsRoutes.listTalks, { params: { meetingId } });

const isBeingRead = (talks: readonly Talk[] | undefined) =>
  talks?.some(({ slides }) => slides?.document.state === 'reading') === true;

/** The talks of a meeting. While slides are being read they are asked for again, in case the live connection is away. */
export const useTalks = (meetingId: Id) =>
  useQuery({
    ...talksQuery(meetingId),
    refetchInterval: ({ state }) => (isBeingRead(state.data) ? 4000 : false),
  });

/** Versions, uploads and log of a talk's slides; for its presenters and the staff. */
export const deskQuery = (meetingId: Id, paperId: Id) =>
  reading(uploadsRoutes.readSlidesDesk, { params: { meetingId, paperId } });

/** What the slides of a talk cover; for whoever may read them. */
export const coverageQuery = (meetingId: Id, paperId: Id) =>
  reading(coverageRoutes.readCoverage, { params: { meetingId, paperId } });

/** Small pictures of the slides of a deck; asked for again while they are made, in case the live connection is away. */
export const useSlideThumbnails = (documentId: Id) =>
  useQuery({
    ...reading(papersRoutes.listPageThumbnails, { params: { documentId } }),
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.state === 'waiting') === true ? 5000 : false,
  });

/** Asks anew for everything about talks. */
export const refreshTalks = (): void => {
  for (const { path } of [
    presentationsRoutes.listTalks,
    presentationsRoutes.listCourseTalks,
    uploadsRoutes.readSlidesDesk,
    coverageRoutes.readCoverage,
    papersRoutes.listPageThumbnails,
  ])
    void queryClient.invalidateQueries({ queryKey: keyOf({ path }) });
};

/** Puts in what an act has just answered. */
export const putTalk = (talk: Talk): void => {
  queryClient.setQueryData(talksQuery(talk.meetingId).queryKey, (talks) =>
    talks?.map((one) => (one.paperId === talk.paperId ? talk : one)),
  );
};

const names: readonly string[] = [
  presentationsEvents.talksChanged.name,
  papersEvents.documentRead.name,
  // A paper that comes brings its slot, a moved meeting its deadlines.
  papersEvents.meetingsChanged.name,
  papersEvents.documentRightsChanged.name,
];

/** Keeps talks fresh while the page is open. */
export const useTalksNews = (courseId: Id): void => {
  useRoom('course', courseId, {
    onFact: (name) => {
      if (names.includes(name)) refreshTalks();
      // Fifty times for a long deck: only its pictures.
      if (name === papersEvents.thumbnailsMade.name)
        void queryClient.invalidateQueries({ queryKey: keyOf(papersRoutes.listPageThumbnails) });
    },
    onGap: refreshTalks,
  });
};
