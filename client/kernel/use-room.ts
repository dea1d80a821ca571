// React's way into a room: joins while the component is shown.
import { useEffect, useRef, useState } from 'react';
import { joinRoom, onConnection, type RoomListener } from './live.ts';

/** Joins `kind:id` while mounted; listeners may change between renders without joining again. `id` undefined: not yet. */
export const useRoom = (kind: string, id: string | undefined, listener: RoomListener): void => {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    if (id === undefined) return;
    return joinRoom(kind, id, {
      onFact: (name, payload) => {
        latest.current.onFact(name, payload);
      },
      onGap: () => {
        latest.current.onGap();
      },
      onPresence: (presence) => latest.current.onPresence?.(presence),
      onRefused: (message) => latest.current.onRefused?.(message),
    });
  }, [kind, id]);
};

/** False while the live connection is away for longer than a blink (2 s). */
export const useConnected = (): boolean => {
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onConnection((now) => {
      clearTimeout(timer);
      if (now) setConnected(true);
      else
        timer = setTimeout(() => {
          setConnected(false);
        }, 2000);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return connected;
};
