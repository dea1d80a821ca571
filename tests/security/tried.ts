// What chance tries in a random course: much of it may not be.
import { Refusal } from '#shared/kernel/refusals.ts';

/** Undefined where it was refused; whatever else went wrong is thrown. */
export const tried = async <T>(attempt: Promise<T>): Promise<T | undefined> => {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof Refusal && error.status < 500) return undefined;
    throw error;
  }
};
