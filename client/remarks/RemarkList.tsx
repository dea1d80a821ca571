// The remarks of a part as a list: what the marks in the text show to the eye is read here by everybody.
import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { RemarkView } from '#shared/remarks/contract.ts';
import type { Toggled } from './use-toggled.ts';
import { RemarkThread } from './RemarkThread.tsx';

/** A part with more begins with lines that open one by one. */
const openUpTo = 4;
/** Of more, the rest is asked for: they are many lines, and each opens a conversation. */
const shownUpTo = 30;

interface Props {
  readonly label: string;
  readonly remarks: readonly RemarkView[];
  readonly toggled: Toggled;
  readonly onToggle: (id: Id, isOpen: boolean) => void;
}

export const RemarkList = ({ label, remarks, toggled, onToggle }: Props) => {
  const [isWhole, setWhole] = useState(false);
  const isFew = remarks.length <= openUpTo;
  // One that was asked for by its mark is shown wherever it stands.
  const shown = remarks.filter(({ id }, index) => isWhole || index < shownUpTo || toggled.get(id) === true);
  if (remarks.length === 0) return null;
  return (
    <>
      <ol className="remark-list" aria-label={label}>
        {shown.map((remark) => (
          <RemarkThread
            key={remark.id}
            remark={remark}
            isOpen={toggled.get(remark.id) ?? isFew}
            onToggle={(isOpen) => {
              onToggle(remark.id, isOpen);
            }}
          />
        ))}
      </ol>
      {shown.length < remarks.length && (
        <UnstyledButton
          className="remark-line"
          onClick={() => {
            setWhole(true);
          }}
        >
          Show {String(remarks.length - shown.length)} more
        </UnstyledButton>
      )}
    </>
  );
};
