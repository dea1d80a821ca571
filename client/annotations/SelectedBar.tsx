// The bar at a selected passage: begins a thread on it, or gives it to a thread or draft that looks for its place.
import type { Capture } from '#client/reader/capture.ts';
import type { Composing } from './composing.ts';
import type { Choice } from './KindPicker.tsx';
import { PlaceBar } from './PlaceBar.tsx';
import type { Placing } from './placing.ts';
import { SelectionBar } from './SelectionBar.tsx';

export interface Selected {
  readonly capture: Capture;
  readonly place: DOMRect;
}

interface Props {
  readonly selected: Selected;
  readonly placing: Placing;
  readonly composing: Composing;
  readonly onChoose: (choice: Choice) => void;
  /** The open draft stands at the passage now. */
  readonly onPut: () => void;
  readonly onDone: () => void;
}

export const SelectedBar = ({ selected, placing, composing, onChoose, onPut, onDone }: Props) => {
  const { place, capture } = selected;
  const { targets, tooLarge } = capture;
  const { choosing } = placing;
  if (choosing)
    return (
      <PlaceBar
        place={place}
        tooLarge={tooLarge}
        onPlace={async () => {
          await placing.placeAt(choosing, targets);
          onDone();
        }}
      />
    );
  return (
    <SelectionBar
      {...{ place, tooLarge, targets, onChoose }}
      onPut={
        composing.isFromEarlier
          ? () => {
              composing.put(targets);
              onPut();
            }
          : undefined
      }
    />
  );
};
