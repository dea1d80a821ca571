// How a screen learns how far its own clock is off the server's.

/** One question for the server's time; `sentAt` and `receivedAt` by the screen's clock, all in milliseconds. */
export interface TimeSample {
  sentAt: number;
  serverAt: number;
  receivedAt: number;
}

/** Samples with the shortest round trips that are used where a clock was set meanwhile. */
const BEST_SAMPLES = 5;

/**
 * Between what every sample leaves possible: the server wrote its time after the question was sent and before the answer came
 * (Marzullo's intersection of intervals). Empty, with `low` above `high`, where a clock was set between samples.
 */
const possible = (samples: readonly TimeSample[]): { low: number; high: number } => ({
  low: Math.max(...samples.map(({ serverAt, receivedAt }) => serverAt - receivedAt)),
  high: Math.min(...samples.map(({ serverAt, sentAt }) => serverAt - sentAt)),
});

/** By how many milliseconds an estimate from these samples is off at most; Infinity where it cannot be told. */
export function offsetError(samples: readonly TimeSample[]): number {
  const { low, high } = possible(samples);
  return low > high ? Infinity : (high - low) / 2;
}

/**
 * What to add to the screen's clock to get server time, in milliseconds: the middle of what all samples leave possible, off by
 * {@link offsetError} at most, however unequal both ways are. Where nothing is left the median over the samples with the
 * shortest round trips of NTP's offset (RFC 5905, section 8). Undefined without samples.
 */
export function estimateOffset(samples: readonly TimeSample[]): number | undefined {
  const { low: least, high: most } = possible(samples);
  if (samples.length > 0 && least <= most) return (least + most) / 2;
  const roundTrip = ({ sentAt, receivedAt }: TimeSample): number => receivedAt - sentAt;
  const offsets = samples
    .toSorted((one, other) => roundTrip(one) - roundTrip(other))
    .slice(0, BEST_SAMPLES)
    .map(({ sentAt, serverAt, receivedAt }) => serverAt - (sentAt + receivedAt) / 2)
    .toSorted((one, other) => one - other);
  const middle = offsets.length / 2;
  const low = offsets[Math.ceil(middle) - 1];
  const high = offsets[Math.floor(middle)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
