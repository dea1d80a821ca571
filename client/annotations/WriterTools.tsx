// The row of quiet buttons over a text: one stop of the Tab key, arrows go from button to button.
import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconAt,
  IconBlockquote,
  IconBold,
  IconCode,
  IconItalic,
  IconLink,
  IconList,
  IconMathFunction,
  type Icon,
} from '@tabler/icons-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Format } from './formatting.ts';

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const key = (letter: string) => (isMac ? `⌘${letter}` : `Ctrl+${letter}`);

const formats: readonly (readonly [Format, string, Icon, string?])[] = [
  ['bold', 'Bold', IconBold, key('B')],
  ['italic', 'Italic', IconItalic, key('I')],
  ['link', 'Link', IconLink, key('K')],
  ['list', 'List', IconList],
  ['quote', 'Quote', IconBlockquote],
  ['code', 'Code', IconCode],
  ['maths', 'Maths', IconMathFunction],
];

interface ToolProps {
  readonly label: string;
  readonly keys?: string | undefined;
  readonly icon: Icon;
  readonly onClick: () => void;
}

export const WriterTool = ({ label, keys, icon: Mark, onClick }: ToolProps) => (
  <Tooltip label={keys === undefined ? label : `${label} (${keys})`} openDelay={500}>
    <ActionIcon
      className="writer-tool"
      variant="subtle"
      color="gray"
      size={28}
      aria-label={label}
      // The text keeps its caret and its selection.
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={onClick}
    >
      <Mark size={17} stroke={1.7} aria-hidden />
    </ActionIcon>
  </Tooltip>
);

interface Props {
  readonly onFormat: (format: Format) => void;
  /** Undefined: nobody is mentioned here. */
  readonly onMention?: () => void;
  /** Further tools, as {@link WriterTool}. */
  readonly children?: ReactNode;
}

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  Home: -Infinity,
  End: Infinity,
};

export const WriterTools = ({ onFormat, onMention, children }: Props) => {
  const [stop, setStop] = useState(0);
  const buttonsOf = (row: HTMLElement) => [...row.querySelectorAll<HTMLButtonElement>('.writer-tool')];
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = steps[event.key];
    const buttons = buttonsOf(event.currentTarget);
    const at = buttons.findIndex((button: Element) => button === event.target);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    buttons[Math.min(Math.max(at + step, 0), buttons.length - 1)]?.focus();
  };
  return (
    <div
      className="writer-tools"
      role="toolbar"
      aria-label="Formatting"
      tabIndex={-1}
      ref={(row) => {
        if (row) for (const [at, button] of buttonsOf(row).entries()) button.tabIndex = at === stop ? 0 : -1;
      }}
      onFocus={(event) => {
        const at = buttonsOf(event.currentTarget).findIndex((button: Element) => button === event.target);
        if (at >= 0) setStop(at);
      }}
      onKeyDown={onKeyDown}
    >
      {formats.map(([format, label, icon, keys]) => (
        <WriterTool
          key={format}
          {...{ label, icon, keys }}
          onClick={() => {
            onFormat(format);
          }}
        />
      ))}
      {onMention && <WriterTool label="Mention somebody" keys="@" icon={IconAt} onClick={onMention} />}
      {children}
    </div>
  );
};
