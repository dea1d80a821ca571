// Asks to sign in again on top of the page when the session has ended, so that nothing typed below is lost.
import { Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { endWaiting, onSignedOut } from '#client/kernel/signed-out.ts';
import { reconnect } from '#client/kernel/live.ts';
import { useSelf } from '#client/kernel/session.ts';
import { SignInForm } from './SignInForm.tsx';
import { afterTyping } from './typing-pause.ts';

/** Shown only while a call waits for it. */
export const SignInDialog = () => {
  const self = useSelf();
  const [wanted, setWanted] = useState(false);
  const [opened, setOpened] = useState(false);
  const wasSignedIn = self !== null;
  useEffect(() => {
    if (!wasSignedIn) return;
    return onSignedOut(() => {
      setWanted(true);
    });
  }, [wasSignedIn]);
  // By itself: the page may learn that nobody is signed in while one still types.
  useEffect(() => {
    if (!wanted) return;
    return afterTyping(() => {
      setOpened(true);
    });
  }, [wanted]);
  const close = (signedIn: boolean) => {
    setWanted(false);
    setOpened(false);
    endWaiting(signedIn);
  };
  return (
    <Modal
      opened={opened}
      onClose={() => {
        close(false);
      }}
      title="Your session has ended"
    >
      <Text mb="md">Sign in again and go on where you were. What you wrote is still on this page.</Text>
      {opened && (
        <SignInForm
          email={self?.email ?? ''}
          onSignedIn={(now) => {
            // Somebody else at the same browser must not send what was written by another person.
            if (self && now.id !== self.id) window.location.assign('/');
            else {
              reconnect();
              close(true);
            }
          }}
        />
      )}
    </Modal>
  );
};
