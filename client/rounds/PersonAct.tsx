// One line of a list of people on the desk: the name and what can be done for them.
import { Button } from '@mantine/core';

interface Props {
  readonly name: string;
  /** What the button says; its label names the person too. */
  readonly verb: string;
  readonly label: string;
  readonly isBusy: boolean;
  readonly onAct: () => void;
  /** Nothing to look for: in grey. */
  readonly isQuiet?: boolean;
  /** The key that does it too. */
  readonly hotkey?: string | undefined;
}

export const PersonAct = ({ name, verb, label, isBusy, onAct, isQuiet = false, hotkey }: Props) => (
  <li>
    {name}
    <Button
      variant="subtle"
      {...(isQuiet && { color: 'gray' })}
      size="md"
      px="xs"
      disabled={isBusy}
      aria-label={label}
      title={hotkey === undefined ? undefined : `Key: ${hotkey}`}
      onClick={onAct}
    >
      {verb}
    </Button>
  </li>
);
