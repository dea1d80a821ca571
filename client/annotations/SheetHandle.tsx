// The handle of the sheet that holds the threads on a phone: drag it, or press it, between half and nearly all of the screen.
import { UnstyledButton } from '@mantine/core';
import { useRef, useState } from 'react';

interface Props {
  readonly isTall: boolean;
  readonly onTall: (tall: boolean) => void;
  readonly onFold: () => void;
}

/** px that a drag must have gone to mean something. */
const least = 40;

export const SheetHandle = ({ isTall, onTall, onFold }: Props) => {
  const from = useRef<number | null>(null);
  const [by, setBy] = useState(0);
  return (
    <UnstyledButton
      className="sheet-handle"
      aria-label={isTall ? 'Make the threads smaller' : 'Make the threads larger'}
      style={by === 0 ? undefined : { translate: `0 ${String(Math.max(-24, Math.min(by, 24)))}px` }}
      onPointerDown={(event) => {
        from.current = event.clientY;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (from.current !== null) setBy(event.clientY - from.current);
      }}
      onPointerUp={() => {
        from.current = null;
        setBy(0);
        if (by < -least) onTall(true);
        else if (by > least && isTall) onTall(false);
        else if (by > least) onFold();
      }}
      onPointerCancel={() => {
        from.current = null;
        setBy(0);
      }}
      onClick={() => {
        // The end of a drag is a click too.
        if (Math.abs(by) <= least) onTall(!isTall);
      }}
    />
  );
};
