// Where the keyboard's focus goes among the cards, so that it is never lost when one of them comes or goes.

const framesAtMost = 40;

const cards = () => [...document.querySelectorAll<HTMLElement>('.threads [data-thread]')];
const cardOf = (threadId: string) => cards().find(({ dataset }) => dataset['thread'] === threadId);

/** Waits for what is about to be drawn. */
const soon = (find: () => HTMLElement | null | undefined, frames = framesAtMost): void => {
  requestAnimationFrame(() => {
    const found = find();
    if (found) found.focus();
    else if (frames > 0) soon(find, frames - 1);
  });
};

/** Focuses a thread's card as soon as it is there. */
export const focusCard = (threadId: string): void => {
  soon(() => cardOf(threadId));
};

/** The list of threads: the open card, else the first, else the heading. */
export const focusThreads = (openId: string | undefined): void => {
  soon(
    () =>
      (openId === undefined ? undefined : cardOf(openId)) ??
      cards()[0] ??
      document.querySelector<HTMLElement>('.threads h2'),
  );
};

/** The pages; the browser's keys for scrolling work there at once. */
export const focusPaper = (): void => {
  document.querySelector<HTMLElement>('.annotated .reader-scroller')?.focus({ preventScroll: true });
};

/** Call before something inside of a thread's card goes away: the focus stays near where it was, also when the card goes with it. */
export const keepFocusNear = (threadId: string): void => {
  const all = cards();
  const at = all.findIndex(({ dataset }) => dataset['thread'] === threadId);
  const nearby = [at, at + 1, at - 1].flatMap((index) => all[index]?.dataset['thread'] ?? []);
  // A dialog gives the focus back when it has closed; perhaps to what is gone by then.
  setTimeout(() => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const near = nearby.flatMap((id) => cardOf(id) ?? [])[0];
    (near ?? document.querySelector<HTMLElement>('.threads h2'))?.focus();
  }, 350);
};
