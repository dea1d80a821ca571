// Changes what stands in a field as if it had been typed, so that the browser's own undo takes it back.

type Execute = (command: 'delete' | 'insertText', withInterface: boolean, text?: string) => boolean;

/** Puts `text` in place of the characters from `start` to `end`; the caret goes behind it, or selects `select` of the new text. */
export const insertText = (
  field: HTMLTextAreaElement,
  start: number,
  end: number,
  text: string,
  select?: readonly [from: number, to: number],
): void => {
  field.focus();
  field.setSelectionRange(start, end);
  // Deprecated without a successor: the only way to change a field that undo knows of.
  const execute = (document as { execCommand?: Execute }).execCommand?.bind(document);
  const done = text === '' ? execute?.('delete', false) : execute?.('insertText', false, text);
  if (done !== true && field.value.slice(start, start + text.length) !== text) {
    field.setRangeText(text, start, end, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  if (select) field.setSelectionRange(start + select[0], start + select[1]);
};
