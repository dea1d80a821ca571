// The head of the threads: how many, how many unread, how they are shown, and what can be done with all of them.
import { ActionIcon, CloseButton, Menu } from '@mantine/core';
import {
  IconChecks,
  IconDots,
  IconKeyboard,
  IconLayoutList,
  IconLayoutSidebarRight,
} from '@tabler/icons-react';
import { Tool } from '#client/reader/Tool.tsx';

interface Props {
  /** Undefined: not known yet. */
  readonly count: number | undefined;
  readonly unread: number;
  /** Null where there is no choice. */
  readonly isBeside: boolean | null;
  readonly onBeside: (beside: boolean) => void;
  readonly onAllRead: () => void;
  readonly onKeys: () => void;
  readonly onFold: () => void;
}

export const PanelHead = ({ count, unread, isBeside, onBeside, onAllRead, onKeys, onFold }: Props) => (
  <div className="threads-head">
    <h2 tabIndex={-1}>
      Threads <span className="quiet figures">{count}</span>
      {unread > 0 && <span className="threads-unread figures"> {unread} unread</span>}
    </h2>
    {isBeside !== null && (
      <Tool
        label={isBeside ? 'Show as a list' : 'Show beside the text'}
        onClick={() => {
          onBeside(!isBeside);
        }}
      >
        {isBeside ? (
          <IconLayoutList size={18} stroke={1.6} />
        ) : (
          <IconLayoutSidebarRight size={18} stroke={1.6} />
        )}
      </Tool>
    )}
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon
          className="reader-tool"
          variant="subtle"
          color="gray"
          size={36}
          aria-label="More about the threads"
        >
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconChecks size={16} />} disabled={unread === 0} onClick={onAllRead}>
          Mark all as read
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onKeys}>
          Keys
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
    <CloseButton className="reader-tool" size={32} aria-label="Fold the threads" onClick={onFold} />
  </div>
);
