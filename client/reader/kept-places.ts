// Where a person stopped reading each document, kept in this browser; the documents read longest ago are forgotten first.
import type { Place } from './history.ts';

/** Whose place in what. */
export interface PlaceOwner {
  personId: string;
  documentId: string;
}

/** Documents that are remembered per person. */
const kept = 200;

/** Document, page from 0, x and y in points. Checked by hand: a schema's library would have to arrive before the paper. */
type KeptPlace = [string, number, number, number];
type Kept = KeptPlace[];

const isKeptPlace = (one: unknown): one is KeptPlace => {
  if (!Array.isArray(one) || one.length !== 4) return false;
  const [id, page, ...point] = one as unknown[];
  return (
    typeof id === 'string' && Number.isInteger(page) && Number(page) >= 0 && point.every(Number.isFinite)
  );
};

const parse = (text: string | null): Kept => {
  const found: unknown = JSON.parse(text ?? '[]');
  return Array.isArray(found) && found.every(isKeptPlace) ? found : [];
};

const nameFor = (personId: string) => `paperround:places:${personId}`;

export function keptPlaces(storage: () => Pick<Storage, 'getItem' | 'setItem'> = () => localStorage) {
  function load(personId: string): Kept {
    try {
      return parse(storage().getItem(nameFor(personId)));
    } catch {
      return []; // forbidden
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
      const all = [...others, [documentId, page, round(x), round(y)] satisfies KeptPlace].slice(-kept);
      try {
        storage().setItem(nameFor(personId), JSON.stringify(all));
      } catch {
        // Storage is full or forbidden: next time one begins at the beginning.
      }
    },
  };
}
