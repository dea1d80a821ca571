// Says the outcome of an act in a corner, politely; refusals in the server's own sentence.
import type { NotificationData } from '@mantine/notifications';
import { Refusal } from '#shared/kernel/refusals.ts';

const show = (notice: NotificationData) => {
  // Loaded with the first notice: the page of a visitor who is not signed in has none.
  void import('@mantine/notifications').then(({ notifications }) =>
    notifications.show({ closeButtonProps: { 'aria-label': 'Close' }, ...notice }),
  );
};

/** Something was done, or is good to know. */
export const sayDone = (message: string, milliseconds = 4000): void => {
  show({ message, autoClose: milliseconds, withBorder: true });
};

/** Something was refused or failed; stays until read. */
export const sayRefused = (error: unknown): void => {
  const message =
    error instanceof Refusal
      ? error.message
      : 'Something went wrong in this page. Reload it; what was saved is safe.';
  show({ message, color: 'red', autoClose: 12_000, withBorder: true, role: 'alert' });
};
