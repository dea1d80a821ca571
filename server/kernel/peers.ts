// The other app processes that serve the same community: who they are, and what is told among them, over Redis.
import { randomUUID } from 'node:crypto';
import type { Log } from './log.ts';
import type { Reading } from './metrics.ts';
import { createRedis, type RedisClient } from './redis.ts';

export interface Peers {
  /** Of this process, for this run. */
  readonly id: string;
  /** True without REDIS_URL: this process serves everybody. */
  readonly isAlone: boolean;
  /** Whether the others can be told something now; false alone, and while Redis is away or does not answer. */
  isUp(): boolean;
  /** The other processes that were heard of in the last seconds. */
  others(): readonly string[];
  /**
   * Tells all others, in the order of the calls, without waiting. What is told while Redis is away is lost: whoever cannot bear
   * that looks again when it is back ({@link onBack}).
   */
  tell(topic: string, message: unknown): void;
  /** Hears what others tell: JSON as it came, to be checked, and the id of who told it. Called while the app is put together. */
  hear(topic: string, listener: (message: unknown, from: string) => void): void;
  /** Hears the words of a topic that are not JSON, its own too. */
  hearText(topic: string, listener: (text: string) => void): void;
  /** Redis can be reached again, or for the first time: what others did meanwhile was not heard. */
  onBack(listener: () => void): void;
  /** Redis is away: from now on nobody else is heard. */
  onAway(listener: () => void): void;
  /** Another process was heard of for the first time, or has gone: closed, dead, or out of reach for four seconds. */
  onCame(listener: (id: string) => void): void;
  onGone(listener: (id: string) => void): void;
  /** What is kept for all processes; undefined alone. */
  readonly shared: SharedMemory | undefined;
  close(): void;
}

/** Redis itself, for the few that keep something there. */
export interface SharedMemory {
  readonly client: RedisClient;
  /** Begins the names of all keys and channels of this community. */
  readonly prefix: string;
  /** Changes whenever the server may have forgotten something: it was started anew, or another took its place. */
  run(): string;
  /** Rejects while Redis is away and after a second without an answer, which then counts as being away. */
  ask<T>(question: (client: RedisClient) => Promise<T>): Promise<T>;
}

const beatMs = 1000;
/** Own beats come back through Redis: without one for so long, it is away. */
const silentMs = 2500;
/** Of others. They are gone from every page within five seconds. */
const goneMs = 4000;
const answerMs = 1000;
const beating = 'beat';

const createHearers = <T extends unknown[]>() => {
  const listeners: ((...told: T) => void)[] = [];
  return {
    add: (listener: (...told: T) => void) => {
      listeners.push(listener);
    },
    tell: (...told: T) => {
      for (const listener of listeners) listener(...told);
    },
  };
};

const nothing = () => undefined;

/** No other process. */
export const alone: Peers = {
  ...{ id: 'alone', isAlone: true, isUp: () => false, others: () => [], shared: undefined },
  ...{ tell: nothing, hear: nothing, hearText: nothing, close: nothing },
  ...{ onBack: nothing, onAway: nothing, onCame: nothing, onGone: nothing },
};

/** For `/metrics`. */
export const peerReadings = (peers: Peers): readonly Reading[] =>
  peers.isAlone
    ? []
    : [
        {
          name: 'paperround_redis_up',
          help: '1 while this process and the others hear each other through Redis',
          read: () => Number(peers.isUp()),
        },
        {
          name: 'paperround_peers',
          help: 'Other processes that were heard of in the last seconds',
          read: () => peers.others().length,
        },
      ];

interface Options {
  /** `redis://` or `rediss://`. */
  readonly url: string;
  /** Of this community alone, whoever else uses the same server. */
  readonly prefix: string;
  readonly log: Log;
}

/** Connects, or goes on without for now. Throws a SettingsError where that can never work. */
export const openPeers = async ({ url, prefix, log }: Options): Promise<Peers> => {
  const id = randomUUID();
  const hearers = new Map<string, ((text: string) => void)[]>();
  const [back, away] = [createHearers(), createHearers()];
  const [came, gone] = [createHearers<[string]>(), createHearers<[string]>()];
  const heardAt = new Map<string, number>();
  const subscribed = new Set<string>();
  let isUp = false;
  let isRising = false;
  let isClosed = false;
  let hasFallen = false;
  let run = '';
  let beats = 0;
  /** The first beat of our own that shows that Redis is there again. */
  let awaited = 0;
  let ownHeardAt = 0;
  let tickedAt = performance.now();
  let settle: () => void = nothing;
  const firstRise = new Promise<void>((resolve) => {
    settle = resolve;
  });

  const isThere = () => isUp;

  const fall = (why: string) => {
    awaited = beats;
    if (!isUp) return;
    isUp = false;
    hasFallen = true;
    log.error({ why }, 'Redis is away: people on this process hear each other only');
    away.tell();
  };

  const redis = createRedis(url, log, {
    onReady: () => {
      beat();
    },
    onLost: fall,
  });
  const { asking, hearing } = redis;

  const publish = (topic: string, text: string) => {
    asking.publish(prefix + topic, text).catch((error: unknown) => {
      log.debug({ error: String(error), topic }, 'not told to other processes');
    });
  };
  const within = async <T>(question: Promise<T>): Promise<T> => {
    let alarm: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_resolve, reject) => {
      alarm = setTimeout(() => {
        fall('no answer');
        reject(new Error('Redis does not answer'));
      }, answerMs);
    });
    try {
      return await Promise.race([question, silence]);
    } finally {
      clearTimeout(alarm);
    }
  };

  const subscribe = async () => {
    for (const topic of hearers.keys()) {
      if (subscribed.has(topic)) continue;
      subscribed.add(topic);
      const listen = (text: string) => {
        for (const listener of hearers.get(topic) ?? []) listener(text);
      };
      await hearing.subscribe(prefix + topic, listen).catch((error: unknown) => {
        subscribed.delete(topic);
        throw error;
      });
    }
  };

  /** The way there and back works. */
  const rise = async () => {
    if (isRising || isUp) return;
    isRising = true;
    const since = awaited;
    try {
      await within(subscribe());
      run = /^run_id:(\w+)/m.exec(await within(asking.info('server')))?.[1] ?? randomUUID();
      if (isClosed || since !== awaited) return;
      isUp = true;
      ownHeardAt = performance.now();
      log[hasFallen ? 'warn' : 'info'](
        { others: heardAt.size },
        'Redis is there: the processes hear each other',
      );
      back.tell();
      settle();
    } catch (error) {
      log.debug({ error: String(error) }, 'Redis');
    } finally {
      isRising = false;
    }
  };

  function beat() {
    beats += 1;
    if (redis.isConnected()) publish(beating, `${id} ${String(beats)}`);
  }

  const lose = (other: string) => {
    if (heardAt.delete(other)) gone.tell(other);
  };

  const hearBeat = (text: string) => {
    const [from = '', said = ''] = text.split(' ');
    if (from === id) {
      ownHeardAt = performance.now();
      if (!isUp && Number(said) > awaited) void rise();
      return;
    }
    if (said === 'bye') {
      lose(from);
      return;
    }
    const isNew = !heardAt.has(from);
    heardAt.set(from, performance.now());
    if (isNew) came.tell(from);
  };
  hearers.set(beating, [hearBeat]);

  const timer = setInterval(() => {
    const now = performance.now();
    // After a standstill of this process itself, what was heard meanwhile comes only after this.
    const isLate = now - tickedAt > 1.7 * beatMs;
    tickedAt = now;
    if (!isLate) {
      if (isUp && now - ownHeardAt > silentMs) fall('silence');
      for (const [other, at] of heardAt) if (now - at > goneMs) lose(other);
    }
    beat();
    if (redis.isConnected() && !subscribed.has(beating)) subscribe().catch(nothing);
  }, beatMs).unref();

  const hearText = (topic: string, listener: (text: string) => void) => {
    hearers.set(topic, [...(hearers.get(topic) ?? []), listener]);
    if (isUp) subscribe().catch(nothing);
  };

  await redis.connect();
  if (redis.isConnected()) {
    await within(subscribe()).catch(nothing);
    beat();
    let alarm: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      alarm = setTimeout(resolve, silentMs);
    });
    await Promise.race([firstRise, patience]);
    clearTimeout(alarm);
  }
  if (!isThere())
    log.error(
      'No Redis answers at the address in REDIS_URL: until one does, people on this process hear each other only',
    );

  return {
    ...{ id, isAlone: false, isUp: isThere, others: () => [...heardAt.keys()] },
    tell: (topic, message) => {
      if (isUp) publish(topic, `${id} ${JSON.stringify(message)}`);
    },
    hear: (topic, listener) => {
      hearText(topic, (text) => {
        const at = text.indexOf(' ');
        const from = text.slice(0, at);
        if (from === id) return;
        try {
          listener(JSON.parse(text.slice(at + 1)), from);
        } catch (error) {
          log.error({ error: String(error), topic }, 'what another process told was not understood');
        }
      });
    },
    hearText,
    ...{ onBack: back.add, onAway: away.add, onCame: came.add, onGone: gone.add },
    shared: {
      ...{ client: asking, prefix, run: () => run },
      ask: (question) => (isUp ? within(question(asking)) : Promise.reject(new Error('Redis is away'))),
    },
    close: () => {
      isClosed = true;
      isUp = false;
      clearInterval(timer);
      if (redis.isConnected()) publish(beating, `${id} bye`);
      // After what was told last.
      setImmediate(redis.close);
    },
  };
};
