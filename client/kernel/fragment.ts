// Takes a secret out of the address: it stays in memory and leaves the bar, the history and every screenshot.
import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** What stood behind `#` when the page was opened (or was pasted since); empty when nothing did. */
export const useFragment = (): string => {
  const hash = useLocation({ select: (location) => location.hash });
  const [fragment, setFragment] = useState(hash);
  if (hash !== '' && hash !== fragment) setFragment(hash);
  useEffect(() => {
    if (hash === '') return;
    const { pathname, search } = window.location;
    window.history.replaceState(window.history.state, '', pathname + search);
  }, [hash]);
  return fragment;
};
