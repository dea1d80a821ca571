// The bar on top: the way home, the colour scheme, one's own menu.
import { ActionIcon, Box, Button, Group, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSelf } from '#client/kernel/session.ts';
import { lazy, Suspense } from 'react';
import './header.css';

const OwnMenu = lazy(() => import('./OwnMenu.tsx'));

const SchemeSwitch = () => {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const label = scheme === 'dark' ? 'Light colours' : 'Dark colours';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      title={label}
      onClick={() => {
        setColorScheme(scheme === 'dark' ? 'light' : 'dark');
      }}
    >
      {scheme === 'dark' ? <IconSun size={18} /> : <IconMoon size={18} />}
    </ActionIcon>
  );
};

/** Sticky, 3.5 rem high. */
export const Header = () => {
  const self = useSelf();
  return (
    <Box component="header" className="header no-print">
      <Link to="/" className="brand" aria-label="Paperround, home">
        <img src="/icon.svg" alt="" width={26} height={26} />
        <span>Paperround</span>
      </Link>
      <Group gap="xs" wrap="nowrap">
        <SchemeSwitch />
        {self ? (
          <Suspense fallback={null}>
            <OwnMenu name={self.name} />
          </Suspense>
        ) : (
          <Button component={Link} to="/sign-in" size="sm" variant="default">
            Sign in
          </Button>
        )}
      </Group>
    </Box>
  );
};
