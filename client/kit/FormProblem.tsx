// What a form says when the server refuses it: a sentence above, and each field's own word beside the field.
import { Alert } from '@mantine/core';
import { Refusal } from '#shared/kernel/refusals.ts';

/** The word for one field of the body, for instance `errorAt(error, 'email')`; null when the refusal is not about it. */
export const errorAt = (error: Error | null, field: string): string | null => {
  const found =
    error instanceof Refusal && error.body.where?.find(({ path }) => path.split('.')[1] === field);
  return found ? `This ${found.message}.` : null;
};

/** The refusal's sentence, unless `fields` show all of it themselves. */
export const FormProblem = ({ error, fields = [] }: { error: Error | null; fields?: readonly string[] }) => {
  if (!error || fields.some((field) => errorAt(error, field) !== null)) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {error.message}
    </Alert>
  );
};
