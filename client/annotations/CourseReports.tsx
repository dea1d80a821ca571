// For the staff: every open report of the course with a way to its thread, and the button that settles it; live.
import { Badge, Button, Text, Title } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { kinds } from '#shared/annotations/kinds.ts';
import { reportsEvents, reportsRoutes, type ReportedThread } from '#shared/annotations/reports.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { keyOf, queryClient, reading } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { Ago } from '#client/kit/Moment.tsx';
import { RefusedState } from '#client/kit/States.tsx';
import { sayRefused } from '#client/kit/say.ts';
import { dismissReports } from './commands.ts';
import { hueOf } from './kind-hue.ts';
import './news.css';

const refresh = (courseId: Id) =>
  queryClient.invalidateQueries({ queryKey: keyOf(reportsRoutes.listReports, { courseId }) });

const Reported = ({ courseId, thread }: { courseId: Id; thread: ReportedThread }) => {
  const { threadId, documentId, kind, page, reports } = thread;
  const settle = useMutation({
    mutationFn: () => dismissReports({ id: threadId, documentId }),
    onSuccess: () => refresh(courseId),
    onError: sayRefused,
  });
  return (
    <li className="reported" style={hueOf(kind)}>
      <Link
        className="news-item"
        to="/documents/$documentId"
        params={{ documentId }}
        search={{ thread: threadId }}
      >
        <span className="news-said">{reports[0]?.excerpt}</span>
        <Text span size="xs" c="dimmed">
          {reports[0]?.authorName} · {kinds[kind].word}, p. {page} of {thread.documentTitle}
        </Text>
      </Link>
      <ul className="reported-why">
        {reports.map(({ postId, byName, reason, at }) => (
          <li key={`${postId} ${byName} ${at}`}>
            {reason}{' '}
            <Text span size="xs" c="dimmed">
              {byName}, <Ago at={at} />
            </Text>
          </li>
        ))}
      </ul>
      <Button
        size="compact-sm"
        variant="default"
        loading={settle.isPending}
        aria-label={`Settle the reports about what ${reports[0]?.authorName ?? 'somebody'} wrote`}
        onClick={() => {
          settle.mutate();
        }}
      >
        Settle
      </Button>
    </li>
  );
};

export const CourseReports = ({ courseId }: { courseId: Id }) => {
  const query = useQuery(reading(reportsRoutes.listReports, { params: { courseId } }));
  useRoom('staff', courseId, {
    onFact: (name) => {
      if (name === reportsEvents.reportsChanged.name) void refresh(courseId);
    },
    onGap: () => void refresh(courseId),
  });
  if (query.error && !query.data)
    return <RefusedState refusal={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return null;
  const { total, threads } = query.data;
  return (
    <section aria-label="Open reports">
      {total === 0 ? (
        <p className="quiet reported-none">
          <IconFlag size={16} stroke={1.6} aria-hidden /> No open reports. What members report is listed here.
        </p>
      ) : (
        <>
          <Title order={2} fz="1.15rem" mb="sm" className="reported-title">
            Open reports
            <Badge
              color="red"
              variant="light"
              aria-label={total === 1 ? '1 thread' : `${String(total)} threads`}
            >
              {total}
            </Badge>
          </Title>
          <ul className="card reported-list">
            {threads.map((thread) => (
              <Reported key={thread.threadId} courseId={courseId} thread={thread} />
            ))}
          </ul>
          {total > threads.length && (
            <p className="quiet">The newest {threads.length} are shown; settle some to see the others.</p>
          )}
        </>
      )}
    </section>
  );
};
