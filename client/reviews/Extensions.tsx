// More time for some students of a meeting: who has it and why, granting it, and taking it back.
import { ActionIcon, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MeetingView } from '#shared/papers/contract.ts';
import { reviewsRoutes, type Extension } from '#shared/reviews/contract.ts';
import { call } from '#client/kernel/call.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { DialogButton } from '#client/kit/DialogButton.tsx';
import { Moment } from '#client/kit/Moment.tsx';
import { Query } from '#client/kit/Query.tsx';
import { sayRefused } from '#client/kit/say.ts';
import { extensionsQuery, putExtensions } from './data.ts';
import { GrantExtension, type ExtensionStudents } from './GrantExtension.tsx';

interface Props {
  readonly meeting: MeetingView;
  readonly timeZone: string;
  readonly students: ExtensionStudents;
}

const namesOf = ({ people }: Extension) => people.map(({ name }) => name).join(', ');

const Granted = ({ meeting, timeZone }: Omit<Props, 'students'>) => {
  const query = useQuery(extensionsQuery(meeting.id));
  const [leaving, setLeaving] = useState<Extension | null>(null);
  const withdraw = useMutation({
    mutationFn: (extensionId: string) =>
      call(reviewsRoutes.withdrawExtension, { params: { meetingId: meeting.id, extensionId } }),
    onSuccess: (all) => {
      putExtensions(meeting.id, all);
      setLeaving(null);
    },
    onError: sayRefused,
  });
  return (
    <Query query={query}>
      {(all) =>
        all.length === 0 ? (
          <Text c="dimmed" size="sm">
            Nobody has been given more time yet.
          </Text>
        ) : (
          <>
            <ul className="extensions" aria-label="Extensions">
              {all.map((extension) => (
                <li key={extension.id}>
                  <div>
                    <Text fw={600}>{namesOf(extension)}</Text>
                    <Text size="sm" className="figures">
                      Until <Moment at={extension.dueAt} zone={timeZone} />. {extension.reason}
                    </Text>
                    <Text size="sm" c="dimmed">
                      Granted by {extension.grantedBy}
                    </Text>
                  </div>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={`Take back the extension of ${namesOf(extension)}`}
                    onClick={() => {
                      setLeaving(extension);
                    }}
                  >
                    <IconTrash size={18} />
                  </ActionIcon>
                </li>
              ))}
            </ul>
            <Confirm
              opened={leaving !== null}
              title="Take this extension back?"
              verb="Take it back"
              busy={withdraw.isPending}
              onClose={() => {
                setLeaving(null);
              }}
              onConfirm={() => {
                if (leaving) withdraw.mutate(leaving.id);
              }}
            >
              {leaving && `For ${namesOf(leaving)} the deadline is the one of all again. `}
              What was submitted in time stays in time.
            </Confirm>
          </>
        )
      }
    </Query>
  );
};

/** A button, and behind it the extensions of a meeting. */
export const Extensions = (props: Props) => (
  <DialogButton variant="default" label="Extensions" title="More time for some" size="lg" isForm>
    {() => (
      <Stack gap="lg">
        <Granted meeting={props.meeting} timeZone={props.timeZone} />
        <GrantExtension {...props} />
      </Stack>
    )}
  </DialogButton>
);
