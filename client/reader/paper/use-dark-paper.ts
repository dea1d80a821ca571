// Whether the paper is dark now, as chosen or as the app is, and making it so.
import { useComputedColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useTaste } from '#client/reader/use-taste.ts';
import { darkenPaper } from './dark-paper.ts';
import './dark-paper.css';
import type { Viewer } from '#client/reader/viewer.ts';

export function useDarkPaper(viewer: Viewer | null): boolean {
  const { paper } = useTaste();
  const scheme = useComputedColorScheme('light');
  const dark = paper === 'dark' || (paper === 'theme' && scheme === 'dark');
  useEffect(() => {
    const ended = new AbortController();
    if (dark && viewer) darkenPaper(viewer, ended.signal);
    return () => {
      ended.abort();
    };
  }, [dark, viewer]);
  return dark;
}
