// How large the pages are: steps, fits and a few round numbers.
import { Button, Menu } from '@mantine/core';
import { IconArrowAutofitWidth, IconChevronDown, IconFile, IconMinus, IconPlus } from '@tabler/icons-react';
import { Tool } from './Tool.tsx';
import { useViewerState } from './use-viewer.ts';
import type { Viewer } from './viewer.ts';

const steps = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const percent = (scale: number) => `${String(Math.round(scale * 100))} %`;

export function ZoomMenu({ viewer }: { viewer: Viewer }) {
  const { scale, fit } = useViewerState(viewer);
  return (
    <div className="reader-zoom">
      <Tool label="Smaller" onClick={viewer.zoomOut}>
        <IconMinus size={18} stroke={1.6} />
      </Tool>
      <Menu position="bottom" withinPortal>
        <Menu.Target>
          <Button
            className="reader-zoom-value"
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={`Zoom, ${percent(scale)}`}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {percent(scale)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconArrowAutofitWidth size={16} />}
            aria-current={fit === 'page-width'}
            onClick={() => {
              viewer.setScale('page-width');
            }}
          >
            Page width
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFile size={16} />}
            aria-current={fit === 'page-fit'}
            onClick={() => {
              viewer.setScale('page-fit');
            }}
          >
            Whole page
          </Menu.Item>
          <Menu.Divider />
          {steps.map((step) => (
            <Menu.Item
              key={step}
              aria-current={fit === null && step === scale}
              onClick={() => {
                viewer.setScale(step);
              }}
            >
              {percent(step)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Tool label="Larger" onClick={viewer.zoomIn}>
        <IconPlus size={18} stroke={1.6} />
      </Tool>
    </div>
  );
}
