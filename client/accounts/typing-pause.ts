// Waits for a pause in somebody's typing: a dialog that opens meanwhile would take the keys that were meant for the text.

const pauseMs = 1000;

let lastKeyAt = -Infinity;
window.addEventListener(
  'keydown',
  () => {
    lastKeyAt = performance.now();
  },
  true,
);

/** Calls back once no key was pressed for a second, which may be now; the returned function ends the waiting. */
export const afterTyping = (act: () => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    const left = lastKeyAt + pauseMs - performance.now();
    if (left <= 0) act();
    else timer = setTimeout(look, left);
  };
  look();
  return () => {
    clearTimeout(timer);
  };
};
