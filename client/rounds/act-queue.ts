// Acts of one person, one after the other; each carries the count that was on the screen, own acts on their way counted in.

/** Of two people who act on the same count the first wins; whoever presses twice has seen their own first press. */
export const createActQueue = () => {
  let pending = 0;
  let expected = 0;
  let last: Promise<unknown> = Promise.resolve();
  return <T>(seen: number, act: (seen: number) => Promise<T>): Promise<T> => {
    expected = pending > 0 ? expected + 1 : seen;
    const mine = expected;
    pending += 1;
    const done = last.then(() => act(mine));
    last = done
      .catch(() => undefined)
      .then(() => {
        pending -= 1;
      });
    return done;
  };
};
