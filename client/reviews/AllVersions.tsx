// For staff: all submitted versions of a review, and which one counts.
import { useQuery } from '@tanstack/react-query';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { DialogButton } from '#client/kit/DialogButton.tsx';
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
export const AllVersions = (props: Props) => (
  <DialogButton
    buttonSize="compact-sm"
    variant="default"
    className="no-print"
    label="All versions"
    title="What was submitted"
    size="48rem"
  >
    {() => <Versions {...props} />}
  </DialogButton>
);
