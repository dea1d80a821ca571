// For staff: all submitted versions of a review, and which one counts.
import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { Query } from '#client/kit/Query.tsx';
import { versionsQuery } from './data.ts';
import { VersionList } from './VersionList.tsx';

interface Props {
  readonly reviewId: Id;
  readonly meeting: MeetingView;
  readonly timeZone: string;
}

const Versions = ({ reviewId, meeting, timeZone }: Props) => {
  const query = useQuery({ ...versionsQuery(reviewId), staleTime: 0 });
  return (
    <Query query={query}>
      {(versions) => <VersionList versions={versions} meeting={meeting} timeZone={timeZone} />}
    </Query>
  );
};

/** A button, and behind it the versions. */
export const AllVersions = (props: Props) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        className="no-print"
        onClick={() => {
          setOpen(true);
        }}
      >
        All versions
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => {
          setOpen(false);
        }}
        size="48rem"
        title="What was submitted"
      >
        {isOpen && <Versions {...props} />}
      </Modal>
    </>
  );
};
