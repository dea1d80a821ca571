// From marks to points with every step, so that it can be worked out again by hand.
import type { Calculation } from '#shared/grading/marks.ts';

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

export const sayPoints = (points: number | null): string => (points === null ? '–' : numbers.format(points));

export const CalculationSteps = ({ lines, mean, percentLost, proposed, byHand }: Calculation) => (
  <ol className="grading-steps">
    {lines.map(({ title, step, steps, share }) => (
      <li key={title}>
        {title}: step {step} of {steps}, ({step} − 1) ÷ ({steps} − 1) = {numbers.format(share)}
      </li>
    ))}
    {mean === null ? (
      <li>There are no marks to work points out from.</li>
    ) : (
      <li>
        Mean of {lines.length === 1 ? 'one mark' : `${String(lines.length)} marks`}: {numbers.format(mean)},
        times 100 = {numbers.format(mean * 100)}
      </li>
    )}
    {percentLost > 0 && mean !== null && <li>Submitted late: less {percentLost} points</li>}
    {proposed !== null && <li>In whole points: {sayPoints(proposed)}</li>}
    {byHand !== null && (
      <li>
        Set by hand: {sayPoints(byHand)}
        {proposed !== null && ` instead of ${sayPoints(proposed)}`}
      </li>
    )}
  </ol>
);
