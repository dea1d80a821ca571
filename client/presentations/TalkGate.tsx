// What the page of a talk waits for: the talk, kept fresh while the page is open.
import type { ReactNode } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Talk } from '#shared/presentations/contract.ts';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Query } from '#client/kit/Query.tsx';
import { useTalks, useTalksNews } from './data.ts';

interface Props {
  readonly meetingId: Id;
  readonly courseId: Id;
  readonly paperId: Id;
  readonly children: (talk: Talk) => ReactNode;
}

/** Shows loading and refusal by itself. */
export const TalkGate = ({ meetingId, courseId, paperId, children }: Props) => {
  const query = useTalks(meetingId);
  useTalksNews(courseId);
  return (
    <Query query={query} loading={<LoadingPage />}>
      {(talks) => {
        const talk = talks.find((one) => one.paperId === paperId);
        return talk ? children(talk) : null;
      }}
    </Query>
  );
};
