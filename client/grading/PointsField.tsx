// Points: what the marks come to, a number by hand instead of it, and every step of the calculation.
import { Button, Group, NumberInput, UnstyledButton } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import { pointsAtMost, type Calculation } from '#shared/grading/marks.ts';
import { sayPoints } from './CalculationSteps.tsx';

interface Props {
  readonly calculation: Pick<Calculation, 'proposed' | 'byHand' | 'points'>;
  /** Whose points, where there are several. */
  readonly name?: string;
  readonly outOf?: number;
  /** Every step of the calculation. */
  readonly steps: ReactNode;
  readonly onByHand: (points: number | null) => void;
}

export const PointsField = ({ calculation, name, outOf = pointsAtMost, steps, onByHand }: Props) => {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { proposed, byHand, points } = calculation;
  return (
    <section className="grading-points" aria-label={name === undefined ? 'Points' : `Points of ${name}`}>
      <Group justify="space-between" align="flex-end" gap="sm">
        <UnstyledButton
          className="grading-total"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          <strong>{sayPoints(points)}</strong> of {outOf} points
          <span className="grading-how">{isOpen ? 'Hide the calculation' : 'How it comes about'}</span>
        </UnstyledButton>
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <NumberInput
            label="By hand"
            size="sm"
            w="6.5rem"
            min={0}
            max={outOf}
            step={0.5}
            decimalScale={1}
            clampBehavior="strict"
            placeholder={proposed === null ? '' : String(proposed)}
            value={byHand ?? ''}
            onChange={(value) => {
              // Whole and half points.
              onByHand(typeof value === 'number' ? Math.round(value * 2) / 2 : null);
            }}
          />
          {byHand !== null && (
            <Button
              variant="default"
              size="sm"
              onClick={() => {
                onByHand(null);
              }}
            >
              Clear
            </Button>
          )}
        </Group>
      </Group>
      <div id={id} hidden={!isOpen}>
        {steps}
      </div>
    </section>
  );
};
