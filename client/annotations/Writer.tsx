// Where people write: Markdown with a look at how it will read, sent with Ctrl or Cmd and Enter.
import { Alert, Button, Group, Text, Textarea, UnstyledButton } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { annotationLimits } from '#shared/annotations/contract.ts';
import { Markdown } from '#client/kit/Markdown.tsx';

interface Props {
  /** Names the field, for instance `Your reply`. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly verb: string;
  readonly onSubmit: () => void;
  /** Escape: what was typed stays where it is kept. */
  readonly onLeave: () => void;
  readonly busy: boolean;
  /** Why the last try failed. */
  readonly problem: Error | null;
  readonly minRows?: number;
  /** A quiet line: where what was typed is safe. */
  readonly note?: ReactNode;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export const Writer = (props: Props) => {
  const { label, value, onChange, verb, onSubmit, onLeave, busy, problem, minRows = 3, note } = props;
  const [preview, setPreview] = useState(false);
  const over = value.length - annotationLimits.text;
  const canSend = value.trim() !== '' && over <= 0 && !busy;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (canSend) onSubmit();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      onLeave();
    }
  };
  return (
    <div className="writer">
      {preview ? (
        <div className="writer-preview" role="region" aria-label="Preview">
          <Markdown text={value} />
        </div>
      ) : (
        <Textarea
          aria-label={label}
          placeholder={label}
          autosize
          minRows={minRows}
          maxRows={14}
          value={value}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- it opens because the person asked to write
          autoFocus
          onKeyDown={onKeyDown}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      )}
      {over > 0 && (
        <Text size="xs" c="var(--bad)" role="alert">
          {over.toLocaleString('en')} characters too many.
        </Text>
      )}
      {problem && (
        <Alert color="red" variant="light" p="xs" role="alert">
          {problem.message}
        </Alert>
      )}
      {note}
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <UnstyledButton
          className="writer-toggle"
          disabled={!preview && value.trim() === ''}
          onClick={() => {
            setPreview(!preview);
          }}
        >
          {preview ? 'Write' : 'Preview'}
        </UnstyledButton>
        <Text size="xs" className="writer-hint">
          Markdown, $maths$
        </Text>
        <Group gap={6} wrap="nowrap">
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onLeave}>
            Close
          </Button>
          <Button
            size="compact-sm"
            disabled={!canSend}
            loading={busy}
            title={isMac ? '⌘ Enter' : 'Ctrl Enter'}
            onClick={onSubmit}
          >
            {problem ? 'Try again' : verb}
          </Button>
        </Group>
      </Group>
    </div>
  );
};
