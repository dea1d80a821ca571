// Checks input against its schema and says where and why it is refused.
import type { z } from 'zod';
import { refuse } from '#shared/kernel/refusals.ts';

/** The parsed value, or an `invalid` refusal that names at most ten places. */
export const validate = <S extends z.ZodType>(
  schema: S,
  value: unknown,
  part: 'params' | 'query' | 'body',
): z.output<S> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.slice(0, 10).map((issue) => ({
    path: [part, ...issue.path.map(String)].join('.').slice(0, 200),
    message: issue.message.slice(0, 200),
  }));
  const first = where[0];
  throw refuse(
    'invalid',
    'bad_input',
    first ? `${first.path} ${first.message}.` : 'The input was not understood.',
    { where },
  );
};
