// Lets a call wait while the person signs in again on top of the page.

type Waiter = (signedIn: boolean) => void;

let waiters: Waiter[] = [];
let ask: (() => void) | undefined;

/** The sign-in dialog announces itself here; without one nobody waits. */
export const onSignedOut = (show: () => void): (() => void) => {
  ask = show;
  return () => {
    ask = undefined;
  };
};

/** Resolves to true once the person has signed in again, to false when they will not. */
export const waitForSignIn = (): Promise<boolean> => {
  if (!ask) return Promise.resolve(false);
  const waiting = new Promise<boolean>((resolve) => {
    waiters.push(resolve);
  });
  ask();
  return waiting;
};

/** The dialog's answer to everybody who waits. */
export const endWaiting = (signedIn: boolean): void => {
  const waiting = waiters;
  waiters = [];
  for (const waiter of waiting) waiter(signedIn);
};
