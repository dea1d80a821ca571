// The foot of a meeting's papers for staff: upload PDFs, or add a paper whose PDF is not at hand.
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { PaperForm } from './PaperForm.tsx';
import { UploadPaper } from './UploadPaper.tsx';

export const AddPaper = ({ meetingId }: { meetingId: Id }) => {
  const [opened, setOpened] = useState(false);
  return (
    <div className="no-print">
      <UploadPaper
        meetingId={meetingId}
        beside={
          <Button
            variant="subtle"
            onClick={() => {
              setOpened(true);
            }}
          >
            Add without a PDF
          </Button>
        }
      />
      <Modal
        opened={opened}
        onClose={() => {
          setOpened(false);
        }}
        title="Add a paper"
        size="lg"
        closeOnClickOutside={false}
      >
        <PaperForm
          meetingId={meetingId}
          onDone={() => {
            setOpened(false);
          }}
        />
      </Modal>
    </div>
  );
};
