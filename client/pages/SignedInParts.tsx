// What only signed-in people need around a page: notices, the dialog to sign in again, the care for their drafts.
import { Notifications } from '@mantine/notifications';
import { SignInDialog } from '#client/accounts/SignInDialog.tsx';
import { DraftsKeeper } from '#client/drafts/DraftsKeeper.tsx';
import { useSelf } from '#client/kernel/session.ts';

const SignedInParts = () => {
  const self = useSelf();
  return (
    <>
      <Notifications position="bottom-right" />
      <SignInDialog />
      {self && <DraftsKeeper key={self.id} personId={self.id} />}
    </>
  );
};

export default SignedInParts;
