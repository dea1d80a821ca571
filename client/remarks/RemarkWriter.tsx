// Where remarks and replies are written: Markdown with a look at how it will read, sent with Ctrl or Cmd and Enter.
import { Textarea } from '@mantine/core';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { remarkLimits } from '#shared/remarks/contract.ts';
import { formatOf, type Format } from '#client/annotations/formatting.ts';
import { insertText } from '#client/annotations/insert-text.ts';
import { WriterFoot } from '#client/annotations/WriterFoot.tsx';
import { WriterTools } from '#client/annotations/WriterTools.tsx';
import { Markdown } from '#client/kit/Markdown.tsx';
import '#client/annotations/writer.css';

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
  /** Something besides the text is missing. */
  readonly isIncomplete?: boolean;
  /** Between the text and the buttons: for whom it is, where it is kept. */
  readonly children?: ReactNode;
}

const shortcuts: Readonly<Record<string, Format>> = { b: 'bold', i: 'italic', k: 'link' };

export const RemarkWriter = (props: Props) => {
  const { label, value, onChange, verb, onSubmit, onLeave, busy, problem, isIncomplete, children } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const [preview, setPreview] = useState(false);
  const fits = value.trim() !== '' && value.length <= remarkLimits.text;
  const canSend = fits && !busy && isIncomplete !== true;
  const format = (wanted: Format) => {
    if (!field.current) return;
    const { value: text, selectionStart, selectionEnd } = field.current;
    const edit = formatOf(wanted, { text, start: selectionStart, end: selectionEnd });
    insertText(field.current, edit.start, edit.end, edit.text, edit.select);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isCommand = event.ctrlKey || event.metaKey;
    const wanted = isCommand && !event.shiftKey && !event.altKey ? shortcuts[event.key] : undefined;
    if (event.key === 'Enter' && isCommand) {
      event.preventDefault();
      if (canSend) onSubmit();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      onLeave();
    } else if (wanted !== undefined) {
      event.preventDefault();
      // The page has a meaning of its own for some of them.
      event.stopPropagation();
      format(wanted);
    }
  };
  return (
    <div className="remark-writer">
      {preview ? (
        <div className="remark-preview" role="region" aria-label="Preview">
          <Markdown text={value} />
        </div>
      ) : (
        <>
          <WriterTools onFormat={format} />
          <Textarea
            ref={field}
            aria-label={label}
            placeholder={label}
            autosize
            minRows={2}
            maxRows={14}
            value={value}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- it opens because the person asked to write
            autoFocus
            onKeyDown={onKeyDown}
            onChange={(event) => {
              onChange(event.currentTarget.value);
            }}
          />
        </>
      )}
      <WriterFoot
        {...{ value, preview, verb, canSend, busy, problem, onSubmit, onLeave }}
        limit={remarkLimits.text}
        onPreview={setPreview}
      >
        {children}
      </WriterFoot>
    </div>
  );
};
