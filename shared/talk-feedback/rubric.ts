// What a talk is looked at by: a course's criteria with described steps and weights, and those a course begins with.
import { z } from 'zod';
import { criteriaOf, criterionSchema } from '#shared/feedback/criteria.ts';

export const weightAtMost = 10;

/** `weight`: how much a criterion counts in the staff's points beside the others; 0: not at all. */
const talkCriterionSchema = criterionSchema.extend({
  weight: z
    .int()
    .min(0, 'is less than 0')
    .max(weightAtMost, `is more than ${String(weightAtMost)}`),
});
export type TalkCriterion = z.infer<typeof talkCriterionSchema>;

export const rubricSchema = criteriaOf(talkCriterionSchema).refine(
  (all) => all.some(({ weight }) => weight > 0),
  'have no weight at all, so that no points can be worked out',
);

export const defaultRubric: readonly TalkCriterion[] = [
  {
    key: 'summary',
    title: 'Summary',
    question: 'Did the high-level ideas of the paper come across?',
    steps: [
      'I could not say what the paper is about',
      'The topic is clear, the idea is not',
      'I could tell somebody the main idea',
      'I could tell the idea and why it matters',
    ],
    weight: 1,
  },
  {
    key: 'problems',
    title: 'Problems',
    question: 'Is it clear which problem is solved, for whom, and why it matters?',
    steps: [
      'No problem was named',
      'A problem, without why it matters',
      'The problem and who has it',
      'The problem, made vivid by an example or a number',
    ],
    weight: 1,
  },
  {
    key: 'challenges',
    title: 'Challenges',
    question: 'Is it clear why the problem is hard and why earlier work did not solve it?',
    steps: [
      'Nothing about what makes it hard',
      'Difficulties listed, not explained',
      'I understand what makes it hard',
      'I understand why earlier work fell short of it',
    ],
    weight: 1,
  },
  {
    key: 'methods',
    title: 'Methods',
    question: 'Can the method be followed, and what it rests on?',
    steps: [
      'I was lost early',
      'I followed the outline only',
      'I followed every step',
      'I followed it and could say where it would break',
    ],
    weight: 1,
  },
  {
    key: 'clarity',
    title: 'Clarity',
    question: 'Could the slides be read and the speakers be understood?',
    steps: [
      'Hard to read or to hear',
      'Took effort in places',
      'Clear throughout',
      'Clear, and a pleasure to listen to',
    ],
    weight: 1,
  },
  {
    key: 'timing',
    title: 'Timing',
    question: 'Did the talk use its time well, with room for questions?',
    steps: [
      'Far too long or far too short',
      'Rushed or stretched in parts',
      'On time',
      'On time, with the weight where it belongs',
    ],
    weight: 1,
  },
];
