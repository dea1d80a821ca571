// The reader's tool that lists what the class took away about this document; it is there once there is something.
import { ActionIcon, Popover, Text } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { day } from '#shared/kernel/moments.ts';
import type { Discussed } from '#shared/meeting-record/contract.ts';
import { ownZone } from '#client/kit/Moment.tsx';
import './record.css';

interface Props {
  readonly discussed: readonly Discussed[];
  readonly onThread: (threadId: string) => void;
}

export const DiscussedTool = ({ discussed, onThread }: Props) => {
  const [opened, setOpened] = useState(false);
  if (discussed.length === 0) return null;
  const label = `Discussed in class: ${discussed.length === 1 ? '1 takeaway' : `${String(discussed.length)} takeaways`}`;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={340}
      position="bottom-end"
      shadow="md"
      withinPortal
      trapFocus
    >
      <Popover.Target>
        <ActionIcon
          className="reader-tool"
          variant={opened ? 'light' : 'subtle'}
          color="gray"
          size={36}
          aria-label={label}
          title={label}
          onClick={() => {
            setOpened(!opened);
          }}
        >
          <IconBookmark size={20} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label="Discussed in class">
        <Text fw={600} mb="xs">
          Discussed in class
        </Text>
        <ul className="discussed">
          {discussed.map(({ id, text, threadId, meetingId, topic, startsAt }) => (
            <li key={id}>
              <button
                type="button"
                className="discussed-passage"
                onClick={() => {
                  setOpened(false);
                  onThread(threadId);
                }}
              >
                {text}
              </button>
              <Text size="sm" c="dimmed" component="p" m={0} className="quiet-links">
                <Link to="/meetings/$meetingId/record" params={{ meetingId }}>
                  {topic}
                </Link>
                , {day(startsAt, ownZone)}
              </Text>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
};
