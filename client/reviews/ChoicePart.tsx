// A question of the review that is answered by choosing: one of several, a step of a scale, or yes.
import { Checkbox, Radio, Stack, Text } from '@mantine/core';
import type { Question } from '#shared/reviews/form.ts';

interface Props {
  readonly question: Question;
  readonly paper: string | undefined;
  readonly answer: string;
  readonly onChange: (answer: string) => void;
}

/** What is stored for an option: its words, or the number of the step. */
const valueOf = (question: Question, choice: string, index: number) =>
  question.kind === 'scale' ? String(index + 1) : choice;

const Note = ({ question, paper }: Pick<Props, 'question' | 'paper'>) => (
  <>
    {paper !== undefined && <span className="review-paper serif">{paper}</span>}
    {question.help !== '' && <Text size="sm">{question.help}</Text>}
    {question.readers === 'staff' && <Text size="sm">For the staff only.</Text>}
    {!question.isRequired && <Text size="sm">May be left open.</Text>}
  </>
);

export const ChoicePart = ({ question, paper, answer, onChange }: Props) => (
  <section className="review-part" aria-label={question.title}>
    {question.kind === 'checkbox' ? (
      <Checkbox
        label={question.title}
        description={<Note question={question} paper={paper} />}
        checked={answer === 'yes'}
        onChange={(event) => {
          onChange(event.currentTarget.checked ? 'yes' : '');
        }}
      />
    ) : (
      <Radio.Group
        label={<h2>{question.title}</h2>}
        description={<Note question={question} paper={paper} />}
        value={answer}
        onChange={onChange}
      >
        <Stack gap="xs" mt="xs">
          {question.choices.map((choice, index) => (
            <Radio
              key={choice}
              value={valueOf(question, choice, index)}
              label={question.kind === 'scale' ? `${String(index + 1)}: ${choice}` : choice}
            />
          ))}
        </Stack>
      </Radio.Group>
    )}
  </section>
);
