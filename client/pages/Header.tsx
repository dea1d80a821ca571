// The bar on top: the way home, search, the colour scheme, one's own menu.
import {
  ActionIcon,
  Box,
  Button,
  Group,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { IconMoon, IconSearch, IconSun } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSelf } from '#client/kernel/session.ts';
import { openPalette } from '#client/search/palette.ts';
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

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

const SearchButton = () => (
  <UnstyledButton
    className="header-search"
    aria-label="Search"
    aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
    title="Search and commands"
    onClick={openPalette}
  >
    <IconSearch size={18} stroke={1.6} aria-hidden />
    <span className="header-search-word">Search</span>
    {/* Drawn by the style sheet: the button's name is the word alone. */}
    <span className="header-search-key" data-keys={isMac ? '⌘ K' : 'Ctrl K'} aria-hidden />
  </UnstyledButton>
);

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
        {self && <SearchButton />}
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
