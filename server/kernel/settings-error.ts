// The error for what an operator must put right; its message is one sentence for people, shown without a stack.

/** Thrown at the start when a setting or the system does not allow it. `main` prints the message and exits with 1. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
