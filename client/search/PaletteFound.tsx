// What was found, in the palette: a few of each kind, with the way to all of it.
import { Spotlight } from '@mantine/spotlight';
import {
  IconBookmark,
  IconCalendarEvent,
  IconFileText,
  IconMessage,
  IconNote,
  IconPresentation,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { DocumentHitView, Found, ThreadHitView } from '#shared/search/contract.ts';
import { Marked } from './Marked.tsx';
import { PaletteItem } from './PaletteItem.tsx';
import {
  pageWord,
  placeOfDocument,
  placeOfMeeting,
  placeOfPage,
  placeOfTakeaway,
  placeOfThread,
} from './places.ts';

const papersAtMost = 5;
const pagesAtMost = 2;
const threadsAtMost = 4;

/** `onOpen` is told before a hit is opened. */
export const PaletteFound = ({ found, onOpen }: { found: Found; onOpen: () => void }) => {
  const navigate = useNavigate();
  const go = (open: () => Promise<void>) => () => {
    onOpen();
    void open();
  };
  const iconOf = ({ kind }: DocumentHitView) =>
    kind === 'deck' ? <IconPresentation size={18} /> : <IconFileText size={18} />;

  const documentItems = (document: DocumentHitView) => {
    const pages = document.hits.slice(0, pagesAtMost);
    const isNamed = document.title.marks.length + document.authors.marks.length > 0;
    const key = document.documentId ?? document.paperId ?? document.title.text;
    return [
      ...(isNamed || pages.length === 0
        ? [
            <PaletteItem
              key={key}
              icon={iconOf(document)}
              title={<Marked snippet={document.title} />}
              detail={document.authors.text === '' ? undefined : <Marked snippet={document.authors} />}
              onChoose={go(() => navigate(placeOfDocument(document)))}
            />,
          ]
        : []),
      ...pages.map((hit, at) => (
        <PaletteItem
          key={`${key} ${String(hit.page)}`}
          icon={at === 0 && !isNamed ? iconOf(document) : null}
          title={<Marked snippet={document.title} />}
          isTitleKnown={at > 0 || isNamed}
          detail={<Marked snippet={hit.snippet} />}
          end={pageWord(hit)}
          onChoose={go(() => navigate(placeOfPage(document.documentId ?? '', hit)))}
        />
      )),
    ];
  };
  const threadItem = (thread: ThreadHitView, isNote: boolean) => (
    <PaletteItem
      key={thread.threadId}
      icon={isNote ? <IconNote size={18} /> : <IconMessage size={18} />}
      title={isNote ? thread.documentTitle : `${thread.authorName} on ${thread.documentTitle}`}
      detail={<Marked snippet={thread.snippet} />}
      end={`p. ${String(thread.page)}`}
      onChoose={go(() => navigate(placeOfThread(thread)))}
    />
  );
  const { meetings, papers, threads, notes, takeaways } = found;
  return (
    <>
      {meetings.length > 0 && (
        <Spotlight.ActionsGroup label="Meetings" role="group" aria-label="Meetings">
          {meetings.slice(0, 3).map((meeting) => (
            <PaletteItem
              key={meeting.meetingId}
              icon={<IconCalendarEvent size={18} />}
              title={<Marked snippet={meeting.topic} />}
              onChoose={go(() => navigate(placeOfMeeting(meeting)))}
            />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {papers.length > 0 && (
        <Spotlight.ActionsGroup label="Papers" role="group" aria-label="Papers">
          {papers.slice(0, papersAtMost).flatMap(documentItems)}
        </Spotlight.ActionsGroup>
      )}
      {threads.length > 0 && (
        <Spotlight.ActionsGroup label="Threads" role="group" aria-label="Threads">
          {threads.slice(0, threadsAtMost).map((thread) => threadItem(thread, false))}
        </Spotlight.ActionsGroup>
      )}
      {notes.length > 0 && (
        <Spotlight.ActionsGroup label="Your notes" role="group" aria-label="Your notes">
          {notes.slice(0, threadsAtMost).map((thread) => threadItem(thread, true))}
        </Spotlight.ActionsGroup>
      )}
      {takeaways.length > 0 && (
        <Spotlight.ActionsGroup label="Takeaways" role="group" aria-label="Takeaways">
          {takeaways.slice(0, threadsAtMost).map((takeaway) => (
            <PaletteItem
              key={takeaway.takeawayId}
              icon={<IconBookmark size={18} />}
              title={<Marked snippet={takeaway.snippet} />}
              onChoose={go(() => navigate(placeOfTakeaway(takeaway)))}
            />
          ))}
        </Spotlight.ActionsGroup>
      )}
    </>
  );
};
