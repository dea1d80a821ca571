// What was reported about a thread and its replies, for the staff, and how they settle it.
import { Button } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ThreadView } from '#shared/annotations/views.ts';
import { Ago } from '#client/kit/Moment.tsx';
import { sayRefused } from '#client/kit/say.ts';
import { keepFocusNear } from './card-focus.ts';
import { dismissReports } from './commands.ts';

const reportsInWords = (count: number): string => (count === 1 ? '1 report' : `${String(count)} reports`);

export const ReportsMark = ({ thread: { reports } }: { thread: ThreadView }) =>
  reports !== null &&
  reports.length > 0 && (
    <span className="post-mark is-reported">
      <IconFlag size={15} stroke={1.8} aria-hidden />
      {reportsInWords(reports.length)}
    </span>
  );

export const Reports = ({ thread }: { thread: ThreadView }) => {
  const settle = useMutation({
    mutationFn: () => {
      keepFocusNear(thread.id);
      return dismissReports(thread);
    },
    onError: sayRefused,
  });
  const { reports } = thread;
  if (reports === null || reports.length === 0) return null;
  const about = (postId: string) =>
    postId === thread.id
      ? 'the thread'
      : `the reply by ${thread.replies.find(({ id }) => id === postId)?.authorName ?? 'somebody'}`;
  return (
    <section className="reports" aria-label="Reports">
      <div className="thread-line">
        <ReportsMark thread={thread} />
        <Button
          size="compact-xs"
          variant="default"
          loading={settle.isPending}
          onClick={() => {
            settle.mutate();
          }}
        >
          Settle
        </Button>
      </div>
      <ul>
        {reports.map(({ postId, byName, reason, at }) => (
          <li key={`${postId} ${byName}`}>
            <span className="quiet">
              {byName} about {about(postId)}, <Ago at={at} />
            </span>
            <br />
            {reason}
          </li>
        ))}
      </ul>
    </section>
  );
};
