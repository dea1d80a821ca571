// Asks before a page with unsaved changes is left, by a link as well as by closing the tab.
import { useBlocker } from '@tanstack/react-router';
import { Confirm } from './Confirm.tsx';

export const LeaveGuard = ({ when }: { when: boolean }) => {
  const blocker = useBlocker({
    shouldBlockFn: () => when,
    enableBeforeUnload: () => when,
    withResolver: true,
  });
  return (
    <Confirm
      opened={blocker.status === 'blocked'}
      title="Leave without saving?"
      verb="Leave"
      stay="Stay here"
      onClose={() => blocker.reset?.()}
      onConfirm={() => blocker.proceed?.()}
    >
      What you changed on this page has not been saved.
    </Confirm>
  );
};
