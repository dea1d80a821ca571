// The signed-in person's end of the bar: the word when the connection is away, and their menu.
import { Avatar, Group, Menu, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconCloudOff, IconLogout, IconUser } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { sayRefused } from '#client/kit/say.ts';
import { signOut } from '#client/kernel/session.ts';
import { useConnected } from '#client/kernel/use-room.ts';

const Offline = () => (
  <Tooltip label="Changes of others do not arrive now. What you write is kept and sent when the connection is back.">
    <Group gap={6} wrap="nowrap" role="status" c="var(--warn)">
      <IconCloudOff size={18} />
      <Text size="sm">Offline</Text>
    </Group>
  </Tooltip>
);

const OwnMenu = ({ name }: { name: string }) => {
  const navigate = useNavigate();
  const connected = useConnected();
  return (
    <Group gap="xs" wrap="nowrap">
      {!connected && <Offline />}
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <UnstyledButton className="own-menu">
            <span className="visually-hidden">Menu of {name}</span>
            <Avatar name={name} color="green" size="sm" aria-hidden />
            <Text size="sm" visibleFrom="sm" truncate maw="12rem" aria-hidden>
              {name}
            </Text>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{name}</Menu.Label>
          <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} />}>
            Your account
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLogout size={16} />}
            onClick={() => {
              signOut().then(() => navigate({ to: '/' }), sayRefused);
            }}
          >
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
};

export default OwnMenu;
