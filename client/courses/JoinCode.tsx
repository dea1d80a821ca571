// The course's join code for staff: shown, projected as a QR code, renewed, closed.
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { coursesRoutes, type Course } from '#shared/courses/contract.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { QrCode } from '#client/kit/QrCode.tsx';
import { sayDone, sayRefused } from '#client/kit/say.ts';
import { courseQuery } from './data.ts';
import { spaceCode } from './JoinCodeForm.tsx';
import { LinkToCopy, wholeLink } from './LinkToCopy.tsx';
import './members.css';

const ShownCode = ({ code, title }: { code: string; title: string }) => {
  const path = `/join#${code}`;
  return (
    <Stack align="center" gap="md">
      <QrCode text={wholeLink(path)} label={`QR code to join ${title}`} size="min(18rem, 70vw)" />
      <Text className="join-code-value" fz="2rem">
        {spaceCode(code)}
      </Text>
      <div style={{ width: '100%' }}>
        <LinkToCopy path={path} />
      </div>
      <Text size="sm" c="dimmed" ta="center">
        Whoever has the code joins as a student. Close it when everybody is here.
      </Text>
    </Stack>
  );
};

export const JoinCode = ({ course }: { course: Course }) => {
  const [shown, setShown] = useState<'code' | 'renew'>();
  const close = () => {
    setShown(undefined);
  };
  const change = useMutation({
    mutationFn: (route: typeof coursesRoutes.renewJoinCode) =>
      call(route, { params: { courseId: course.id } }),
    onSuccess: (changed) => {
      queryClient.setQueryData(courseQuery(course.id).queryKey, changed);
      sayDone(changed.joinCode === null ? 'Nobody can join by code now.' : 'There is a new join code.');
      setShown((now) => (now === 'renew' ? undefined : now));
    },
    onError: sayRefused,
  });
  const renew = () => {
    change.mutate(coursesRoutes.renewJoinCode);
  };
  if (course.joinCode === null)
    return (
      <div className="card join-code">
        <Text c="dimmed">Joining by code is closed.</Text>
        <Button variant="default" loading={change.isPending} onClick={renew}>
          Open it with a new code
        </Button>
      </div>
    );
  return (
    <div className="card join-code">
      <Group gap="sm">
        <Text c="dimmed">Join code</Text>
        <span className="join-code-value">{spaceCode(course.joinCode)}</span>
      </Group>
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconQrcode size={18} />}
          onClick={() => {
            setShown('code');
          }}
        >
          Show
        </Button>
        <Button
          variant="subtle"
          onClick={() => {
            setShown('renew');
          }}
        >
          Renew
        </Button>
        <Button
          variant="subtle"
          loading={change.isPending && change.variables === coursesRoutes.closeJoinCode}
          onClick={() => {
            change.mutate(coursesRoutes.closeJoinCode);
          }}
        >
          Close
        </Button>
      </Group>
      <Modal opened={shown === 'code'} onClose={close} title={`Join ${course.title}`} size="lg">
        <ShownCode code={course.joinCode} title={course.title} />
      </Modal>
      <Confirm
        opened={shown === 'renew'}
        title="Renew the join code?"
        verb="Renew"
        busy={change.isPending}
        onClose={close}
        onConfirm={renew}
      >
        {spaceCode(course.joinCode)} and its link stop working at once. Who has joined stays.
      </Confirm>
    </div>
  );
};
