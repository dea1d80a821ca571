// A field for a comment: Esc leaves it for the keys of the page, a `/` at the start of a word offers saved replies.
import { Textarea } from '@mantine/core';

interface Props {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly description?: string;
  readonly placeholder?: string;
  readonly minRows: number;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** It has the caret now. */
  readonly onField?: (field: HTMLTextAreaElement) => void;
  readonly onReplies?: () => void;
  /** For finding it by key. */
  readonly name?: string;
}

const beginsWord = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): boolean =>
  selectionStart === selectionEnd && /(^|\s)$/.test(value.slice(0, selectionStart));

export const MarkField = (props: Props) => {
  const { label, isLabelHidden = false, description, placeholder, minRows, value, name } = props;
  const { onChange, onField, onReplies } = props;
  return (
    <Textarea
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      {...(description === undefined ? {} : { description })}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(name === undefined ? {} : { name })}
      autosize
      minRows={minRows}
      maxRows={14}
      value={value}
      onFocus={({ currentTarget }) => onField?.(currentTarget)}
      onKeyDown={(event) => {
        const { key, currentTarget, nativeEvent } = event;
        if (nativeEvent.isComposing) return;
        if (key === 'Escape') currentTarget.blur();
        if (key !== '/' || !onReplies || !beginsWord(currentTarget)) return;
        event.preventDefault();
        onField?.(currentTarget);
        onReplies();
      }}
      onChange={({ currentTarget }) => {
        onChange(currentTarget.value);
      }}
    />
  );
};
