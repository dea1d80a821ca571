// While a document is made ready for the printer: how far it is, and a way out.
import { Button, Group, Modal, Progress, Text } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { mostPages } from './print-sheets.ts';
import './print.css';
import type { Viewer } from '#client/reader/viewer.ts';

interface PrintDialogProps {
  viewer: Viewer;
  /** The file itself, for what is too long to be printed from here. */
  url: string;
  onClose: () => void;
}

export function PrintDialog({ viewer, url, onClose }: PrintDialogProps) {
  const total = viewer.state().pageCount;
  const [page, setPage] = useState(1);
  const [failed, setFailed] = useState(false);
  const isLong = total > mostPages;
  const close = useEffectEvent(onClose);

  useEffect(() => {
    if (isLong) return;
    const ended = new AbortController();
    void printAll(viewer, setPage, ended.signal).then(
      () => {
        if (!ended.signal.aborted) close();
      },
      () => {
        if (!ended.signal.aborted) setFailed(true);
      },
    );
    return () => {
      ended.abort();
    };
  }, [viewer, isLong]);

  const words = failed
    ? 'The pages could not be made ready for the printer. The file itself can be printed.'
    : `This document has ${String(total)} pages, too many to be printed from here. Download it, and print it with your PDF reader.`;
  return (
    <Modal opened onClose={onClose} title="Print">
      {isLong || failed ? (
        <Text size="sm">{words}</Text>
      ) : (
        <>
          <Text size="sm" mb="xs" role="status" className="figures">
            Making page {page} of {total} ready
          </Text>
          <Progress value={(page / total) * 100} aria-label="Pages made ready" />
        </>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {isLong || failed ? 'Close' : 'Cancel'}
        </Button>
        {(isLong || failed) && (
          <Button component="a" href={url} download onClick={onClose}>
            Download the PDF
          </Button>
        )}
      </Group>
    </Modal>
  );
}

async function printAll(viewer: Viewer, onPage: (page: number) => void, signal: AbortSignal): Promise<void> {
  const sheets = await viewer.printSheets(onPage, signal);
  try {
    if (!signal.aborted) await sheets?.print();
  } finally {
    sheets?.remove();
  }
}
