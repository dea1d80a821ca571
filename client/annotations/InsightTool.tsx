// The staff's button for where the class is busy and confused, with what it opens.
import { Drawer } from '@mantine/core';
import { IconFlame } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { isStaff } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { LoadingLines } from '#client/kit/States.tsx';
import { Tool } from '#client/reader/Tool.tsx';
import type { Viewer } from '#client/reader/viewer.ts';
import { useReading } from './reading-context.ts';

const Insight = lazy(() => import('./Insight.tsx').then((module) => ({ default: module.Insight })));

interface Props {
  readonly viewer: Viewer | null;
  readonly onThread: (threadId: Id) => void;
}

export const InsightTool = ({ viewer, onThread }: Props) => {
  const { document, member } = useReading();
  const [opened, setOpened] = useState(false);
  if (!isStaff(member)) return null;
  return (
    <>
      <Tool
        label="Where the class is busy"
        pressed={opened}
        onClick={() => {
          setOpened(true);
        }}
      >
        <IconFlame size={20} stroke={1.6} />
      </Tool>
      <Drawer
        opened={opened}
        onClose={() => {
          setOpened(false);
        }}
        position="right"
        size="md"
        title="The class on this document"
      >
        <Suspense fallback={<LoadingLines />}>
          <Insight
            documentId={document.id}
            onPage={(page) => {
              setOpened(false);
              viewer?.goToPage(page + 1);
            }}
            onThread={(threadId) => {
              setOpened(false);
              onThread(threadId);
            }}
          />
        </Suspense>
      </Drawer>
    </>
  );
};
