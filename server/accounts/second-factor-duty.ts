// Who must have a second factor, by the operator's setting.
import type { Id } from '#shared/kernel/primitives.ts';
import type { SecondFactorDuty } from '#server/kernel/env.ts';
import type { SecondFactors } from './second-factors.ts';

interface Parts {
  readonly duty: SecondFactorDuty;
  readonly secondFactors: Pick<SecondFactors, 'isOn'>;
  /** Whether somebody teaches in any course now. */
  isStaff(personId: Id): Promise<boolean>;
}

interface Somebody {
  readonly _id: Id;
  readonly isAdmin: boolean;
}

export interface Duty {
  mustHave(person: Somebody): Promise<boolean>;
  /** Must have one, and has none. */
  lacks(person: Somebody): Promise<boolean>;
}

export const createDuty = ({ duty, secondFactors, isStaff }: Parts): Duty => {
  const mustHave = async ({ _id, isAdmin }: Somebody) => {
    if (duty === 'nobody') return false;
    return duty === 'everyone' || isAdmin || (duty === 'staff' && (await isStaff(_id)));
  };
  return {
    mustHave,
    lacks: async (person) => (await mustHave(person)) && !(await secondFactors.isOn(person._id)),
  };
};
