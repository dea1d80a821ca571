// One line of the palette: what it is, what it is called, and a snippet where there is one.
import { Spotlight } from '@mantine/spotlight';
import type { ReactNode } from 'react';

export interface PaletteItemProps {
  readonly icon: ReactNode;
  readonly title: ReactNode;
  /** The line above has the same title: it is only told, not shown. */
  readonly isTitleKnown?: boolean;
  readonly detail?: ReactNode;
  /** At the end of the line: the page, a key. */
  readonly end?: ReactNode;
  /** The palette closes, unless told. */
  readonly staysOpen?: boolean;
  readonly onChoose: () => void;
}

export const PaletteItem = ({
  icon,
  title,
  isTitleKnown = false,
  detail,
  end,
  staysOpen = false,
  onChoose,
}: PaletteItemProps) => (
  <Spotlight.Action
    role="option"
    aria-selected={false}
    className="palette-item"
    closeSpotlightOnTrigger={!staysOpen}
    onClick={onChoose}
  >
    <span className="palette-icon" aria-hidden>
      {icon}
    </span>
    <span className="palette-words">
      <span className={isTitleKnown ? 'visually-hidden' : 'palette-title'}>{title} </span>
      {detail !== undefined && <span className="palette-detail">{detail}</span>}
    </span>
    {end !== undefined && <span className="palette-end">{end}</span>}
  </Spotlight.Action>
);
