// Where a person stopped reading each document, kept in this browser; the documents read longest ago are forgotten first.
import { z } from 'zod';
import type { Place } from './history.ts';

/** Whose place in what. */
export interface PlaceOwner {
  personId: string;
  documentId: string;
}

/** Documents that are remembered per person. */
const kept = 200;

const placesSchema = z.array(
  z.tuple([z.string(), z.int().min(0), z.number(), z.number()]), // document, page from 0, x and y in points
);

type Kept = z.infer<typeof placesSchema>;

const nameFor = (personId: string) => `paperround:places:${personId}`;

export function keptPlaces(storage: () => Pick<Storage, 'getItem' | 'setItem'> = () => localStorage) {
  function load(personId: string): Kept {
    try {
      return placesSchema.parse(JSON.parse(storage().getItem(nameFor(personId)) ?? '[]'));
    } catch {
      return []; // forbidden, or of another version
    }
  }

  return {
    read({ personId, documentId }: PlaceOwner): Place | null {
      const found = load(personId).find(([id]) => id === documentId);
      return found ? { page: found[1], x: found[2], y: found[3] } : null;
    },
    keep({ personId, documentId }: PlaceOwner, { page, x, y }: Place) {
      const others = load(personId).filter(([id]) => id !== documentId);
      const round = (points: number) => Math.round(points * 10) / 10;
      const all = [...others, [documentId, page, round(x), round(y)]].slice(-kept);
      try {
        storage().setItem(nameFor(personId), JSON.stringify(all));
      } catch {
        // Storage is full or forbidden: next time one begins at the beginning.
      }
    },
  };
}
