// The order of points by their votes, for a wall that many look at.
import { useEffect, useRef, useState } from 'react';
import type { PointView } from '#shared/reporting/contract.ts';

const rankedAnewMs = 30_000;

/** The places of points by their votes, kept for a while: a class that votes does not see them jump. */
export const useRanks = (points: readonly PointView[]): ReadonlyMap<string, number> => {
  const rank = (all: readonly PointView[]) =>
    new Map([...all].sort((one, other) => other.votes - one.votes).map(({ id }, at) => [id, at]));
  const [ranks, setRanks] = useState(() => rank(points));
  const latest = useRef(points);
  useEffect(() => {
    latest.current = points;
  });
  const isNew = points.some(({ id }) => !ranks.has(id));
  if (isNew) setRanks(rank(points));
  useEffect(() => {
    const timer = setInterval(() => {
      setRanks(rank(latest.current));
    }, rankedAnewMs);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return ranks;
};
