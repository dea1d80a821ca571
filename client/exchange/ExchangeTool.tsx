// The reader's tool that lets threads out and in; its dialog comes when it is asked for.
import { IconArrowsTransferUpDown } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Tool } from '#client/reader/Tool.tsx';

const ExchangeDialog = lazy(() => import('./ExchangeDialog.tsx'));

export const ExchangeTool = () => {
  const [opened, setOpened] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <>
      <Tool
        label="Export and import"
        onClick={() => {
          setWasOpened(true);
          setOpened(true);
        }}
      >
        <IconArrowsTransferUpDown size={20} stroke={1.6} />
      </Tool>
      {wasOpened && (
        <Suspense fallback={null}>
          <ExchangeDialog
            opened={opened}
            onClose={() => {
              setOpened(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
};
