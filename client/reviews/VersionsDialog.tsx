// The versions one has submitted, newest first, each to be read.
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MeetingView } from '#shared/papers/contract.ts';
import { Query } from '#client/kit/Query.tsx';
import { ownVersionsQuery } from './data.ts';
import { VersionList } from './VersionList.tsx';

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
      {(versions) => <VersionList versions={versions} meeting={meeting} timeZone={timeZone} />}
    </Query>
  );
};

export const VersionsDialog = ({ meeting, timeZone, opened, onClose }: Props) => (
  <Modal opened={opened} onClose={onClose} size="48rem" title="What you have submitted">
    {opened && <Versions meeting={meeting} timeZone={timeZone} />}
  </Modal>
);
