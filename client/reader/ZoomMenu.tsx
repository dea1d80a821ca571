// How the pages are shown: how large, one or all of them, on what paper.
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconMinus, IconPlus } from '@tabler/icons-react';
import { taste } from './taste.ts';
import { Tool } from './Tool.tsx';
import { useTaste } from './use-taste.ts';
import { useViewerState } from './use-viewer.ts';
import type { Layout, Paper } from './taste.ts';
import type { Viewer } from './viewer.ts';
import type { Fit } from './zoom.ts';

const steps = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const percent = (scale: number) => `${String(Math.round(scale * 100))} %`;
const sizes = steps.map((step): Option<string> => ({ value: String(step), label: percent(step) }));
const fits: readonly Option<Fit>[] = [
  { value: 'auto', label: 'Comfortable' },
  { value: 'page-width', label: 'Page width' },
  { value: 'page-fit', label: 'Whole page' },
];
const papers: readonly Option<Paper>[] = [
  { value: 'printed', label: 'As printed' },
  { value: 'dark', label: 'Dark, figures as printed' },
  { value: 'theme', label: 'Follow the theme' },
];
const layouts: readonly Option<Layout>[] = [
  { value: 'continuous', label: 'One below the other' },
  { value: 'single', label: 'One at a time' },
];

export function ZoomMenu({ viewer }: { viewer: Viewer }) {
  const { scale, fit, layout } = useViewerState(viewer);
  const { paper } = useTaste();
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
            aria-label={`View, ${percent(scale)}`}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {percent(scale)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Size</Menu.Label>
          <Options
            options={fits}
            value={fit}
            onChange={(value) => {
              viewer.setScale(value);
              taste.change({ fit: value });
            }}
          />
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item>In per cent</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              <Options
                options={sizes}
                value={fit === null ? String(scale) : null}
                onChange={(value) => {
                  viewer.setScale(Number(value));
                }}
              />
            </Menu.Sub.Dropdown>
          </Menu.Sub>
          <Menu.Divider />
          <Menu.Label>Pages</Menu.Label>
          <Options
            options={layouts}
            value={layout}
            onChange={(value) => {
              taste.change({ layout: value });
            }}
          />
          <Menu.Divider />
          <Menu.Label>Paper</Menu.Label>
          <Options
            options={papers}
            value={paper}
            onChange={(value) => {
              taste.change({ paper: value });
            }}
          />
        </Menu.Dropdown>
      </Menu>
      <Tool label="Larger" onClick={viewer.zoomIn}>
        <IconPlus size={18} stroke={1.6} />
      </Tool>
    </div>
  );
}

interface Option<V extends string> {
  value: V;
  label: string;
}

interface OptionsProps<V extends string> {
  options: readonly Option<V>[];
  value: V | null;
  onChange: (value: V) => void;
}

const Options = <V extends string>({ options, value, onChange }: OptionsProps<V>) => (
  <Menu.RadioGroup
    value={value}
    onChange={(chosen) => {
      const option = options.find((each) => each.value === chosen);
      if (option) onChange(option.value);
    }}
  >
    {options.map((option) => (
      <Menu.RadioItem key={option.value} value={option.value} closeMenuOnClick>
        {option.label}
      </Menu.RadioItem>
    ))}
  </Menu.RadioGroup>
);
