// One part of the review: its question, which stays in sight, the text or how it will read, and its words.
import { SegmentedControl, Text, Textarea } from '@mantine/core';
import { useId, useState } from 'react';
import { answerCharactersAtMost, countWords, wordsVerdict } from '#shared/reviews/answers.ts';
import type { Question } from '#shared/reviews/form.ts';
import { insertText } from '#client/annotations/insert-text.ts';
import { MarkdownPartsContext } from '#client/kit/markdown-parts.ts';
import { Markdown } from '#client/kit/Markdown.tsx';
import { citationOf, reviewParts } from './citations.tsx';
import './reviews.css';

interface Props {
  readonly question: Question;
  /** The title of the paper that the part is about. */
  readonly paper: string | undefined;
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** The field that has the caret. */
  readonly onField: (field: HTMLTextAreaElement) => void;
}

const verdictWords = { few: '; rather short', fine: '', many: '; rather long' } as const;

export const PartEditor = ({ question, paper, text, onChange, onField }: Props) => {
  const [isPreview, setPreview] = useState(false);
  const id = useId();
  const { title, help, words: range } = question;
  const verdict = wordsVerdict(question, text);
  const over = text.length - answerCharactersAtMost;
  const words = countWords(text);
  return (
    <section className="review-part" aria-labelledby={id}>
      <div className="review-question">
        <div className="review-question-line">
          <h2 id={id}>{title}</h2>
          <SegmentedControl
            size="xs"
            aria-label={`${title}: write or preview`}
            data={[
              { value: 'write', label: 'Write' },
              { value: 'preview', label: 'Preview' },
            ]}
            value={isPreview ? 'preview' : 'write'}
            onChange={(value) => {
              setPreview(value === 'preview');
            }}
          />
        </div>
        {paper !== undefined && <p className="review-paper serif">{paper}</p>}
        <p className="review-prompt" id={`${id}-prompt`}>
          {help}
        </p>
        {over > 0 && (
          <Text size="sm" fw={600} c="var(--bad)" role="alert" className="figures">
            {over.toLocaleString('en')} characters too many. All of it is kept here; shorten it to have it
            saved.
          </Text>
        )}
      </div>
      {isPreview ? (
        <div className="review-preview prose" role="region" aria-label={`Preview of ${title}`}>
          {text.trim() === '' ? (
            <span className="quiet">Nothing written yet.</span>
          ) : (
            <MarkdownPartsContext value={reviewParts}>
              <Markdown text={text} />
            </MarkdownPartsContext>
          )}
        </div>
      ) : (
        <Textarea
          aria-labelledby={id}
          aria-describedby={`${id}-prompt`}
          placeholder="Write here. Markdown and $maths$ are understood."
          autosize
          minRows={6}
          value={text}
          error={over > 0}
          classNames={{ input: 'review-input' }}
          onFocus={(event) => {
            onField(event.currentTarget);
          }}
          onPaste={(event) => {
            const field = event.currentTarget;
            const { selectionStart: start, selectionEnd: end } = field;
            const citation = citationOf(
              event.clipboardData.getData('text/plain'),
              field.value.slice(start, end),
            );
            if (citation === null) return;
            event.preventDefault();
            insertText(field, start, end, citation);
          }}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      )}
      <Text size="sm" c="dimmed" className="figures" mt={6}>
        {words === 1 ? '1 word' : `${words.toLocaleString('en')} words`}
        {range && ` of ${String(range.least)} to ${String(range.most)}`}
        {range && text.trim() !== '' && verdictWords[verdict]}
        {question.readers === 'staff' && ' · for the staff only'}
        {!question.isRequired && ' · may be left empty'}
      </Text>
    </section>
  );
};
