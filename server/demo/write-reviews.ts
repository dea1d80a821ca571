// Reviews in all their states: submitted in time, submitted late, begun, not begun.
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { defaultSettings } from '#shared/courses/settings.ts';
import { hoursAfter, minutesAfter } from './calendar.ts';
import { between, eachOf, nth, type Player, type Stage, type StagedMeeting } from './stage.ts';
import type { ReviewText } from './texts.ts';

/** A text with a paragraph for every part. */
type Parts = ReviewText;

/** How far a student is; `late` only where the meeting is over. */
type State = 'submitted' | 'late' | 'draft' | 'not_started';

/** Of the 24 students in their order: in the next meeting the presenters are ready, and two of three others are on their way. */
const statesOf = ({ isOver }: StagedMeeting, isNext: boolean): ((index: number) => State) => {
  if (isOver) return (index) => (index === 13 ? 'late' : index === 21 ? 'draft' : 'submitted');
  if (isNext)
    return (index) =>
      index < 8 || index % 5 === 0 ? 'submitted' : index % 3 === 0 ? 'draft' : 'not_started';
  return (index) => (index === 11 ? 'draft' : 'not_started');
};

const withoutLastSentence = (text: string) => {
  const sentences = text.split(/(?<=[.!?]) (?=[A-Z])/);
  return sentences.length > 2 ? sentences.slice(0, -1).join(' ') : text;
};

// There are twelve texts for 24 students: the second twelve put the paragraphs together anew and are a sentence shorter.
const partsFor = (texts: readonly ReviewText[], index: number): Parts => {
  if (index < texts.length) return nth(texts, index);
  return {
    first: withoutLastSentence(nth(texts, index + 5).first),
    second: withoutLastSentence(nth(texts, index + 2).second),
    connections: withoutLastSentence(nth(texts, index + 9).connections),
  };
};

const begun = ({ first, second }: Parts): Parts => ({
  first,
  second: second.slice(0, second.indexOf('. ') + 1),
  connections: '',
});

interface Plan {
  readonly student: Player;
  readonly parts: Parts;
  readonly savedAt: Date;
  readonly submittedAt: Date | null;
}

/** Writes the reviews of a meeting, each student's own. */
export const writeReviews = async (
  stage: Stage,
  meeting: StagedMeeting,
  isNext: boolean,
  texts: readonly ReviewText[],
): Promise<void> => {
  const { callAs, at, students, now } = stage;
  const params = { meetingId: meeting.id };
  const due = minutesAfter(meeting.startsAt, -defaultSettings.reviewsDueMinutesBefore);
  const stateOf = statesOf(meeting, isNext);

  const write = async ({ student, parts, savedAt, submittedAt }: Plan) => {
    const body = { answers: { ...parts }, revision: 0 };
    const { revision } = await at(savedAt, () => callAs(student, reviewsRoutes.saveReview, { params, body }));
    if (submittedAt)
      await at(submittedAt, () =>
        callAs(student, reviewsRoutes.submitReview, { params, body: { revision } }),
      );
  };

  const latest = due < now ? due : now;
  const plans = students.flatMap((student, index): Plan[] => {
    const state = stateOf(index);
    if (state === 'not_started') return [];
    const parts = partsFor(texts, index);
    const savedAt = between(stage, hoursAfter(latest, -30), hoursAfter(latest, -1));
    if (state === 'draft') return [{ student, parts: begun(parts), savedAt, submittedAt: null }];
    const submittedAt = state === 'late' ? minutesAfter(due, 47) : between(stage, savedAt, latest);
    return [{ student, parts, savedAt, submittedAt }];
  });
  await eachOf(plans, 3, write);
};
