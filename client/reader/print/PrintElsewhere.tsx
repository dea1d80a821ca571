// For a document that is too long to be printed from here: the PDF itself, in the browser's own viewer, which prints any length.
import { Button, Group, Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Viewer } from '#client/reader/viewer.ts';

/** A new tab needs the address for as long as it loads. */
const millisecondsKept = 60_000;

interface PrintElsewhereProps {
  viewer: Viewer;
  /** The file itself, for browsers that show no PDF. */
  url: string;
  /** Why it is not printed from here. */
  words: string;
  onClose: () => void;
}

export function PrintElsewhere({ viewer, url, words, onClose }: PrintElsewhereProps) {
  const address = useFileAddress(viewer);
  return (
    <Modal opened onClose={onClose} title="Print">
      <Text size="sm">{words} Open the PDF itself in a new tab and print it there, or download it.</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" component="a" href={url} download onClick={onClose}>
          Download the PDF
        </Button>
        {address === 'reading' && <Button loading>Open the PDF</Button>}
        {address !== null && address !== 'reading' && (
          <Button component="a" href={address} target="_blank" rel="noopener" onClick={onClose}>
            Open the PDF
          </Button>
        )}
      </Group>
    </Modal>
  );
}

/** Of the file's bytes in this page, because the server sends files only to be kept; null where they cannot be read. */
function useFileAddress(viewer: Viewer): string | null {
  const [address, setAddress] = useState<string | null>('reading');
  useEffect(() => {
    let wanted = true;
    let made: string | null = null;
    // Without the bytes the download is left, which says itself what is wrong.
    const read = viewer.file().catch(() => null);
    void read.then((file) => {
      if (!wanted) return;
      made = file && URL.createObjectURL(file);
      setAddress(made);
    });
    return () => {
      wanted = false;
      const done = made;
      if (done !== null)
        setTimeout(() => {
          URL.revokeObjectURL(done);
        }, millisecondsKept);
    };
  }, [viewer]);
  return address;
}
