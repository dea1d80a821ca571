// For whom a new remark is: students write for all readers, which is said; the staff choose.
import { Checkbox, SegmentedControl, Text } from '@mantine/core';
import type { Audience } from '#shared/remarks/contract.ts';
import { readsAsStaff } from '#shared/remarks/rules.ts';
import { useRemarkReading } from './reading-context.ts';

const choices = [
  { value: 'readers', label: 'All readers' },
  { value: 'author', label: 'The author' },
  { value: 'staff', label: 'Staff only' },
] as const satisfies readonly { value: Audience; label: string }[];

interface Props {
  readonly audience: Audience;
  readonly isHeld: boolean;
  readonly onChange: (next: { readonly audience: Audience; readonly isHeld: boolean }) => void;
}

export const RemarkAudience = ({ audience, isHeld, onChange }: Props) => {
  const { reader, areNamesShown } = useRemarkReading();
  if (!readsAsStaff(reader))
    return (
      <Text size="xs" c="var(--text-quiet)">
        {areNamesShown
          ? 'For everybody who may read this review, with your name.'
          : reader.isAuthor
            ? 'For everybody who may read this review. Classmates see you as its author, without your name.'
            : 'For everybody who may read this review. Classmates see a pseudonym, the staff your name.'}
      </Text>
    );
  return (
    <div className="remark-audience">
      <SegmentedControl
        size="xs"
        aria-label="For whom"
        data={[...choices]}
        value={audience}
        onChange={(value) => {
          onChange({ audience: value, isHeld: value === 'author' && isHeld });
        }}
      />
      {audience === 'author' && (
        <Checkbox
          size="xs"
          label="Hold back until marks are returned"
          checked={isHeld}
          onChange={(event) => {
            onChange({ audience, isHeld: event.currentTarget.checked });
          }}
        />
      )}
    </div>
  );
};
