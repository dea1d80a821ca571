// Which page is shown, and a field to go to another one, by number or by the label printed on it.
import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useViewerState } from './use-viewer.ts';
import type { Viewer } from './viewer.ts';

export function PageField({ viewer }: { viewer: Viewer }) {
  const { page, pageCount, pageLabel } = useViewerState(viewer);
  const [typed, setTyped] = useState<string | null>(null);

  function go() {
    if (typed !== null) viewer.goToPage(pageMeant(viewer, typed.trim()) ?? page);
    setTyped(null);
  }

  return (
    <form
      className="reader-page"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <TextInput
        aria-label="Page"
        size="xs"
        inputMode="numeric"
        classNames={{ input: 'reader-page-input' }}
        value={typed ?? pageLabel ?? String(page)}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
        onFocus={(event) => {
          event.currentTarget.select();
        }}
        onBlur={go}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped(null);
        }}
      />
      <Text size="sm" c="dimmed" className="reader-page-count">
        {pageLabel === null ? `of ${String(pageCount)}` : `(${String(page)} of ${String(pageCount)})`}
      </Text>
    </form>
  );
}

/** A label wins over a number, because it is what is printed on the page. */
function pageMeant(viewer: Viewer, typed: string): number | null {
  const { pageCount } = viewer.state();
  for (let index = 0; index < pageCount; index++) {
    if (viewer.page(index)?.label === typed) return index + 1;
  }
  const number = Number(typed);
  return Number.isInteger(number) && typed !== '' ? number : null;
}
