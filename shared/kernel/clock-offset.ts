// How a screen learns how far its own clock is off the server's.

/** One question for the server's time; `sentAt` and `receivedAt` by the screen's clock, all in milliseconds. */
export interface TimeSample {
  sentAt: number;
  serverAt: number;
  receivedAt: number;
}

/** Samples with the shortest round trips that are used; a slow answer says little about when it was written. */
const BEST_SAMPLES = 5;

/**
 * What to add to the screen's clock to get server time, in milliseconds: the median over the best samples of NTP's
 * offset (RFC 5905, section 8), which takes both ways to be equally long. It is off by at most half of the
 * round trip. Undefined without samples.
 */
export function estimateOffset(samples: readonly TimeSample[]): number | undefined {
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
