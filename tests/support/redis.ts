// A redis-server for one test file.
import { describe } from '@jest/globals';
import { findRedis } from './find-redis.js';

export { startRedis, type RedisServer } from './redis-server.ts';

/** `describe`, which fails where there is no redis-server and nobody watches, and is skipped where somebody does. */
export const describeWithRedis: typeof describe | typeof describe.skip =
  findRedis() !== undefined || process.env['CI'] ? describe : describe.skip;
