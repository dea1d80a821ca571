// The themes of the course's settings that are neither reviews nor feedback: the course itself, annotations, talks, rounds.
import { Group, NumberInput, SimpleGrid } from '@mantine/core';
import type { Id } from '#shared/kernel/primitives.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { TimeZoneSelect } from '#client/kit/TimeZoneSelect.tsx';
import {
  anonymityWords,
  lateSlidesWords,
  projectorNameWords,
  publishWords,
  settingsLabels as labels,
} from './settings-draft.ts';
import { Choice, Count, Line, Questions, Span, Theme, Yes, type ThemeProps } from './SettingsFields.tsx';

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

export const ThreadsTheme = (props: ThemeProps) => {
  const { draft, change, errorAt } = props;
  return (
    <Theme title="Annotations" about="Who sees whose notes on the papers.">
      <Choice {...props} field="anonymity" words={anonymityWords} />
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

export const TalksTheme = ({ courseId, ...props }: ThemeProps & { courseId: Id }) => (
  <Theme
    title="Talks"
    about="How talks are shared out, how long they last, what their slides cover and who sees them, until when classmates give feedback on them, and what they can earn."
  >
    <Count
      {...props}
      field="preferencesAtLeast"
      min={1}
      max={20}
      about="So many talks each student ranks when they sign up; where there are fewer, all of them."
    />
    <SimpleGrid cols={2}>
      <Count {...props} field="talkMinutes" min={1} max={180} />
      <Count {...props} field="questionMinutes" min={0} max={120} />
    </SimpleGrid>
    <Choice {...props} field="lateSlides" words={lateSlidesWords} />
    <Choice {...props} field="publishSlides" words={publishWords} />
    <Questions {...props} field="slidesCover" required={false} />
    <Span {...props} field="talkFeedbackDueMinutesAfter" after="after the end of the meeting" />
    <Count
      {...props}
      field="talkPoints"
      min={1}
      max={1000}
      about="The most that the staff’s marks of a talk can come to."
    />
    <div>
      <LinkButton to="/courses/$courseId/talk-rubric" params={{ courseId }} variant="default">
        Change the rubric of talks
      </LinkButton>
    </div>
  </Theme>
);

export const RoundsTheme = (props: ThemeProps) => (
  <Theme title="Discussion rounds" about="Groups are drawn anew for every round; these are its defaults.">
    <SimpleGrid cols={2}>
      <Count {...props} field="groupMin" min={2} max={12} />
      <Count {...props} field="groupMax" min={2} max={12} />
      <Count {...props} field="groupMinutes" min={1} max={120} />
      <Count {...props} field="classMinutes" min={1} max={120} />
    </SimpleGrid>
    <Questions {...props} field="discussionQuestions" />
    <Yes
      {...props}
      field="checkInNeedsCode"
      about="The projector shows it and changes it every two minutes: whoever has it is in the room."
    />
    <Choice {...props} field="projectorNames" words={projectorNameWords} />
  </Theme>
);
