// The second step of a sign-in that began with the provider.
import { Navigate, useNavigate } from '@tanstack/react-router';
import { CodeForm } from '#client/accounts/CodeForm.tsx';
import { becomeSelf, useSelf } from '#client/kernel/session.ts';
import { NarrowPage } from '#client/kit/NarrowPage.tsx';

export const SignInCode = () => {
  const navigate = useNavigate();
  if (useSelf()) return <Navigate to="/" replace />;
  return (
    <NarrowPage title="One more step">
      <CodeForm onSignedIn={becomeSelf} onBack={() => void navigate({ to: '/sign-in' })} />
    </NarrowPage>
  );
};
