// What all groups report: whose turn it is, every point with its votes, what the class takes away, and the notes behind it.
import { Anchor, Text, Title } from '@mantine/core';
import { IconArrowBigUp, IconArrowBigUpFilled, IconBookmarkFilled } from '@tabler/icons-react';
import { groupName } from '#shared/rounds/names.ts';
import type { RoundView } from '#shared/rounds/views.ts';
import { threadAddress } from '#client/annotations/links.ts';
import { ClassReports } from '#client/rounds/ClassReports.tsx';
import type { Reporting } from './data.ts';

interface Props {
  readonly meetingId: string;
  readonly round: RoundView;
  readonly reporting: Reporting;
  readonly ownGroup?: number | undefined;
  readonly selfId?: string | undefined;
  /** Without it the votes are only read. */
  readonly onVote?: ((pointId: string, isMine: boolean) => void) | undefined;
}

const votesWord = (votes: number) => (votes === 1 ? '1 vote' : `${String(votes)} votes`);

const Point = ({ point, onVote }: { point: Reporting['points'][number] } & Pick<Props, 'onVote'>) => {
  const Icon = point.isMine ? IconArrowBigUpFilled : IconArrowBigUp;
  const figure = (
    <>
      <Icon size={20} aria-hidden />
      <span className="figures" aria-hidden>
        {point.votes}
      </span>
    </>
  );
  return (
    <li className="class-point">
      {onVote ? (
        <button
          type="button"
          className="vote"
          aria-pressed={point.isMine}
          aria-label={`Vote for “${point.text}”, ${votesWord(point.votes)}`}
          onClick={() => {
            onVote(point.id, !point.isMine);
          }}
        >
          {figure}
        </button>
      ) : (
        <span className="vote" role="img" aria-label={votesWord(point.votes)}>
          {figure}
        </span>
      )}
      <div className="class-point-words">
        <p>{point.text}</p>
        {point.threadId !== null && point.documentId !== null && (
          <Anchor
            href={threadAddress(point.documentId, point.threadId)}
            target="_blank"
            rel="noopener"
            className="proposal-open"
          >
            Open at the passage<span className="visually-hidden">, beside this page: {point.text}</span>
          </Anchor>
        )}
        {point.takeawayAt !== null && (
          <Text size="sm" className="takeaway-mark">
            <IconBookmarkFilled size={16} aria-hidden /> Takeaway
          </Text>
        )}
      </div>
    </li>
  );
};

/** Whose turn it is, said to one of the class. */
const turnWord = (
  call: Reporting['called'][number],
  ownGroup: number | undefined,
  selfId: string | undefined,
): string => {
  if (call.group !== ownGroup) return `${groupName(call.group)} reports now.`;
  return call.reporterId === selfId ? 'It is your turn: you report now.' : 'Your group reports now.';
};

export const ClassBoard = ({ meetingId, round, reporting, ownGroup, selfId, onVote }: Props) => {
  const { points, called, takeaways } = reporting;
  const call = round.phase === 'class' ? called.at(-1) : undefined;
  const now = call?.group;
  const groups = [...new Set(points.map(({ group }) => group))];
  const ownWords = takeaways.filter(({ pointId }) => pointId === null);
  return (
    <>
      <section className="card live-card" aria-labelledby="class-points">
        <Title order={2} fz="lg" id="class-points">
          What the groups report
        </Title>
        <Text role="status" className="reports-now" mt={4}>
          {call && turnWord(call, ownGroup, selfId)}
        </Text>
        {groups.length === 0 && (
          <Text c="var(--text-quiet)">
            {round.phase === 'class' ? 'No points yet. They come in here by themselves.' : 'No points.'}
          </Text>
        )}
        {groups.map((group) => (
          <div key={group} className="class-group" data-now={group === now || undefined}>
            <Title order={3} fz="md">
              {groupName(group)}
              {group === ownGroup && <span className="quiet"> (yours)</span>}
            </Title>
            <ul className="class-points">
              {points
                .filter((point) => point.group === group)
                .map((point) => (
                  <Point key={point.id} point={point} onVote={onVote} />
                ))}
            </ul>
          </div>
        ))}
      </section>
      {ownWords.length > 0 && (
        <section className="card live-card" aria-labelledby="class-takeaways">
          <Title order={2} fz="lg" id="class-takeaways">
            To take away
          </Title>
          <ul className="takeaways">
            {ownWords.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      <ClassReports meetingId={meetingId} round={round} />
    </>
  );
};
