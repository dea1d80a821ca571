// The kinds of fields that the course's settings are made of, and the frame around those of one theme.
import { Checkbox, NumberInput, Radio, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { SpanInput } from '#client/kit/SpanInput.tsx';
import { settingsLabels as labels, type SettingsDraft } from './settings-draft.ts';

export interface ThemeProps {
  readonly draft: SettingsDraft;
  readonly change: (part: Partial<SettingsDraft>) => void;
  readonly errorAt: (field: keyof SettingsDraft) => string | null;
}

export const Theme = ({ title, about, children }: { title: string; about: string; children: ReactNode }) => (
  <section className="settings-theme" aria-label={title}>
    <div>
      <Title order={2} fz="1.15rem">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mt={4}>
        {about}
      </Text>
    </div>
    <Stack>{children}</Stack>
  </section>
);

type LineField = 'title' | 'code' | 'term';
export const Line = ({
  field,
  max,
  required = false,
  draft,
  change,
  errorAt,
}: ThemeProps & { field: LineField; max: number; required?: boolean }) => (
  <TextInput
    label={labels[field]}
    required={required}
    maxLength={max}
    value={draft[field]}
    error={errorAt(field)}
    onChange={(event) => {
      change({ [field]: event.currentTarget.value });
    }}
  />
);

export const Questions = ({
  field,
  required = true,
  draft,
  change,
  errorAt,
}: ThemeProps & {
  field: 'readingQuestions' | 'discussionQuestions' | 'slidesCover';
  required?: boolean;
}) => (
  <Textarea
    label={labels[field]}
    description="One a line, at most ten."
    required={required}
    autosize
    minRows={3}
    value={draft[field]}
    error={errorAt(field)}
    onChange={(event) => {
      change({ [field]: event.currentTarget.value });
    }}
  />
);

type CountField =
  | 'postsBeforeReading'
  | 'groupMin'
  | 'groupMax'
  | 'groupMinutes'
  | 'talkMinutes'
  | 'questionMinutes'
  | 'classMinutes'
  | 'latePointsPerDay'
  | 'lateDays'
  | 'feedbackPerReview'
  | 'feedbackAtLeast'
  | 'preferencesAtLeast'
  | 'talkPoints';
export const Count = ({
  field,
  min,
  max,
  about,
  draft,
  change,
  errorAt,
}: ThemeProps & { field: CountField; min: number; max: number; about?: string }) => (
  <NumberInput
    label={labels[field]}
    description={about}
    required
    min={min}
    max={max}
    allowDecimal={false}
    value={draft[field]}
    error={errorAt(field)}
    onChange={(value) => {
      change({ [field]: Number(value) });
    }}
  />
);

type ChoiceField =
  | 'anonymity'
  | 'lateReviews'
  | 'classmatesReadReviews'
  | 'reviewNames'
  | 'lateSlides'
  | 'publishSlides'
  | 'projectorNames';
export const Choice = <F extends ChoiceField>({
  field,
  words,
  draft,
  change,
}: ThemeProps & { field: F; words: Readonly<Record<SettingsDraft[F], string>> }) => (
  <Radio.Group
    label={labels[field]}
    value={draft[field]}
    onChange={(value) => {
      change({ [field]: value });
    }}
  >
    <Stack gap="xs" mt={6}>
      {(Object.keys(words) as SettingsDraft[F][]).map((choice) => (
        <Radio key={choice} value={choice} label={words[choice]} />
      ))}
    </Stack>
  </Radio.Group>
);

type YesField = 'checkInNeedsCode' | 'presentersGiveFeedback' | 'missingGiveFeedback';
export const Yes = ({ field, about, draft, change }: ThemeProps & { field: YesField; about?: string }) => (
  <Checkbox
    label={labels[field]}
    description={about}
    checked={draft[field]}
    onChange={(event) => {
      change({ [field]: event.currentTarget.checked });
    }}
  />
);

const longestMinutes = 60 * 24 * 60;

type SpanField =
  | 'reviewsDueMinutesBefore'
  | 'slidesDueMinutesBefore'
  | 'feedbackDueMinutesAfter'
  | 'talkFeedbackDueMinutesAfter';
export const Span = ({
  field,
  after,
  max = longestMinutes,
  draft,
  change,
  errorAt,
}: ThemeProps & { field: SpanField; after: string; max?: number }) => (
  <SpanInput
    label={labels[field]}
    after={after}
    minutes={draft[field]}
    max={max}
    error={errorAt(field)}
    onChange={(value) => {
      change({ [field]: value });
    }}
  />
);
