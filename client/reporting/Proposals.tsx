// Threads and review passages worth discussing: what the group pinned first, then what is proposed; each leads to its passage.
import { Anchor, Button, Skeleton, Text, Title } from '@mantine/core';
import { IconPin, IconPinnedFilled } from '@tabler/icons-react';
import { reactionWords } from '#shared/remarks/reactions.ts';
import type { Proposal } from '#shared/reporting/proposals.ts';
import { threadAddress } from '#client/annotations/links.ts';
import { Query } from '#client/kit/Query.tsx';
import { sentenceAddress } from '#client/remarks/sentence-address.ts';
import { usePins, useProposals, useTogglePin } from './proposals-data.ts';

const whyWord: Readonly<Record<Proposal['why'], string>> = {
  discussed: 'Much discussed',
  unanswered: 'Without an answer',
  least_agreed: 'Least agreed',
  most_reacted: 'Most reacted to',
};

const counted = (count: number, one: string, many: string) => `${String(count)} ${count === 1 ? one : many}`;

const figuresOf = (proposal: Proposal): string =>
  proposal.kind === 'thread'
    ? [
        proposal.replies > 0 && counted(proposal.replies, 'reply', 'replies'),
        proposal.upvotes > 0 && counted(proposal.upvotes, 'upvote', 'upvotes'),
      ]
        .filter(Boolean)
        .join(', ')
    : proposal.counts
        .map(({ reaction, count }) => `${String(count)} ${reactionWords[reaction].toLowerCase()}`)
        .join(', ');

interface CardProps {
  readonly proposal: Proposal;
  readonly isPinned: boolean;
  /** Left out: pins are only read. */
  readonly onToggle: (() => void) | undefined;
}

const Card = ({ proposal, isPinned, onToggle }: CardProps) => {
  const figures = figuresOf(proposal);
  const address =
    proposal.kind === 'thread'
      ? threadAddress(proposal.documentId, proposal.id)
      : sentenceAddress(proposal.reviewId, proposal.quote);
  const Icon = isPinned ? IconPinnedFilled : IconPin;
  const what = proposal.kind === 'thread' ? proposal.text : proposal.quote;
  return (
    <li className="proposal">
      <p className="proposal-why figures">
        <strong>{whyWord[proposal.why]}</strong>
        {figures !== '' && ` · ${figures}`}
      </p>
      {proposal.quote !== null && <blockquote className="proposal-quote">{proposal.quote}</blockquote>}
      {proposal.kind === 'thread' && proposal.text !== '' && <p className="proposal-text">{proposal.text}</p>}
      <p className="quiet proposal-by">
        {proposal.kind === 'thread'
          ? `${proposal.authorName}, on ${proposal.paper}`
          : `From the review of ${proposal.authorName}`}
      </p>
      <div className="proposal-acts">
        <Anchor href={address} target="_blank" rel="noopener" className="proposal-open">
          Open at the passage<span className="visually-hidden">, beside this page: {what}</span>
        </Anchor>
        {onToggle && (
          <Button
            variant={isPinned ? 'light' : 'default'}
            size="md"
            aria-pressed={isPinned}
            aria-label={`${isPinned ? 'Unpin' : 'Pin'}: ${what}`}
            leftSection={<Icon size={18} aria-hidden />}
            onClick={onToggle}
          >
            {isPinned ? 'Unpin' : 'Pin'}
          </Button>
        )}
      </div>
    </li>
  );
};

interface Props {
  readonly meetingId: string;
  readonly notesId: string;
  readonly mayCompose: boolean;
}

export const Proposals = ({ meetingId, notesId, mayCompose }: Props) => {
  const query = useProposals(meetingId);
  const { pins, closed } = usePins(meetingId, notesId).data ?? { pins: [], closed: 0 };
  const toggle = useTogglePin(meetingId, notesId);
  const pinnedIds = new Set(pins.map(({ id }) => id));
  const card = (proposal: Proposal, isPinned: boolean) => (
    <Card
      key={proposal.id}
      {...{ proposal, isPinned }}
      onToggle={
        mayCompose
          ? () => {
              toggle({ proposal, isPinned });
            }
          : undefined
      }
    />
  );
  return (
    <div className="proposals">
      {(pins.length > 0 || closed > 0) && (
        <>
          <Title order={3} fz="md">
            Pinned for all of you
          </Title>
          <ul className="proposal-list">{pins.map((proposal) => card(proposal, true))}</ul>
          {closed > 0 && (
            <Text size="sm" c="var(--text-quiet)">
              {closed === 1 ? 'One more pin leads' : `${String(closed)} more pins lead`} to what is not open
              to you.
            </Text>
          )}
        </>
      )}
      <Title order={3} fz="md" mt={pins.length > 0 ? 'lg' : 0}>
        Worth discussing
      </Title>
      <Query query={query} loading={<Skeleton h={160} mt="sm" />}>
        {(all) => {
          const proposals = all.filter(({ id }) => !pinnedIds.has(id));
          return proposals.length === 0 ? (
            <Text c="var(--text-quiet)" mt={4}>
              {all.length === 0
                ? 'No threads with replies, open questions or reactions to reviews yet.'
                : 'Everything that was proposed is pinned.'}
            </Text>
          ) : (
            <ul className="proposal-list">{proposals.map((proposal) => card(proposal, false))}</ul>
          );
        }}
      </Query>
    </div>
  );
};
