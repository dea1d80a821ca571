// Keeps something open while a component is there, and has it try again whenever the network or the server is back.
import { useEffect } from 'react';
import { onConnection } from './live.ts';

interface Sending {
  open(): void;
  /** Sends what could not be sent. */
  retry(): void;
  close(): void;
}

/** `sending` stays the same for as long as the component is there. */
export const useConnected = (sending: Sending): void => {
  useEffect(() => {
    sending.open();
    const retry = () => {
      sending.retry();
    };
    const unlisten = onConnection((connected) => {
      if (connected) retry();
    });
    window.addEventListener('online', retry);
    return () => {
      window.removeEventListener('online', retry);
      unlisten();
      sending.close();
    };
  }, [sending]);
};
