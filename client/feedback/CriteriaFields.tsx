// The criteria of feedback as a form: described steps, a comment for each that may be left empty, and the overall comment.
import { Radio, Stack, Text, Textarea } from '@mantine/core';
import type { Content } from '#shared/feedback/content.ts';
import type { Criterion } from '#shared/feedback/criteria.ts';

interface FieldProps {
  readonly content: Content;
  readonly onChange: (content: Content) => void;
}
export interface CriteriaFieldsProps extends FieldProps {
  readonly criteria: readonly Criterion[];
  /** What the overall comment is for, and who reads it. */
  readonly overallHelp?: string;
}

const Field = ({ criterion, content, onChange }: FieldProps & { criterion: Criterion }) => {
  const { key, title, question, steps } = criterion;
  return (
    <div>
      <Radio.Group
        label={title}
        description={question}
        value={String(content.marks[key] ?? '')}
        onChange={(step) => {
          onChange({ ...content, marks: { ...content.marks, [key]: Number(step) } });
        }}
      >
        <Stack gap={8} mt="xs">
          {steps.map((step, at) => (
            <Radio key={at} value={String(at + 1)} label={`${String(at + 1)}: ${step}`} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        mt="sm"
        aria-label={`Comment on ${title.toLowerCase()}`}
        placeholder="Comment, if you like"
        autosize
        minRows={1}
        maxRows={8}
        value={content.comments[key] ?? ''}
        onChange={({ currentTarget: { value } }) => {
          onChange({ ...content, comments: { ...content.comments, [key]: value } });
        }}
      />
    </div>
  );
};

const forTheAuthor = 'What is good, and what one thing would make it better? The author reads this.';

export const CriteriaFields = (props: CriteriaFieldsProps) => {
  const { criteria, content, overallHelp = forTheAuthor, onChange } = props;
  return (
    <Stack gap="lg">
      {criteria.map((criterion) => (
        <Field key={criterion.key} {...{ criterion, content, onChange }} />
      ))}
      <Textarea
        label="Overall"
        description={overallHelp}
        autosize
        minRows={4}
        maxRows={16}
        value={content.overall}
        onChange={({ currentTarget: { value } }) => {
          onChange({ ...content, overall: value });
        }}
      />
    </Stack>
  );
};

/** What was given, to read. */
export const GivenMarks = ({ criteria, content }: Pick<CriteriaFieldsProps, 'criteria' | 'content'>) => (
  <Stack gap="xs">
    <dl className="feedback-marks">
      {criteria.map(({ key, title, steps }) => {
        const mark = content.marks[key];
        const comment = content.comments[key] ?? '';
        return (
          <div key={key}>
            <dt>{title}</dt>
            <dd>
              {mark === undefined ? 'No mark' : `${String(mark)}: ${steps[mark - 1] ?? ''}`}
              {comment !== '' && <p className="feedback-words">{comment}</p>}
            </dd>
          </div>
        );
      })}
    </dl>
    <Text className="serif feedback-words">{content.overall}</Text>
  </Stack>
);
