// While a document is made ready for the printer: how far it is, and a way out.
import { Button, Group, Modal, Progress, Text } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { PrintElsewhere } from './PrintElsewhere.tsx';
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

  if (isLong || failed) {
    const words = failed
      ? 'The pages could not be made ready for the printer.'
      : `This document has ${String(total)} pages, too many to be printed from here.`;
    return <PrintElsewhere viewer={viewer} url={url} words={words} onClose={onClose} />;
  }
  return (
    <Modal opened onClose={onClose} title="Print">
      <Text size="sm" mb="xs" role="status" className="figures">
        Making page {page} of {total} ready
      </Text>
      <Progress value={(page / total) * 100} aria-label="Pages made ready" />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
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
