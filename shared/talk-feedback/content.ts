// What one classmate gives a talk: marks by the rubric, any of them, and one comment.
import { z } from 'zod';
import { marksBy, marksSchema } from '#shared/feedback/content.ts';
import type { Criterion } from '#shared/feedback/criteria.ts';
import { textSchema } from '#shared/kernel/primitives.ts';

export const talkCommentAtMost = 2000;
const commentSchema = textSchema(talkCommentAtMost);

/** The shape whatever the rubric is; {@link talkContentBy} asks it too. */
export const talkContentSchema = z.strictObject({ marks: marksSchema, comment: commentSchema });
export type TalkContent = z.infer<typeof talkContentSchema>;

export const talkContentBy = (criteria: readonly Criterion[]) =>
  z.strictObject({ marks: marksBy(criteria), comment: commentSchema });

export const emptyTalkContent: TalkContent = { marks: {}, comment: '' };

/** Whether it is feedback: a mark or a word. Without either, nothing has been given. */
export const saysSomething = ({ marks, comment }: TalkContent): boolean =>
  Object.keys(marks).length > 0 || comment.trim() !== '';

export const areSameTalkContents = (one: TalkContent, other: TalkContent): boolean =>
  one.comment === other.comment &&
  [...new Set([...Object.keys(one.marks), ...Object.keys(other.marks)])].every(
    (key) => one.marks[key] === other.marks[key],
  );
