// Links to threads and passages inside of a text, shown as what they lead to.
import { IconLink, IconQuote } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { threadLineRoutes } from '#shared/annotations/thread-line.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { reading } from '#client/kernel/query.ts';
import { KindIconMark } from './KindMark.tsx';
import type { Place } from './place-of-address.ts';
import { useReading } from './reading-context.ts';

const minuteMs = 60_000;

interface ChipProps {
  readonly place: Place;
  readonly mark: ReactNode;
  /** The paper, where it is another one. */
  readonly title: string | null;
  readonly children: ReactNode;
}

const Chip = ({ place: { documentId, ...search }, mark, title, children }: ChipProps) => (
  <Link className="post-link" to="/documents/$documentId" params={{ documentId }} search={search}>
    {mark}
    <span className="post-link-words">
      {title !== null && `${title}: `}
      {children}
    </span>
  </Link>
);

const ToThread = ({ place, threadId }: { place: Place; threadId: Id }) => {
  const { document } = useReading();
  const { data, error } = useQuery({
    ...reading(threadLineRoutes.readThreadLine, { params: { threadId } }),
    staleTime: minuteMs,
  });
  if (error?.body.code === 'not_found')
    return <span className="post-link quiet">A thread that is not open to you</span>;
  const icon = data ? <KindIconMark kind={data.kind} size={14} /> : <IconLink size={14} aria-hidden />;
  return (
    <Chip
      // Where the thread is, whatever the address says.
      place={{ ...place, documentId: data?.documentId ?? place.documentId }}
      mark={icon}
      title={data && data.documentId !== document.id ? data.documentTitle : null}
    >
      {data ? (
        <span className="post-link-quote">
          {data.quote === '' ? `A part of page ${String(data.page + 1)}` : data.quote}
        </span>
      ) : (
        'Thread'
      )}
    </Chip>
  );
};

const ToPassage = ({ place }: { place: Place }) => {
  const { document } = useReading();
  const isHere = place.documentId === document.id;
  const { data, error } = useQuery({
    ...reading(papersRoutes.readDocument, { params: { documentId: place.documentId } }),
    staleTime: minuteMs,
    enabled: !isHere,
  });
  if (error?.body.code === 'not_found')
    return <span className="post-link quiet">A paper that is not open to you</span>;
  const page = /^\d+/.exec(place.passage ?? '')?.[0] ?? place.page;
  return (
    <Chip
      place={place}
      mark={<IconQuote size={14} aria-hidden />}
      title={isHere ? null : (data?.title ?? 'A paper')}
    >
      {place.find !== undefined && <span className="post-link-quote">{place.find}</span>}
      {place.find !== undefined && page !== undefined && ', '}
      {page !== undefined ? `page ${String(page)}` : place.find === undefined && 'open'}
    </Chip>
  );
};

/** What a link leads to inside of the app. */
export const PostLink = ({ place }: { place: Place }) =>
  place.thread === undefined ? (
    <ToPassage place={place} />
  ) : (
    <ToThread place={place} threadId={place.thread} />
  );
