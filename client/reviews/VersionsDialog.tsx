// The versions one has submitted, newest first, each to be read.
import { Accordion, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MeetingView } from '#shared/papers/contract.ts';
import { Moment } from '#client/kit/Moment.tsx';
import { Query } from '#client/kit/Query.tsx';
import { ownVersionsQuery } from './data.ts';
import { ReviewText } from './ReviewText.tsx';

interface Props {
  readonly meeting: MeetingView;
  readonly timeZone: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const Versions = ({ meeting, timeZone }: Pick<Props, 'meeting' | 'timeZone'>) => {
  const query = useQuery({ ...ownVersionsQuery(meeting.id), staleTime: 0 });
  return (
    <Query query={query}>
      {(versions) => (
        <Accordion defaultValue={String(versions[0]?.version ?? '')}>
          {versions.map(({ version, at, late, words, questions, answers }) => (
            <Accordion.Item key={version} value={String(version)}>
              <Accordion.Control>
                <Text fw={600} span>
                  Version {version}
                </Text>{' '}
                <Text span size="sm" c="dimmed">
                  <Moment at={at} zone={timeZone} /> · {words} words{late ? ' · late' : ''}
                </Text>
              </Accordion.Control>
              <Accordion.Panel>
                <ReviewText questions={questions} answers={answers} meeting={meeting} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Query>
  );
};

export const VersionsDialog = ({ meeting, timeZone, opened, onClose }: Props) => (
  <Modal opened={opened} onClose={onClose} size="48rem" title="What you have submitted">
    {opened && <Versions meeting={meeting} timeZone={timeZone} />}
  </Modal>
);
