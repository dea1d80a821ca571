// What only signed-in people need around a page: notices and the dialog to sign in again.
import { Notifications } from '@mantine/notifications';
import { SignInDialog } from '#client/accounts/SignInDialog.tsx';

const SignedInParts = () => (
  <>
    <Notifications position="bottom-right" />
    <SignInDialog />
  </>
);

export default SignedInParts;
