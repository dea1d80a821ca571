// What one may do with a selected passage: choose a kind and write about it.
import { UnstyledButton } from '@mantine/core';
import { IconLink, IconMapPinCheck } from '@tabler/icons-react';
import type { Target } from '#shared/annotations/anchor.ts';
import { mayAnnotate } from '#shared/annotations/rules.ts';
import { FloatingBar } from './FloatingBar.tsx';
import { KindPicker, type Choice } from './KindPicker.tsx';
import { copyAddress } from './links.ts';
import { passageAddress } from './passage-link.ts';
import { useReading } from './reading-context.ts';

interface Props {
  /** Where the passage ends in the window. */
  readonly place: DOMRect;
  /** More than one annotation can hold. */
  readonly tooLarge: boolean;
  readonly targets: readonly Target[];
  readonly onChoose: (choice: Choice) => void;
  /** Puts the open draft, whose passage was in an earlier version of the PDF, on this one. */
  readonly onPut?: (() => void) | undefined;
}

export const SelectionBar = ({ place, tooLarge, targets, onChoose, onPut }: Props) => {
  const { document, member } = useReading();
  const address = passageAddress(document, targets);
  const verdict = mayAnnotate(member);
  return (
    <FloatingBar place={place} label="Annotate the selected passage">
      {onPut && !tooLarge && (
        <UnstyledButton className="kind-button" onClick={onPut}>
          <IconMapPinCheck size={18} stroke={1.8} aria-hidden />
          <span>Put the draft here</span>
        </UnstyledButton>
      )}
      {verdict !== true ? (
        <span>{verdict.message}</span>
      ) : tooLarge ? (
        <span>That is more than one annotation can hold. Select less.</span>
      ) : (
        <KindPicker onChoose={onChoose} />
      )}
      {!tooLarge && (
        <UnstyledButton
          className="kind-button"
          aria-label="Copy the link to this passage"
          // The selection stays.
          onMouseDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            copyAddress(address, 'this passage');
          }}
        >
          <IconLink size={18} stroke={1.8} aria-hidden />
          <span>Link</span>
        </UnstyledButton>
      )}
    </FloatingBar>
  );
};
