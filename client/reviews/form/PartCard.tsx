// One part of a review form: in a line as long as it is not edited, with the buttons for its place.
import { Button, Group, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import { sampleTitle } from '#shared/reviews/form.ts';
import { sayPart } from './editing.ts';
import { OrderButtons } from '#client/kit/OrderButtons.tsx';
import { PartFields, type PartProps } from './PartFields.tsx';

interface Props extends PartProps {
  readonly index: number;
  readonly count: number;
  readonly hasProblem: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

const loss =
  'Students are asked for it no more once you save. What they have answered stays readable in their reviews.';

export const PartCard = ({ index, count, hasProblem, onMove, onRemove, ...props }: Props) => {
  const { part } = props;
  // What is new has no title yet.
  const [isOpen, setOpen] = useState(part.title === '');
  const isShown = isOpen || hasProblem;
  const title = sampleTitle(part).trim();
  const name = title === '' ? `part ${String(index + 1)}` : `“${title}”`;
  const Icon = isShown ? IconChevronUp : IconChevronDown;
  return (
    <li className="card form-part">
      <Group justify="space-between" align="flex-start" gap="xs">
        <div className="form-part-name">
          <Text fw={600}>{title === '' ? 'A new part' : title}</Text>
          <Text size="sm" c="dimmed">
            {sayPart(part)}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap">
          <Button
            variant="subtle"
            size="compact-md"
            aria-expanded={isShown}
            aria-label={`Edit ${name}`}
            rightSection={<Icon size={16} aria-hidden="true" />}
            onClick={() => {
              setOpen(!isShown);
            }}
          >
            Edit
          </Button>
          <OrderButtons {...{ name, index, count, loss, onMove, onRemove }} />
        </Group>
      </Group>
      {isShown && <PartFields {...props} />}
    </li>
  );
};
