// The themes of the course's settings: the course itself, reading and reviews, presentations and rounds.
import {
  Checkbox,
  Group,
  NumberInput,
  Radio,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { SpanInput } from '#client/kit/SpanInput.tsx';
import { TimeZoneSelect } from '#client/kit/TimeZoneSelect.tsx';
import { anonymityWords, settingsLabels as labels, type SettingsDraft } from './settings-draft.ts';

export interface ThemeProps {
  readonly draft: SettingsDraft;
  readonly change: (part: Partial<SettingsDraft>) => void;
  readonly errorAt: (field: keyof SettingsDraft) => string | null;
}

const month = 30 * 24 * 60;

const Theme = ({ title, about, children }: { title: string; about: string; children: ReactNode }) => (
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
const Line = ({
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

const Questions = ({
  field,
  draft,
  change,
  errorAt,
}: ThemeProps & { field: 'readingQuestions' | 'discussionQuestions' }) => (
  <Textarea
    label={labels[field]}
    description="One a line, at most ten."
    required
    autosize
    minRows={3}
    value={draft[field]}
    error={errorAt(field)}
    onChange={(event) => {
      change({ [field]: event.currentTarget.value });
    }}
  />
);

type CountField = 'postsBeforeReading' | 'groupMin' | 'groupMax' | 'groupMinutes' | 'classMinutes';
const Count = ({
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

export const CourseTheme = (props: ThemeProps) => (
  <Theme title="Course" about="How it is called, and the zone that its dates are meant in.">
    <Line {...props} field="title" max={160} required />
    <Group grow align="flex-start">
      <Line {...props} field="code" max={40} />
      <Line {...props} field="term" max={60} />
    </Group>
    <TimeZoneSelect
      label={labels.timeZone}
      description="Meetings keep their instant when this changes; only how it is shown differs."
      value={props.draft.timeZone}
      onChange={(timeZone) => {
        if (timeZone !== null) props.change({ timeZone });
      }}
    />
  </Theme>
);

const anonymities = ['off', 'choice', 'always'] as const;

export const ThreadsTheme = (props: ThemeProps) => {
  const { draft, change, errorAt } = props;
  return (
    <Theme title="Annotations" about="Who sees whose notes on the papers.">
      <Radio.Group
        label={labels.anonymity}
        value={draft.anonymity}
        onChange={(value) => {
          change({ anonymity: anonymities.find((choice) => choice === value) ?? 'off' });
        }}
      >
        <Stack gap="xs" mt={6}>
          {anonymities.map((choice) => (
            <Radio key={choice} value={choice} label={anonymityWords[choice]} />
          ))}
        </Stack>
      </Radio.Group>
      <Count
        {...props}
        field="postsBeforeReading"
        min={0}
        max={20}
        about="A student sees others’ notes on a paper after posting so many there; 0: at once."
      />
      <NumberInput
        label={labels.readingGroupSize}
        description="In a large course students read in small groups, shuffled anew for each paper (3 to 60); 0: all together."
        required
        min={0}
        max={60}
        allowDecimal={false}
        value={draft.readingGroupSize}
        error={errorAt('readingGroupSize')}
        onChange={(value) => {
          change({ readingGroupSize: Number(value) });
        }}
      />
    </Theme>
  );
};

export const ReviewsTheme = (props: ThemeProps) => {
  const { draft, change, errorAt } = props;
  return (
    <Theme
      title="Reading and writing"
      about="What guides the annotations, and when reviews and slides are due."
    >
      <Questions {...props} field="readingQuestions" />
      <SpanInput
        label={labels.reviewsDueMinutesBefore}
        after="before the meeting"
        minutes={draft.reviewsDueMinutesBefore}
        max={month}
        error={errorAt('reviewsDueMinutesBefore')}
        onChange={(reviewsDueMinutesBefore) => {
          change({ reviewsDueMinutesBefore });
        }}
      />
      <Radio.Group
        label={labels.lateReviews}
        value={draft.lateReviews}
        onChange={(value) => {
          change({ lateReviews: value === 'refused' ? 'refused' : 'flagged' });
        }}
      >
        <Stack gap="xs" mt={6}>
          <Radio value="flagged" label="Accepted and marked late" />
          <Radio value="refused" label="Not accepted" />
        </Stack>
      </Radio.Group>
      <Checkbox
        label={labels.classmatesReadReviews}
        checked={draft.classmatesReadReviews}
        onChange={(event) => {
          change({ classmatesReadReviews: event.currentTarget.checked });
        }}
      />
      <SpanInput
        label={labels.slidesDueMinutesBefore}
        after="before the meeting"
        minutes={draft.slidesDueMinutesBefore}
        max={month}
        error={errorAt('slidesDueMinutesBefore')}
        onChange={(slidesDueMinutesBefore) => {
          change({ slidesDueMinutesBefore });
        }}
      />
    </Theme>
  );
};

export const RoundsTheme = (props: ThemeProps) => (
  <Theme title="Discussion rounds" about="Groups are drawn anew for every round; these are its defaults.">
    <SimpleGrid cols={2}>
      <Count {...props} field="groupMin" min={2} max={12} />
      <Count {...props} field="groupMax" min={2} max={12} />
      <Count {...props} field="groupMinutes" min={1} max={120} />
      <Count {...props} field="classMinutes" min={1} max={120} />
    </SimpleGrid>
    <Questions {...props} field="discussionQuestions" />
    <Checkbox
      label={labels.checkInNeedsCode}
      description="The projector shows it: whoever has it is in the room."
      checked={props.draft.checkInNeedsCode}
      onChange={(event) => {
        props.change({ checkInNeedsCode: event.currentTarget.checked });
      }}
    />
  </Theme>
);
