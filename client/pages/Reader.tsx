// The page where a paper or a deck is read together.
import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { papersRoutes, type DocumentView } from '#shared/papers/contract.ts';
import { AnnotatedDocument } from '#client/annotations/AnnotatedDocument.tsx';
import { DiscussedContext } from '#client/annotations/discussed-context.ts';
import { FindLinksContext } from '#client/annotations/find-links.ts';
import type { Visit } from '#client/annotations/use-visits.ts';
import { DocumentGate } from '#client/annotations/DocumentGate.tsx';
import { ExchangeTool } from '#client/exchange/ExchangeTool.tsx';
import { reading } from '#client/kernel/query.ts';
import { ArrivalContext } from '#client/reader/arrival.ts';
import { DiscussedTool } from '#client/meeting-record/DiscussedTool.tsx';
import { useDiscussed } from '#client/meeting-record/use-discussed.ts';
import { findLinks } from '#client/search/find-links.ts';
import './reader-page.css';

const route = getRouteApi('/documents/$documentId');

const BackToMeeting = ({ document }: { document: DocumentView }) =>
  document.meetingId !== null && (
    <Button
      component={Link}
      to="/meetings/$meetingId"
      params={{ meetingId: document.meetingId } as never}
      variant="default"
    >
      To the meeting
    </Button>
  );

/** The way back to the meeting and what is being read; in the bar, and on a phone above it. */
const Where = ({ document }: { document: DocumentView }) => {
  const { meetingId } = document;
  const meeting = useQuery({
    ...reading(papersRoutes.readMeeting, { params: { meetingId: meetingId ?? '' } }),
    enabled: meetingId !== null,
  }).data;
  const name = meeting ? `Meeting ${String(meeting.number)}: ${meeting.topic}` : 'The meeting';
  return (
    <span className="reader-where">
      {meetingId !== null && (
        <ActionIcon
          component={Link}
          to="/meetings/$meetingId"
          params={{ meetingId } as never}
          variant="subtle"
          color="gray"
          size={32}
          aria-label={name}
          title={name}
        >
          <IconChevronLeft size={18} />
        </ActionIcon>
      )}
      <h1 className="serif" title={document.title}>
        {document.title}
      </h1>
    </span>
  );
};

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** See `Visit`. */
    own?: boolean;
  }
}

/** Which entry of the browser's history this is; the names are compared, so they come one by one. */
const useVisit = (): Visit => {
  const going = useRouterState({ select: ({ location }) => location.state.__TSR_key });
  const at = useRouterState({
    select: ({ location, resolvedLocation }) =>
      resolvedLocation?.pathname === location.pathname ? resolvedLocation.state.__TSR_key : undefined,
  });
  const own = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.state.own === true });
  const router = useRouter();
  const [again, setAgain] = useState(0);
  useEffect(
    () =>
      router.subscribe('onResolved', ({ fromLocation, toLocation }) => {
        if (fromLocation?.state.__TSR_key === toLocation.state.__TSR_key) setAgain((count) => count + 1);
      }),
    [router],
  );
  return { going, at, own, again };
};

const OpenDocument = ({ document }: { document: DocumentView }) => {
  const { page, find, thread, post, passage } = route.useSearch();
  const visit = useVisit();
  const entry = visit.at ?? visit.going;
  const arrival = useMemo(
    () => (find === undefined ? null : { page, find, entry, again: visit.again }),
    [page, find, entry, visit.again],
  );
  const navigate = route.useNavigate();
  const { discussed, byThread } = useDiscussed(document.id);
  const showThread = (id: string | undefined) =>
    void navigate({
      search: id === undefined ? {} : { thread: id },
      replace: true,
      state: { own: true },
      resetScroll: false,
    });
  useEffect(() => {
    window.document.title = `${document.title} · Paperround`;
  }, [document.title]);
  return (
    <>
      <div className="reader-above">
        <Where document={document} />
      </div>
      <ArrivalContext value={arrival}>
        <FindLinksContext value={findLinks}>
          <DiscussedContext value={byThread}>
            <AnnotatedDocument
              page={page}
              threadId={thread}
              postId={post}
              passage={passage}
              visit={visit}
              onThread={showThread}
              title={<Where document={document} />}
              tools={
                <>
                  <DiscussedTool
                    discussed={discussed}
                    onThread={(id) => void navigate({ search: { thread: id } })}
                  />
                  <ExchangeTool />
                </>
              }
            />
          </DiscussedContext>
        </FindLinksContext>
      </ArrivalContext>
    </>
  );
};

export const Reader = () => {
  const { documentId } = route.useParams();
  return (
    <div className="reader-page-frame">
      <DocumentGate
        key={documentId}
        documentId={documentId}
        way={(document) => <BackToMeeting document={document} />}
      >
        {(document) => <OpenDocument document={document} />}
      </DocumentGate>
    </div>
  );
};
