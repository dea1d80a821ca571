// Where a citation goes: to the caret of the part that was written in last, otherwise to the end of the first text part.
import { answerTo } from '#shared/reviews/answers.ts';
import { insertText } from '#client/annotations/insert-text.ts';
import type { Writing } from './writing-state.ts';

const apart = (before: string): string => (before === '' || /\s$/u.test(before) ? '' : ' ');

/** `field` is the one with the last caret, as long as it is on the page. */
export const citeInto = (writing: Writing, citation: string, field: HTMLTextAreaElement | null): void => {
  if (field?.isConnected) {
    const at = field.selectionEnd;
    insertText(field, at, at, apart(field.value.slice(0, at)) + citation);
    return;
  }
  const { answers, saved, clashes } = writing.state();
  const free = saved.questions.find(({ kind, key }) => kind === 'text' && !clashes.includes(key));
  if (!free) return;
  const text = answerTo(answers, free.key);
  writing.change(free.key, text + apart(text) + citation);
};
