// The staff mark reviews of a meeting that is over, shared out between them: most are returned, some are marked, some wait.
import { gradingRoutes } from '#shared/grading/contract.ts';
import { emptyMarking } from '#shared/grading/marks.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { hoursAfter, minutesAfter } from './calendar.ts';
import { eachOf, nth, type Stage, type StagedMeeting } from './stage.ts';
import type { MarkTexts } from './texts.ts';

/** Of the reviews in the queue's order. */
const marked = 16;
const returned = 12;

/** The third step of four is the usual one; the second and the fourth are as frequent as each other. */
const stepFor = ({ random }: Stage, steps: number): number => {
  const share = (random() + random() + random()) / 3;
  return Math.max(1, Math.min(steps, Math.round(0.6 + steps * (0.35 + share * 0.6))));
};

export const markReviews = async (
  stage: Stage,
  { id: meetingId, startsAt }: StagedMeeting,
  { overall, comments, replies }: MarkTexts,
): Promise<void> => {
  const { callAs, at, instructor, assistant, courseId } = stage;
  const params = { meetingId };
  for (const reply of replies)
    await callAs(instructor, gradingRoutes.putSavedReply, {
      params: { courseId, savedReplyId: newId() },
      body: { ...reply, revision: 0 },
    });
  // The next morning, five minutes each.
  const morning = hoursAfter(startsAt, 19);
  const graders = [instructor, assistant];
  const { reviews, criteria } = await at(morning, () =>
    callAs(instructor, gradingRoutes.splitQueue, {
      params,
      body: { graderIds: graders.map(({ personId }) => personId) },
    }),
  );
  const plans = reviews.slice(0, marked).map(({ reviewId, version, graderId }, index) => {
    const marks = Object.fromEntries(criteria.map(({ key, steps }) => [key, stepFor(stage, steps.length)]));
    const lowest = criteria.find(({ key }) => marks[key] === Math.min(...Object.values(marks)))?.key ?? '';
    const said = comments[lowest] ?? '';
    const marking = {
      ...{ ...emptyMarking, marks, overall: nth(overall, index) },
      comments: said === '' || index % 2 === 1 ? {} : { [lowest]: said },
    };
    const grader = graders.find(({ personId }) => personId === graderId) ?? instructor;
    return { grader, reviewId, marking, version, savedAt: minutesAfter(morning, 5 * index) };
  });
  await eachOf(plans, 1, ({ grader, reviewId, marking, version, savedAt }) =>
    at(savedAt, () =>
      callAs(grader, gradingRoutes.saveMarks, {
        params: { reviewId },
        body: { marking, version, revision: 0 },
      }),
    ),
  );
  const marks = plans.slice(0, returned).map(({ reviewId }) => ({ reviewId, revision: 1 }));
  await at(minutesAfter(morning, 90), () =>
    callAs(instructor, gradingRoutes.returnMarks, { params, body: { marks } }),
  );
};
