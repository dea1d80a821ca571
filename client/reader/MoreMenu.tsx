// What is needed now and then: the file itself, printing; on a phone also what has no room in the bar.
import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowRight, IconDotsVertical, IconDownload, IconPrinter, IconSearch } from '@tabler/icons-react';
import { useViewerState } from './use-viewer.ts';
import type { Viewer } from './viewer.ts';

interface MoreMenuProps {
  viewer: Viewer;
  url: string;
  onPrint: () => void;
  onFind: () => void;
}

export function MoreMenu({ viewer, url, onPrint, onFind }: MoreMenuProps) {
  const { canGoForward } = useViewerState(viewer);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          className="reader-tool"
          variant="subtle"
          color="gray"
          size={36}
          aria-label="More"
          title="More"
        >
          <IconDotsVertical size={20} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          className="reader-narrow-only"
          leftSection={<IconSearch size={16} aria-hidden />}
          onClick={onFind}
        >
          Find in this document
        </Menu.Item>
        <Menu.Item
          className="reader-narrow-only"
          leftSection={<IconArrowRight size={16} aria-hidden />}
          disabled={!canGoForward}
          onClick={viewer.forward}
        >
          Forward
        </Menu.Item>
        <Menu.Item component="a" href={url} download leftSection={<IconDownload size={16} aria-hidden />}>
          Download the PDF
        </Menu.Item>
        <Menu.Item leftSection={<IconPrinter size={16} aria-hidden />} onClick={onPrint}>
          Print
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
