// The bar over the pages: rail, ways back and forward, page, view, find, and what is needed now and then.
import { Group } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconLayoutSidebar, IconSearch } from '@tabler/icons-react';
import { MoreMenu } from './MoreMenu.tsx';
import { PageField } from './PageField.tsx';
import { useViewerState } from './use-viewer.ts';
import { Tool } from './Tool.tsx';
import { ZoomMenu } from './ZoomMenu.tsx';
import type { ReactNode } from 'react';
import type { Viewer } from './viewer.ts';

interface ToolbarProps {
  /** Null while the document is on its way: the tools keep their places. */
  viewer: Viewer | null;
  railOpen: boolean;
  onRail: () => void;
  findOpen: boolean;
  onFind: () => void;
  /** Of the file. */
  url: string;
  onPrint: () => void;
  /** Stands at the left, for instance the paper's title. */
  title?: ReactNode;
  /** Stands at the right, for instance the button for the threads. */
  children?: ReactNode;
}

export function Toolbar(props: ToolbarProps) {
  const { viewer, railOpen, onRail, findOpen, onFind, url, onPrint, title, children } = props;
  return (
    <div className="reader-toolbar" role="toolbar" aria-label="Reader">
      <Group gap={4} wrap="nowrap" className="reader-toolbar-start">
        <Tool label="Outline and pages" pressed={railOpen} disabled={!viewer} onClick={onRail}>
          <IconLayoutSidebar size={20} stroke={1.6} />
        </Tool>
        <div className="reader-title">{title}</div>
      </Group>
      <Group gap={4} wrap="nowrap">
        {viewer && <BackAndForward viewer={viewer} />}
        {viewer && <PageField viewer={viewer} />}
        {viewer && <ZoomMenu viewer={viewer} />}
      </Group>
      <Group gap={4} wrap="nowrap" justify="flex-end">
        <div className="reader-wide-only">
          <Tool label="Find in this document" pressed={findOpen} disabled={!viewer} onClick={onFind}>
            <IconSearch size={20} stroke={1.6} />
          </Tool>
        </div>
        {viewer && <MoreMenu viewer={viewer} url={url} onPrint={onPrint} onFind={onFind} />}
        {children}
      </Group>
    </div>
  );
}

const BackAndForward = ({ viewer }: { viewer: Viewer }) => {
  const { canGoBack, canGoForward } = useViewerState(viewer);
  return (
    <div className="reader-ways">
      <Tool label="Back" disabled={!canGoBack} onClick={viewer.back}>
        <IconArrowLeft size={18} stroke={1.6} />
      </Tool>
      <div className="reader-wide-only">
        <Tool label="Forward" disabled={!canGoForward} onClick={viewer.forward}>
          <IconArrowRight size={18} stroke={1.6} />
        </Tool>
      </div>
    </div>
  );
};
