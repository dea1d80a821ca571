// The word over the page while the server cannot store or cannot reach its database: what still works, and that nothing is lost.
import { CloseButton, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { onTrouble, troubleNow, type Trouble } from '#client/kernel/server-trouble.ts';
import './server-trouble.css';

const words: Record<Trouble['kind'], { title: string; more: string }> = {
  disk_full: {
    title: 'The server cannot save at present',
    more: 'Its disk is nearly full. You can go on reading. What you type is kept on this device and saved by itself when there is room again.',
  },
  database_away: {
    title: 'The server cannot reach its database',
    more: 'What you type is kept on this device. The page goes on by itself when the database is back.',
  },
};

export const ServerTrouble = () => {
  const queryClient = useQueryClient();
  const trouble = useSyncExternalStore(onTrouble, troubleNow);
  const [hidden, setHidden] = useState<Trouble | null>(null);
  useEffect(() => {
    if (trouble !== null) return;
    // What could not be shown meanwhile.
    void queryClient.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
  }, [trouble, queryClient]);
  return (
    <div className="server-trouble" role="status">
      {trouble !== null && trouble !== hidden && (
        <div className="server-trouble-word">
          <div>
            <Text fw={600} size="sm">
              {words[trouble.kind].title}
            </Text>
            <Text size="sm">{words[trouble.kind].more}</Text>
          </div>
          <CloseButton
            aria-label="Hide this notice"
            onClick={() => {
              setHidden(trouble);
            }}
          />
        </div>
      )}
    </div>
  );
};
