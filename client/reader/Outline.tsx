// The document's own table of contents as a tree.
import { NavLink, Skeleton, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { OutlineItem } from './outline.ts';
import type { Viewer } from './viewer.ts';

export function Outline({ viewer, onGo }: { viewer: Viewer; onGo: () => void }) {
  const [items, setItems] = useState<OutlineItem[] | null>(null);

  useEffect(() => {
    let wanted = true;
    // A broken outline is no outline.
    const read = viewer.outline().catch(() => []);
    void read.then((outline) => {
      if (wanted) setItems(outline);
    });
    return () => {
      wanted = false;
    };
  }, [viewer]);

  if (!items) return <OutlineSkeleton />;
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed" p="sm">
        This PDF has no outline. Its pages are under Pages.
      </Text>
    );
  }
  const go = (item: OutlineItem) => {
    viewer.goToOutline(item);
    onGo();
  };
  return items.map((item, index) => <Entry key={index} item={item} open={items.length < 4} onGo={go} />);
}

interface EntryProps {
  item: OutlineItem;
  open: boolean;
  onGo: (item: OutlineItem) => void;
}

function Entry({ item, open, onGo }: EntryProps) {
  return (
    <NavLink
      component="button"
      className="reader-outline-entry"
      label={item.title}
      rightSection={item.page !== null && <span className="reader-outline-page">{item.page}</span>}
      disableRightSectionRotation
      childrenOffset="sm"
      defaultOpened={open}
      disabled={item.destination === null}
      onClick={() => {
        onGo(item);
      }}
    >
      {item.children.length > 0
        ? item.children.map((child, index) => <Entry key={index} item={child} open={false} onGo={onGo} />)
        : null}
    </NavLink>
  );
}

const widths = ['70%', '84%', '62%', '78%', '50%', '66%'];

const OutlineSkeleton = () =>
  widths.map((width) => <Skeleton key={width} height={12} width={width} m="sm" aria-hidden />);
