// What one may do with a selected passage: choose a kind and write about it.
import { mayAnnotate } from '#shared/annotations/rules.ts';
import { FloatingBar } from './FloatingBar.tsx';
import { KindPicker, type Choice } from './KindPicker.tsx';
import { useReading } from './reading-context.ts';

interface Props {
  /** Where the passage ends in the window. */
  readonly place: DOMRect;
  /** More than one annotation can hold. */
  readonly tooLarge: boolean;
  readonly onChoose: (choice: Choice) => void;
}

export const SelectionBar = ({ place, tooLarge, onChoose }: Props) => {
  const { member } = useReading();
  const verdict = mayAnnotate(member);
  return (
    <FloatingBar place={place} label="Annotate the selected passage">
      {verdict !== true ? (
        <span>{verdict.message}</span>
      ) : tooLarge ? (
        <span>That is more than one annotation can hold. Select less.</span>
      ) : (
        <KindPicker onChoose={onChoose} />
      )}
    </FloatingBar>
  );
};
