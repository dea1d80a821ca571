// The time of a talk that is on: the clock of its show while slides are up, and otherwise what the running order gives it.
import type { ReactNode } from 'react';
import { useStage } from '#client/presenting/data.ts';
import { TalkClock } from '#client/presenting/TalkClock.tsx';
import '#client/presenting/presenting.css';

interface Props {
  readonly meetingId: string;
  readonly paperId: string;
  readonly size: 'small' | 'large';
  /** The countdown of the running order. */
  readonly children: ReactNode;
}

/** All screens show the same clock: the projector shows the show’s. */
export const TalkTime = ({ meetingId, paperId, size, children }: Props) => {
  const stage = useStage({ meetingId, paperId }).data;
  const show = stage?.show;
  if (!show || (show.phase !== 'talking' && show.phase !== 'questions')) return children;
  const { talkMinutes, questionMinutes } = stage;
  return <TalkClock {...{ show, talkMinutes, questionMinutes, size }} />;
};
