// What time the server has: asked for over the live connection, so that every screen counts down together.
import { useEffect } from 'react';
import { estimateOffset, offsetError, type TimeSample } from '#shared/kernel/clock-offset.ts';
import { onConnection, sampleServerTime } from './live.ts';

const samplesEach = 6;
/** On a bad network it goes on asking until two screens cannot differ by more than 200 ms, but not for ever. */
const errorAtMostMs = 100;
const samplesAtMost = 25;
const betweenSamplesMs = 120;
const againMs = 60_000;

let offset: number | undefined;
let users = 0;
let stop: (() => void) | undefined;

/** Server time in milliseconds since 1970, as well as it is known; by this device's clock until it was asked for. */
export const serverNow = (): number => Date.now() + (offset ?? 0);

/** A first guess from an answer of the server, off by the answer's way; used until the server was asked. */
export const guessServerTime = (saidAt: number): void => {
  offset ??= saidAt - Date.now();
};

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

// A new series replaces the old one: a device's clock may have been set in between.
const measure = async (): Promise<void> => {
  const samples: TimeSample[] = [];
  for (let count = 0; count < samplesAtMost; count += 1) {
    if (count >= samplesEach && offsetError(samples) <= errorAtMostMs) break;
    const sample = await sampleServerTime().catch(() => undefined);
    if (sample)
      samples.push({ sentAt: sample.askedAt, serverAt: sample.serverTime, receivedAt: sample.answeredAt });
    await wait(betweenSamplesMs);
  }
  offset = estimateOffset(samples) ?? offset;
};

const begin = (): (() => void) => {
  const again = () => void measure();
  // A laptop that slept may have another idea of time.
  const look = () => {
    if (document.visibilityState === 'visible') again();
  };
  const timer = setInterval(again, againMs);
  const unlisten = onConnection((connected) => {
    if (connected) again();
  });
  document.addEventListener('visibilitychange', look);
  again();
  return () => {
    clearInterval(timer);
    unlisten();
    document.removeEventListener('visibilitychange', look);
  };
};

/** Keeps {@link serverNow} right while mounted: measured at once, every minute, and whenever the connection returns. */
export const useServerClock = (): void => {
  useEffect(() => {
    users += 1;
    stop ??= begin();
    return () => {
      users -= 1;
      if (users > 0) return;
      stop?.();
      stop = undefined;
    };
  }, []);
};
