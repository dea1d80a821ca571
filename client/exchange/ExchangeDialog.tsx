// Export and import of a document's threads: one dialog, a tab for each way.
import { Modal, Tabs, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { mayAnnotate } from '#shared/annotations/rules.ts';
import { useReading } from '#client/annotations/reading-context.ts';
import { ExportTab } from './ExportTab.tsx';
import { ImportTab } from './ImportTab.tsx';
import './exchange.css';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

const ExchangeDialog = ({ opened, onClose }: Props) => {
  const { member } = useReading();
  const narrow = useMediaQuery('(width < 48em)', false, { getInitialValueInEffect: false });
  // What is under way must not be lost by a click beside the dialog.
  const [busy, setBusy] = useState(false);
  const verdict = mayAnnotate(member);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Export and import"
      size="xl"
      fullScreen={narrow}
      closeOnClickOutside={!busy}
      closeOnEscape={!busy}
      withCloseButton={!busy}
    >
      <Tabs defaultValue="export" keepMounted>
        <Tabs.List mb="md">
          <Tabs.Tab value="export" disabled={busy}>
            Export
          </Tabs.Tab>
          <Tabs.Tab value="import" disabled={busy}>
            Import
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="export">
          <ExportTab />
        </Tabs.Panel>
        <Tabs.Panel value="import">
          {verdict === true ? (
            <ImportTab onBusy={setBusy} onDone={onClose} />
          ) : (
            <Text>{verdict.message}</Text>
          )}
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
};

export default ExchangeDialog;
