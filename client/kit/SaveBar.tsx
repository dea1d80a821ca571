// The bar of a long form: what went wrong, whether something is unsaved, and the button that saves; it stays in sight.
import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import './save-bar.css';

interface Props {
  readonly isChanged: boolean;
  readonly isSaved: boolean;
  readonly busy: boolean;
  /** On the button. */
  readonly verb: string;
  /** What went wrong: here it is in sight wherever the page is scrolled to. */
  readonly children: ReactNode;
}

export const SaveBar = ({ isChanged, isSaved, busy, verb, children }: Props) => (
  <div className="save-bar">
    <div className="save-problem">{children}</div>
    <Text size="sm" c="dimmed" role="status">
      {isChanged ? 'There are unsaved changes.' : isSaved ? 'Saved.' : 'Everything is saved.'}
    </Text>
    <Button type="submit" disabled={!isChanged} loading={busy}>
      {verb}
    </Button>
  </div>
);
