// What a document was opened for: words to find from a page on, told by whoever shows the reader.
import { createContext, useContext, useState } from 'react';

/** `page` counts from 1. */
export interface Arrival {
  readonly page: number | undefined;
  readonly find: string;
}

/** A new object asks anew; null asks for nothing. */
export const ArrivalContext = createContext<Arrival | null>(null);

/** Whether the find bar is open (`asked` counts, 0 is closed), and the arrival it was last opened for. */
export const useFindAsked = () => {
  const arrival = useContext(ArrivalContext);
  const [asked, setAsked] = useState(arrival ? 1 : 0);
  const [met, setMet] = useState(arrival);
  if (arrival && arrival !== met) {
    setMet(arrival);
    setAsked(asked + 1);
  }
  return { asked, setAsked, arrival: met };
};
