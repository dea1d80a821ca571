// What follows when somebody has shown who they are: a session, or the question for a code.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { SessionDoor } from '#server/kernel/feature.ts';
import type { SecondFactors } from './second-factors.ts';

/** The refusal that asks for the second step. */
const codeNeeded = () =>
  refuse('forbidden', 'code_needed', 'Type the code that your authenticator app shows for Paperround now.');

/** Begins a session. Whoever has a second factor is remembered for ten minutes instead, and refused with `code_needed`. */
export type Admit = (personId: Id, session: Pick<SessionDoor, 'signIn' | 'hold'>) => Promise<void>;

export const createAdmit =
  ({ isOn }: Pick<SecondFactors, 'isOn'>): Admit =>
  async (personId, session) => {
    if (!(await isOn(personId))) return session.signIn(personId);
    await session.hold(personId);
    throw codeNeeded();
  };
