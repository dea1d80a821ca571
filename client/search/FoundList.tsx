// Everything that was found, as a page shows it: by kind, every hit a link to its place.
import { Anchor, Stack, Text, Title } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import type { DocumentHitView, Found, ThreadHitView } from '#shared/search/contract.ts';
import { Ago, Moment, useOwnZone } from '#client/kit/Moment.tsx';
import { Marked } from './Marked.tsx';
import {
  pageWord,
  placeOfDocument,
  placeOfMeeting,
  placeOfTakeaway,
  placeOfPage,
  placeOfThread,
} from './places.ts';

const Hit = createLink((props: ComponentPropsWithRef<'a'>) => (
  <Anchor component="a" {...props} className="found-hit" underline="never" />
));
const TitleLink = createLink((props: ComponentPropsWithRef<'a'>) => (
  <Anchor component="a" {...props} className="found-title serif" underline="hover" />
));

const Part = ({ title, count, children }: { title: string; count: number; children: ReactNode }) =>
  count > 0 && (
    <section aria-label={title}>
      <Title order={2} fz="1.15rem" mb="sm">
        {title} <span className="quiet figures">{count}</span>
      </Title>
      <Stack gap="md">{children}</Stack>
    </section>
  );

/** `courseName` says of which course a hit is, where several are searched. */
const DocumentFound = ({ document, course }: { document: DocumentHitView; course: string | undefined }) => (
  <article className="card found-card">
    <TitleLink {...placeOfDocument(document)}>
      <Marked snippet={document.title} />
    </TitleLink>
    <Text size="sm" c="dimmed">
      {[document.kind === 'deck' ? 'Slides' : undefined, course].filter(Boolean).join(' · ')}
      {document.authors.text !== '' && (
        <>
          {(document.kind === 'deck' || course !== undefined) && ' · '}
          <Marked snippet={document.authors} />
        </>
      )}
    </Text>
    {document.hits.map((hit) => (
      <Hit key={hit.page} {...placeOfPage(document.documentId ?? '', hit)}>
        <span className="found-page figures">{pageWord(hit)}</span>
        <span className="serif">
          <Marked snippet={hit.snippet} />
        </span>
      </Hit>
    ))}
    {document.hasMorePages && (
      <Text size="sm" c="dimmed">
        And on more pages of it: open it and look on from there.
      </Text>
    )}
  </article>
);

const ThreadFound = ({ thread, isNote }: { thread: ThreadHitView; isNote: boolean }) => (
  <Hit {...placeOfThread(thread)}>
    <span className="found-page figures">{`p. ${String(thread.page)}`}</span>
    <span>
      <span className="serif">
        <Marked snippet={thread.snippet} />
      </span>
      <Text component="span" display="block" size="sm" c="dimmed">
        {isNote ? 'You' : thread.authorName}, <Ago at={thread.postedAt} />, on {thread.documentTitle}
      </Text>
    </span>
  </Hit>
);

export const FoundList = ({ found }: { found: Found }) => {
  const { papers, threads, notes, meetings, takeaways, courses } = found;
  const zone = useOwnZone();
  const names = new Map(courses.map(({ id, title }) => [id, title]));
  const courseOf = (id: string) => (courses.length > 1 ? names.get(id) : undefined);
  return (
    <Stack gap="xl">
      <Part title="Meetings" count={meetings.length}>
        {meetings.map((meeting) => (
          <Hit key={meeting.meetingId} {...placeOfMeeting(meeting)}>
            <span>
              <Marked snippet={meeting.topic} />
              <Text component="span" display="block" size="sm" c="dimmed">
                {courseOf(meeting.courseId)} <Moment at={meeting.startsAt} zone={zone} />
              </Text>
            </span>
          </Hit>
        ))}
      </Part>
      <Part title="Papers" count={papers.length}>
        {papers.map((document) => (
          <DocumentFound
            key={document.documentId ?? document.paperId}
            document={document}
            course={courseOf(document.courseId)}
          />
        ))}
      </Part>
      <Part title="Threads" count={threads.length}>
        {threads.map((thread) => (
          <ThreadFound key={thread.threadId} thread={thread} isNote={false} />
        ))}
      </Part>
      <Part title="Your notes" count={notes.length}>
        {notes.map((thread) => (
          <ThreadFound key={thread.threadId} thread={thread} isNote />
        ))}
      </Part>
      <Part title="Takeaways" count={takeaways.length}>
        {takeaways.map((takeaway) => (
          <Hit key={takeaway.takeawayId} {...placeOfTakeaway(takeaway)}>
            <span>
              <span className="serif">
                <Marked snippet={takeaway.snippet} />
              </span>
              <Text component="span" display="block" size="sm" c="dimmed">
                {courseOf(takeaway.courseId)} {takeaway.topic}, <Moment at={takeaway.startsAt} zone={zone} />
              </Text>
            </span>
          </Hit>
        ))}
      </Part>
      {found.isMore && <Text c="dimmed">There is more. A further word narrows it.</Text>}
    </Stack>
  );
};
