// Sweeps: what is done now and again at a pace, by one process at a time.
import type { Leases } from './leases.ts';
import type { Log } from './log.ts';

interface Sweep {
  readonly leases: Leases;
  readonly log?: Log;
  readonly name: string;
  readonly everyMs: number;
  sweep(): Promise<void>;
}

/** Sweeps now and every `everyMs`. The answer stops it and waits for the last one. */
export const startSweeping = ({ leases, log, name, everyMs, sweep }: Sweep): (() => Promise<void>) => {
  let sweeping: Promise<unknown> = Promise.resolve();
  const begin = () => {
    sweeping = leases.during(`sweep:${name}`, sweep).catch((error: unknown) => {
      log?.error({ sweep: name, error: String(error) }, 'sweeping failed');
    });
  };
  begin();
  const timer = setInterval(begin, everyMs).unref();
  return async () => {
    clearInterval(timer);
    await sweeping;
  };
};
