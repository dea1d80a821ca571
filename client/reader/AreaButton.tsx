// The tool for marking a part of a page without words: a figure, a formula, anything on a scan.
import { IconMarquee2 } from '@tabler/icons-react';
import { Tool } from './Tool.tsx';

/** `keys`: by keyboard, a rectangle lies ready; `pointer`: the hand draws one. */
export type AreaMode = 'off' | 'pointer' | 'keys';

interface AreaButtonProps {
  mode: AreaMode;
  disabled: boolean;
  onMode: (mode: AreaMode) => void;
}

export function AreaButton({ mode, disabled, onMode }: AreaButtonProps) {
  return (
    <Tool
      label="Mark an area"
      pressed={mode !== 'off'}
      disabled={disabled}
      onClick={(event) => {
        // A click without a pointer came from the keyboard.
        onMode(mode !== 'off' ? 'off' : event.detail === 0 ? 'keys' : 'pointer');
      }}
    >
      <IconMarquee2 size={20} stroke={1.6} />
    </Tool>
  );
}
