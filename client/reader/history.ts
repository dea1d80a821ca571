// The places that were left by jumping, for going back and forward among them.

/** What the pane's upper left corner shows: `page` counts from 0; points in the page's user space (y upwards), so that any zoom fits. */
export interface Place {
  page: number;
  x: number;
  y: number;
}

export interface History {
  canGoBack: boolean;
  canGoForward: boolean;
}

/** Points that one may have moved and still be where one was. */
const still = 3;
/** Places that are kept; the oldest go first. */
const kept = 100;

export const isSamePlace = (a: Place, b: Place) =>
  a.page === b.page && Math.abs(a.x - b.x) <= still && Math.abs(a.y - b.y) <= still;

/** Calls `report` whenever there begins or ceases to be a way back or forward. */
export function createHistory(report: (history: History) => void) {
  let before: Place[] = [];
  let after: Place[] = [];
  const say = () => {
    report({ canGoBack: before.length > 0, canGoForward: after.length > 0 });
  };
  const pushed = (places: readonly Place[], place: Place) => {
    const last = places.at(-1);
    return last && isSamePlace(last, place) ? [...places] : [...places, place].slice(-kept);
  };

  return {
    /** Somebody jumped away from `place`: what lay ahead is forgotten, as in a browser. */
    jumped(place: Place) {
      before = pushed(before, place);
      after = [];
      say();
    },
    /** Where to go back to from `here`; null where there is nothing. */
    back(here: Place): Place | null {
      while (before.length > 1 && isSamePlace(before.at(-1) ?? here, here)) before.pop();
      const place = before.pop() ?? null;
      if (place) after = pushed(after, here);
      say();
      return place;
    },
    forward(here: Place): Place | null {
      while (after.length > 1 && isSamePlace(after.at(-1) ?? here, here)) after.pop();
      const place = after.pop() ?? null;
      if (place) before = pushed(before, here);
      say();
      return place;
    },
  };
}
