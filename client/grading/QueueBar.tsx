// Above the queue: how far it is, in which order and which part of it, and what is done with all of it.
import { ActionIcon, Button, Group, Menu, NativeSelect, Switch, Text } from '@mantine/core';
import { IconDots, IconKeyboard } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { gradingRoutes, type GradingQueue } from '#shared/grading/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { fetchFile } from '#client/kernel/call.ts';
import { downloadBlob } from '#client/kit/download.ts';
import { sayRefused } from '#client/kit/say.ts';
import { Likenesses } from './Likenesses.tsx';
import { orders, orderWords, sayProgress, type Order } from './queue.ts';
import { ReturnAll } from './ReturnButtons.tsx';
import { ShareOut } from './ShareOut.tsx';
import type { QueueWalk } from './use-queue.ts';

interface Props {
  readonly meetingId: Id;
  readonly queue: GradingQueue;
  readonly walk: QueueWalk;
  readonly unsent: number;
  readonly nameOf: (reviewId: Id) => string;
  readonly onReplies: () => void;
  readonly onKeys: () => void;
}

export const QueueBar = ({ meetingId, queue, walk, unsent, nameOf, onReplies, onKeys }: Props) => {
  const save = useMutation({
    mutationFn: async () => {
      const { name, blob } = await fetchFile(gradingRoutes.exportMarks, { params: { meetingId } });
      downloadBlob(name, blob);
    },
    onError: sayRefused,
  });
  return (
    <div className="grading-bar">
      <Text fw={600} className="figures" role="status">
        {sayProgress(walk.isMine ? walk.shown : queue.reviews)}
        {unsent > 0 && (
          <Text span c="var(--warn)" fw={400}>
            {unsent === 1 ? '. 1 review is not saved yet' : `. ${String(unsent)} reviews are not saved yet`}
          </Text>
        )}
      </Text>
      <Group gap="sm" className="grading-tools">
        <NativeSelect
          aria-label="Order"
          value={walk.order}
          data={orders
            .filter((order) => order !== 'name' || !walk.hidesNames)
            .map((value) => ({ value, label: orderWords[value] }))}
          onChange={({ currentTarget: { value } }) => {
            walk.setOrder(value as Order);
          }}
        />
        <Switch
          label="Mine"
          checked={walk.isMine}
          onChange={({ currentTarget: { checked } }) => {
            walk.setMine(checked);
          }}
        />
        <Switch
          label="Hide names"
          checked={walk.hidesNames}
          onChange={({ currentTarget: { checked } }) => {
            walk.setHidesNames(checked);
          }}
        />
        <Likenesses meetingId={meetingId} nameOf={nameOf} />
        <ShareOut meetingId={meetingId} queue={queue} />
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size="lg" aria-label="More">
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onReplies}>Saved replies</Menu.Item>
            <Menu.Item
              onClick={() => {
                save.mutate();
              }}
            >
              Download as CSV
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button
          variant="default"
          leftSection={<IconKeyboard size={18} />}
          className="grading-keys"
          onClick={onKeys}
        >
          Keys
        </Button>
        <ReturnAll meetingId={meetingId} reviews={queue.reviews} />
      </Group>
    </div>
  );
};
