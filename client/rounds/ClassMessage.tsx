// What the staff say to the whole class, on every screen until it is over or, on one's own screen, put away.
import { CloseButton } from '@mantine/core';
import { IconSpeakerphone } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { LiveView } from '#shared/rounds/views.ts';
import { serverNow } from '#client/kernel/server-clock.ts';
import './message.css';

interface Props {
  readonly live: LiveView;
  /** On the projector nobody puts it away. */
  readonly isProjected?: boolean;
}

export const ClassMessage = ({ live, isProjected = false }: Props) => {
  const message = live.message ?? null;
  const [gone, setGone] = useState<string | null>(null);
  const [id, until] = [message?.id, message?.until];
  useEffect(() => {
    if (id === undefined || until === undefined) return;
    const timer = setTimeout(
      () => {
        setGone(id);
      },
      Math.max(0, until - serverNow()),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [id, until]);
  const isShown = message !== null && message.id !== gone;
  // Always there, so that a screen reader hears what comes into it.
  return (
    <div role="status" className={isProjected ? 'projected-message-place' : 'class-message-place'}>
      {isShown && (
        <div className={isProjected ? 'projected-message' : 'card class-message'}>
          <IconSpeakerphone size={isProjected ? 48 : 22} aria-hidden="true" />
          <p>{message.text}</p>
          {!isProjected && (
            <CloseButton
              size={44}
              aria-label="Put the message away"
              onClick={() => {
                setGone(message.id);
              }}
            />
          )}
        </div>
      )}
    </div>
  );
};
