// The small bar at a selected passage while a place is chosen for a thread that lost its own.
import { Button } from '@mantine/core';
import { FloatingBar } from './FloatingBar.tsx';

interface Props {
  /** Where the passage ends in the window. */
  readonly place: DOMRect;
  readonly tooLarge: boolean;
  readonly onPlace: () => Promise<void>;
}

export const PlaceBar = ({ place, tooLarge, onPlace }: Props) => (
  <FloatingBar place={place} label="Place the note at the selected passage">
    {tooLarge ? (
      <span>That is more than one annotation can hold. Select less.</span>
    ) : (
      <Button size="compact-sm" onClick={() => void onPlace()}>
        Place the note here
      </Button>
    )}
  </FloatingBar>
);
