// The theme that a person chose on this device, shown before the client is there: what is drawn early stands on the right ground.

/** Mantine's own name for it; `auto`, or nothing, is the system's. */
const name = 'mantine-color-scheme-value';

export const showKeptTheme = (
  page: Document = document,
  isSystemDark: () => boolean = () => matchMedia('(prefers-color-scheme: dark)').matches,
): void => {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(name);
  } catch {
    // Storage is forbidden: the system's it is.
  }
  const scheme = kept === 'light' || kept === 'dark' ? kept : isSystemDark() ? 'dark' : 'light';
  page.documentElement.dataset['mantineColorScheme'] = scheme;
  // The ground until a style sheet says otherwise.
  page.querySelector('meta[name="color-scheme"]')?.setAttribute('content', scheme);
};
