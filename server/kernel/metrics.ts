// Figures for Prometheus: how long which route takes, how many sockets are open, how the process is; closed without a token.
import { timingSafeEqual, createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { refuse } from '#shared/kernel/refusals.ts';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { verbOf } from './request-log.ts';

export interface Metrics {
  /** Measures what comes after it. */
  readonly watch: RequestHandler;
  /** `/metrics` in Prometheus' text format for `Authorization: Bearer <token>`; for everybody else there is nothing here. */
  readonly serve: RequestHandler;
  close(): void;
}

/** What stands at `/metrics` for everybody without the token, and where the operator has set none. */
export const noMetrics: RequestHandler = (_request, _response, next) => {
  next(refuse('not_found', 'no_such_address', 'There is nothing at this address.'));
};

const digest = (text: string) => createHash('sha256').update(text).digest();

/** One figure, read when somebody asks. */
export interface Reading {
  readonly name: string;
  readonly help: string;
  read(): number;
}

/** `token` has at least 16 characters. */
export const createMetrics = (token: string, readings: readonly Reading[]): Metrics => {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: 'paperround_' });
  const seconds = new Histogram({
    name: 'paperround_request_seconds',
    help: 'Time from the arrival of a request to the end of its answer, by route of the contract',
    labelNames: ['verb', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  for (const { name, help, read } of readings)
    new Gauge({
      ...{ name, help, registers: [register] },
      collect() {
        this.set(read());
      },
    });
  const expected = digest(`Bearer ${token}`);
  return {
    watch: (_request, response, next) => {
      const startedAt = performance.now();
      response.once('close', () => {
        seconds.observe(
          { verb: verbOf(response) ?? 'other', status: `${String(Math.floor(response.statusCode / 100))}xx` },
          (performance.now() - startedAt) / 1000,
        );
      });
      next();
    },
    serve: async (request, response, next) => {
      if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
        noMetrics(request, response, next);
        return;
      }
      const text = await register.metrics();
      response.setHeader('Cache-Control', 'no-store').type(register.contentType).send(text);
    },
    close: () => {
      register.clear();
    },
  };
};
