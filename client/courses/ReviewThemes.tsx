// The themes of the course's settings about reviews: when they are due and who reads them, and the feedback of classmates.
import { Group, SimpleGrid } from '@mantine/core';
import type { Id } from '#shared/kernel/primitives.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { lateWords, readerWords, reviewNameWords } from './settings-draft.ts';
import { Choice, Count, Questions, Span, Theme, Yes, type ThemeProps } from './SettingsFields.tsx';

const month = 30 * 24 * 60;

export const ReviewsTheme = (props: ThemeProps) => (
  <Theme
    title="Reading and writing"
    about="What guides the annotations, when reviews and slides are due, and who reads the reviews."
  >
    <Questions {...props} field="readingQuestions" />
    <Span {...props} field="reviewsDueMinutesBefore" after="before the meeting" max={month} />
    <Choice {...props} field="lateReviews" words={lateWords} />
    {props.draft.lateReviews === 'points' && (
      <Count
        {...props}
        field="latePointsPerDay"
        min={1}
        max={100}
        about="Of the points of the review; a day counts once it has begun."
      />
    )}
    {props.draft.lateReviews === 'late_days' && (
      <Count {...props} field="lateDays" min={0} max={60} about="For the whole course." />
    )}
    <Choice {...props} field="classmatesReadReviews" words={readerWords} />
    {props.draft.classmatesReadReviews !== 'never' && (
      <Choice {...props} field="reviewNames" words={reviewNameWords} />
    )}
    <Span {...props} field="slidesDueMinutesBefore" after="before the meeting" max={month} />
  </Theme>
);

export const ReviewFormTheme = ({ courseId }: { courseId: Id }) => (
  <Theme title="Review form" about="What a review is made of: its parts, who reads them, and roles.">
    <div>
      <LinkButton to="/courses/$courseId/review-form" params={{ courseId }} variant="default">
        Change the review form
      </LinkButton>
    </div>
  </Theme>
);

export const FeedbackTheme = ({ courseId, ...props }: ThemeProps & { courseId: Id }) => (
  <Theme title="Feedback" about="After the deadline each review goes to some classmates, without names.">
    <SimpleGrid cols={2}>
      <Count {...props} field="feedbackPerReview" min={0} max={6} about="0: there is no feedback." />
      <Count {...props} field="feedbackAtLeast" min={0} max={6} about="However few take part." />
    </SimpleGrid>
    {props.draft.feedbackPerReview > 0 && (
      <>
        <Span {...props} field="feedbackDueMinutesAfter" after="after the reviews" />
        <Yes {...props} field="presentersGiveFeedback" about="In the meeting in which they present." />
        <Yes {...props} field="missingGiveFeedback" about="They learn from it too, without getting any." />
        <Group gap="xs">
          <LinkButton to="/courses/$courseId/feedback-criteria" params={{ courseId }} variant="default">
            Change the criteria
          </LinkButton>
          <LinkButton to="/courses/$courseId/feedback-samples" params={{ courseId }} variant="default">
            Sample reviews
          </LinkButton>
        </Group>
      </>
    )}
  </Theme>
);
