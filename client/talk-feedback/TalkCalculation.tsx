// From marks to the points of a talk with every step, so that it can be worked out again by hand.
import type { TalkCalculation as Calculation } from '#shared/talk-feedback/points.ts';
import { sayPoints } from '#client/grading/CalculationSteps.tsx';

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

export const TalkCalculation = ({ lines, mean, outOf, proposed, byHand }: Calculation) => {
  const isWeighted = new Set(lines.map(({ weight }) => weight)).size > 1;
  return (
    <ol className="grading-steps">
      {lines.map(({ title, step, steps, share, weight }) => (
        <li key={title}>
          {title}: step {step} of {steps}, ({step} − 1) ÷ ({steps} − 1) = {numbers.format(share)}
          {isWeighted && `, weight ${String(weight)}`}
        </li>
      ))}
      {mean === null ? (
        <li>There are no marks to work points out from.</li>
      ) : (
        <li>
          Mean{isWeighted && ' by weight'}: {numbers.format(mean)}, times {outOf} ={' '}
          {numbers.format(mean * outOf)}
        </li>
      )}
      {proposed !== null && <li>In whole and half points: {sayPoints(proposed)}</li>}
      {byHand !== null && (
        <li>
          Set by hand: {sayPoints(byHand)}
          {proposed !== null && ` instead of ${sayPoints(proposed)}`}
        </li>
      )}
    </ol>
  );
};
