// Who is asking: the signed-in person as every rule sees them.
import type { Id } from '#shared/kernel/primitives.ts';

/** A signed-in person. `isAdmin` is about the installation (may create courses), not about any course. */
export interface Actor {
  readonly personId: Id;
  readonly isAdmin: boolean;
  /** They must have a second factor and have none yet: only what sets it up is open. */
  readonly lacksSecondFactor?: true;
}
