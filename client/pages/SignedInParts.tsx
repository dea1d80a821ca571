// What only signed-in people need around a page: notices, the dialog to sign in again, the care for their drafts, the palette.
import { useHotkeys } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { SignInDialog } from '#client/accounts/SignInDialog.tsx';
import { MarksNews } from '#client/grading/MarksNews.tsx';
import { DraftsKeeper } from '#client/drafts/DraftsKeeper.tsx';
import { useSelf } from '#client/kernel/session.ts';
import { openPalette, usePaletteAsked } from '#client/search/palette.ts';
import { UnsentTalkFeedback } from '#client/talk-feedback/UnsentTalkFeedback.tsx';
import { lazy, Suspense } from 'react';

// Loaded when it is first asked for.
const CommandPalette = lazy(() => import('./CommandPalette.tsx'));

const SignedInParts = () => {
  const self = useSelf();
  const isPaletteWanted = usePaletteAsked() > 0;
  // Also from within a field: whoever writes may want to look something up.
  useHotkeys([['mod+K', openPalette]], [], true);
  return (
    <>
      <Notifications position="bottom-right" />
      <SignInDialog />
      {self && <DraftsKeeper key={self.id} personId={self.id} />}
      {self && <MarksNews personId={self.id} />}
      {self && <UnsentTalkFeedback key={`unsent ${self.id}`} personId={self.id} />}
      {self && isPaletteWanted && (
        <Suspense>
          <CommandPalette key={`palette ${self.id}`} self={self} />
        </Suspense>
      )}
    </>
  );
};

export default SignedInParts;
