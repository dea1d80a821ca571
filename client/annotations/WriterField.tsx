// The text field of the Writer: mentions are offered at the caret, and buttons and keys put Markdown around words.
import { Textarea } from '@mantine/core';
import { useState, type DragEvent, type KeyboardEvent, type RefObject } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { formatOf, type Format } from './formatting.ts';
import { insertText } from './insert-text.ts';
import { MentionList } from './MentionList.tsx';
import { LinkPicker } from './LinkPicker.tsx';
import { picturesIn } from './pictures.ts';
import { PictureTool } from './PictureTool.tsx';
import { useMentioning } from './use-mentioning.ts';
import { WriterTools } from './WriterTools.tsx';

interface Props {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly label: string;
  readonly value: string;
  readonly minRows: number;
  readonly onChange: (text: string) => void;
  /** Keys that are neither the list's nor a format's. */
  readonly onKey: (event: KeyboardEvent) => void;
  /** Offered first after an `@`. */
  readonly people?: ReadonlySet<Id> | undefined;
  readonly onPictures: (files: readonly File[]) => void;
}

const shortcuts: Readonly<Record<string, Format>> = { b: 'bold', i: 'italic', k: 'link' };

export const WriterField = ({ field, label, value, minRows, onChange, onKey, people, onPictures }: Props) => {
  const mentioning = useMentioning(field, people);
  const { from, listId, chosen } = mentioning;
  const format = (wanted: Format) => {
    if (!field.current) return;
    const { value: text, selectionStart, selectionEnd } = field.current;
    const edit = formatOf(wanted, { text, start: selectionStart, end: selectionEnd });
    insertText(field.current, edit.start, edit.end, edit.text, edit.select);
  };
  const mention = () => {
    if (!field.current) return;
    const { value: text, selectionStart, selectionEnd } = field.current;
    const isApart = selectionStart === 0 || /\s/.test(text[selectionStart - 1] ?? '');
    insertText(field.current, selectionStart, selectionEnd, isApart ? '@' : ' @');
    mentioning.look();
  };
  const put = (text: string) => {
    if (field.current)
      insertText(field.current, field.current.selectionStart, field.current.selectionEnd, text);
  };
  const [isOver, setOver] = useState(false);
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent) => {
    setOver(false);
    if (!event.dataTransfer.types.includes('Files')) return;
    // Otherwise the browser would leave the page for the file.
    event.preventDefault();
    onPictures(picturesIn(event.dataTransfer));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (mentioning.onKey(event)) return;
    const wanted =
      (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey ? shortcuts[event.key] : undefined;
    if (wanted === undefined) {
      onKey(event);
      return;
    }
    event.preventDefault();
    // The page has a meaning of its own for some of them.
    event.stopPropagation();
    format(wanted);
  };
  return (
    <>
      <WriterTools onFormat={format} onMention={mention}>
        <LinkPicker onChoose={put} />
        <PictureTool onFiles={onPictures} />
      </WriterTools>
      <div
        className="writer-field"
        data-over={isOver || undefined}
        onDragOver={onDragOver}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={onDrop}
      >
        <Textarea
          ref={field}
          aria-label={label}
          placeholder={label}
          autosize
          minRows={minRows}
          maxRows={14}
          value={value}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- it opens because the person asked to write
          autoFocus
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={from === null ? undefined : listId}
          aria-activedescendant={from === null ? undefined : mentioning.optionId(chosen)}
          onKeyDown={onKeyDown}
          onSelect={mentioning.look}
          onBlur={mentioning.close}
          onPaste={(event) => {
            const pictures = picturesIn(event.clipboardData);
            // Word processors send a picture of the words too.
            if (pictures.length === 0 || event.clipboardData.getData('text/plain') !== '') return;
            event.preventDefault();
            onPictures(pictures);
          }}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            mentioning.look();
          }}
        />
        <MentionList mentioning={mentioning} />
      </div>
    </>
  );
};
