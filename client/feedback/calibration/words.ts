// How far a student's marks are from the staff's, in words.
import type { Compared } from '#shared/feedback/calibration.ts';

const steps = (count: number) => (count === 1 ? '1 step' : `${String(count)} steps`);

/** `As the staff`, `1 step above the staff`. */
export const sayApart = ({ apart }: Pick<Compared, 'apart'>): string =>
  apart === 0 ? 'As the staff' : `${steps(Math.abs(apart))} ${apart > 0 ? 'above' : 'below'} the staff`;

/** `As the staff in 2 of 4 criteria; elsewhere 1 to 2 steps apart. You marked higher than they did.` */
export const sayComparison = (all: readonly Compared[]): string => {
  if (all.length === 0) return 'The staff have marked this sample by other criteria since.';
  const off = all.filter(({ apart }) => apart !== 0);
  if (off.length === 0) return 'You marked every criterion as the staff did.';
  const distances = off.map(({ apart }) => Math.abs(apart));
  const [least, most] = [Math.min(...distances), Math.max(...distances)];
  const span = least === most ? steps(most) : `${String(least)} to ${steps(most)}`;
  const same = `As the staff in ${String(all.length - off.length)} of ${String(all.length)} criteria`;
  const lean = off.every(({ apart }) => apart > 0)
    ? ' You marked higher than they did.'
    : off.every(({ apart }) => apart < 0)
      ? ' You marked lower than they did.'
      : '';
  return `${same}; elsewhere ${span} apart.${lean}`;
};
