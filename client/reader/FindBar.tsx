// Finding words: a field, how many there are, and the way from one to the next.
import { Checkbox, CloseButton, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Tool } from './Tool.tsx';
import { useViewerState } from './use-viewer.ts';
import type { Arrival } from './arrival.ts';
import type { FindResult } from './find.ts';
import type { Viewer } from './viewer.ts';

interface FindBarProps {
  viewer: Viewer;
  /** Grows with every Ctrl+F, so that the field is taken again when the bar is open already. */
  asked: number;
  /** What to look for at first. Mount anew for another. */
  arrival: Arrival | null;
  onClose: () => void;
}

export function FindBar({ viewer, asked, arrival, onClose }: FindBarProps) {
  const { find: result } = useViewerState(viewer);
  const [query, setQuery] = useState(arrival?.find ?? '');
  const [highlightAll, setHighlightAll] = useState(true);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  useEffect(() => {
    if (arrival) {
      // The search goes on from the page that is shown.
      if (arrival.page !== undefined) viewer.goToPage(arrival.page);
      viewer.find({ query: arrival.find });
    }
    return viewer.closeFind;
  }, [viewer, arrival]);

  const search = (command: {
    query?: string;
    highlightAll?: boolean;
    again?: boolean;
    previous?: boolean;
  }) => {
    viewer.find({ query, highlightAll, ...command });
  };
  const step = (previous: boolean) => {
    search({ again: true, previous });
  };

  return (
    <div className="reader-find" role="search">
      <TextInput
        ref={field}
        className="reader-find-field"
        size="sm"
        placeholder="Find in this document"
        aria-label="Find in this document"
        value={query}
        error={result.state === 'none' && query !== ''}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          search({ query: event.currentTarget.value });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey);
          if (event.key === 'Escape') onClose();
        }}
      />
      <Text size="sm" c="dimmed" className="reader-find-count" role="status">
        {countOf(result)}
      </Text>
      <Tool
        label="Previous match"
        disabled={result.total === 0}
        onClick={() => {
          step(true);
        }}
      >
        <IconChevronUp size={18} stroke={1.6} />
      </Tool>
      <Tool
        label="Next match"
        disabled={result.total === 0}
        onClick={() => {
          step(false);
        }}
      >
        <IconChevronDown size={18} stroke={1.6} />
      </Tool>
      <Checkbox
        className="reader-find-all"
        size="xs"
        label="Mark all"
        checked={highlightAll}
        onChange={(event) => {
          setHighlightAll(event.currentTarget.checked);
          search({ highlightAll: event.currentTarget.checked });
        }}
      />
      <CloseButton className="reader-tool" size={36} aria-label="Close find" onClick={onClose} />
    </div>
  );
}

function countOf({ query, state, current, total }: FindResult): string {
  if (query === '') return '';
  if (state === 'none') return 'Not found';
  if (total === 0) return 'Searching';
  return current === 0 ? String(total) : `${String(current)} of ${String(total)}`;
}
