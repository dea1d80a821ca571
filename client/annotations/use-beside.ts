// Whether the threads stand beside the text: where there is room, unless the person prefers the list on this device.
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';

const key = 'paperround:threads-as-list';

const load = (): boolean => {
  try {
    return localStorage.getItem(key) === null;
  } catch {
    return true;
  }
};

/** `isBeside` null: there is no room, hence no choice. */
export const useBeside = () => {
  const isWide = useMediaQuery('(width >= 75em)', false, { getInitialValueInEffect: false });
  const [wish, setWish] = useState(load);
  return {
    isBeside: isWide ? wish : null,
    /** For now only; the next time it is as the person chose. */
    showList: () => {
      setWish(false);
    },
    setBeside: (beside: boolean) => {
      setWish(beside);
      try {
        if (beside) localStorage.removeItem(key);
        else localStorage.setItem(key, 'yes');
      } catch {
        // Storage is forbidden here: it holds for as long as the page is open.
      }
    },
  };
};
