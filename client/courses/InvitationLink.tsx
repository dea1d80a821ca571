// Makes a one-time link for a member who has not come yet; making a new one ends the one before.
import { Button, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { coursesRoutes, type Course, type MemberView } from '#shared/courses/contract.ts';
import { call } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { LinkToCopy } from './LinkToCopy.tsx';

interface Props {
  readonly course: Pick<Course, 'id'>;
  readonly member: Pick<MemberView, 'personId' | 'name'>;
}

/** The link is shown once: the server keeps only its hash. */
export const InvitationOffer = ({ course, member }: Props) => {
  const invite = useMutation({
    mutationFn: () =>
      call(coursesRoutes.inviteMember, { params: { courseId: course.id, personId: member.personId } }),
  });
  if (invite.data)
    return (
      <LinkToCopy path={invite.data.link}>
        Send this to {member.name}. It works once and for 14 days, and is not shown again; a new one ends it.
      </LinkToCopy>
    );
  return (
    <Stack>
      <FormProblem error={invite.error} />
      <Text>
        With the link {member.name} chooses a password and enters. Whoever has the link can do that: send it
        to nobody else. Links made before stop working.
      </Text>
      <Button
        loading={invite.isPending}
        onClick={() => {
          invite.mutate();
        }}
      >
        Make the link
      </Button>
    </Stack>
  );
};

export const InvitationLink = ({
  opened,
  onClose,
  ...who
}: Props & { readonly opened: boolean; readonly onClose: () => void }) => (
  <Modal opened={opened} onClose={onClose} title="Invitation link">
    <InvitationOffer {...who} />
  </Modal>
);
