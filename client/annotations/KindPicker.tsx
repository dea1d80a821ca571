// Chooses a kind: one button each, and a menu of the course's reading questions.
import { Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { kinds, kindSchema, type Kind } from '#shared/annotations/kinds.ts';
import { hueOf } from './kind-hue.ts';
import { KindIconMark } from './KindMark.tsx';
import { useReading } from './reading-context.ts';

export interface Choice {
  readonly kind: Kind;
  readonly readingQuestion: number | null;
}

interface Props {
  readonly value?: Choice;
  readonly onChoose: (choice: Choice) => void;
}

const plainKinds = kindSchema.options.filter((kind) => kind !== 'reading');

// A press must not take the browser's selection away from the passage.
const keepSelection = (event: { preventDefault: () => void }) => {
  event.preventDefault();
};

const KindButton = ({
  kind,
  value,
  onClick,
}: {
  kind: Kind;
  value: Choice | undefined;
  onClick?: () => void;
}) => (
  <UnstyledButton
    className="kind-button"
    aria-label={kinds[kind].word}
    aria-pressed={value ? value.kind === kind : undefined}
    style={hueOf(kind)}
    onMouseDown={keepSelection}
    onClick={onClick}
  >
    <KindIconMark kind={kind} size={18} />
    {(!value || value.kind === kind) && <span>{kind === 'reading' ? 'Reading' : kinds[kind].word}</span>}
  </UnstyledButton>
);

export const KindPicker = ({ value, onChoose }: Props) => {
  const { questions } = useReading();
  const [opened, setOpened] = useState(false);
  return (
    <div className="kind-picker" role="group" aria-label="Kind">
      {plainKinds.map((kind) => (
        <Tooltip key={kind} label={kinds[kind].word} disabled={!value || value.kind === kind}>
          <div>
            <KindButton
              kind={kind}
              value={value}
              onClick={() => {
                onChoose({ kind, readingQuestion: null });
              }}
            />
          </div>
        </Tooltip>
      ))}
      <Menu position="bottom-end" opened={opened} onChange={setOpened} withinPortal shadow="md">
        <Menu.Target>
          <Tooltip label={kinds.reading.word} disabled={opened || !value || value.kind === 'reading'}>
            <div>
              <KindButton
                kind="reading"
                value={value}
                onClick={() => {
                  setOpened(!opened);
                }}
              />
            </div>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown maw="20rem">
          <Menu.Label>Answers a reading question</Menu.Label>
          {questions.map((question, index) => (
            <Menu.Item
              key={question}
              onMouseDown={keepSelection}
              onClick={() => {
                onChoose({ kind: 'reading', readingQuestion: index });
              }}
            >
              {question}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
};
