// Who may make the sample course and get links into it.
import { reason, type Verdict } from '#shared/kernel/rules.ts';

const administratorsOnly = reason(
  'administrators_only',
  'The sample course can be made by an administrator of this installation, or in the terminal with npm run demo.',
);

/** What the rule needs to know of the asker and the installation. */
interface Circumstances {
  readonly isAdmin: boolean;
  /** Asked on the machine the server runs on. */
  readonly isLocal: boolean;
  /** There is an administrator. */
  readonly isSetUp: boolean;
  /** Somebody who is not of the sample course has an account. */
  readonly hasPeople: boolean;
}

/** Administrators always; before there is one, whoever sits at the machine: a stranger must not fill a fresh public server. */
export const mayCreateDemo = ({ isAdmin, isLocal, isSetUp, hasPeople }: Circumstances): Verdict =>
  isAdmin || (isLocal && !isSetUp && !hasPeople) || administratorsOnly;
