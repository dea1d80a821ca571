// The next meeting as a card: when and where, its papers, what is due, and one thing to do.
import { Badge, Box, Group, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { MeetingView } from '#shared/papers/contract.ts';
import { Ago, Moment, useNow } from '#client/kit/Moment.tsx';
import { PaperLine } from './PaperLine.tsx';
import { phaseOf } from './phase.ts';
import './papers.css';

interface Props {
  readonly meeting: MeetingView;
  readonly timeZone: string;
  /** The course's name, where several courses are shown. */
  readonly course?: string;
  /** What is due, in a sentence. */
  readonly due?: ReactNode;
  /** The one button that matters, and at most one quiet one beside it. */
  readonly action: ReactNode;
}

export const MeetingCard = ({ meeting, timeZone, course, due, action }: Props) => {
  const isLive = phaseOf(meeting, useNow()) === 'live';
  return (
    <Box component="section" aria-label="Next meeting" className="card" p={{ base: 'md', sm: 'xl' }}>
      <Group gap="xs" mb={6}>
        <Badge variant={isLive ? 'filled' : 'light'} size="lg" tt="none" fw={600}>
          {isLive ? 'Now' : <Ago at={meeting.startsAt} />}
        </Badge>
        <Text size="sm" c="dimmed">
          {course !== undefined && `${course} · `}Meeting {meeting.number}
        </Text>
      </Group>
      <Title order={2} fz={{ base: '1.3rem', sm: '1.6rem' }} style={{ overflowWrap: 'anywhere' }}>
        <Link
          to="/meetings/$meetingId"
          params={{ meetingId: meeting.id }}
          style={{ color: 'inherit', textDecoration: 'none' }}
        >
          {meeting.topic}
        </Link>
      </Title>
      <Text mt={4}>
        <Moment at={meeting.startsAt} zone={timeZone} />
        {meeting.place !== '' && <span className="quiet"> · {meeting.place}</span>}
      </Text>
      {meeting.papers.length > 0 ? (
        <div className="card-papers">
          {meeting.papers.map((paper) => (
            <PaperLine key={paper.id} paper={paper} />
          ))}
        </div>
      ) : (
        <Text c="dimmed" mt="md">
          Its papers have not been added yet.
        </Text>
      )}
      <Group justify="space-between" mt="lg" gap="md">
        <Text component="div">{due}</Text>
        <Group gap="sm">{action}</Group>
      </Group>
    </Box>
  );
};
