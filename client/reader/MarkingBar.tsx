// Says what the hand can do while an area or an extent is being marked, with the ways out.
import { Button } from '@mantine/core';

interface MarkingBarProps {
  label: string;
  children: string;
  /** Absent where there is nothing to take yet. */
  onAccept?: (() => void) | undefined;
  accept?: string;
  onCancel: () => void;
}

export function MarkingBar({ label, children, onAccept, accept, onCancel }: MarkingBarProps) {
  return (
    <div className="reader-marking-bar" role="group" aria-label={label}>
      <span>{children}</span>
      {onAccept && (
        <Button size="compact-sm" onClick={onAccept}>
          {accept}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
