// A Jest environment with jsdom's document and Node's network, so that components can talk to the real server.
import { TestEnvironment } from 'jest-environment-jsdom';

// What Node has and jsdom lacks, or has in a kind that Node's `fetch` does not take.
const ofNode = {
  fetch,
  Headers,
  Request,
  Response,
  FormData,
  Blob,
  AbortController,
  AbortSignal,
  ArrayBuffer,
  Uint8Array,
  TextEncoder,
  TextDecoder,
  ReadableStream,
  structuredClone,
  clearTimeout,
  clearInterval,
  setImmediate,
  clearImmediate,
};

const unseen = () => undefined;

// Nothing is laid out here, so nothing is ever resized; whoever looks wishes for no motion, and no other media query holds.
const ofBrowsers = {
  ResizeObserver: class {
    observe = unseen;
    unobserve = unseen;
    disconnect = unseen;
  },
  matchMedia: (media: string) => ({
    media,
    matches: media.includes('prefers-reduced-motion'),
    addEventListener: unseen,
    removeEventListener: unseen,
  }),
};

type Act = (...given: unknown[]) => void;

/** Node's timers, which the server beside the page needs, ended like a page's own when the page is closed. */
const keepTimers = () => {
  const kept = new Set<NodeJS.Timeout>();
  const keep = (timer: NodeJS.Timeout) => {
    kept.add(timer);
    return timer;
  };
  return {
    timers: {
      setTimeout: (act: Act, ms?: number, ...given: unknown[]) => keep(setTimeout(act, ms, ...given)),
      setInterval: (act: Act, ms?: number, ...given: unknown[]) => keep(setInterval(act, ms, ...given)),
    },
    end: () => {
      kept.forEach(clearTimeout);
    },
  };
};

export default class BrowserEnvironment extends TestEnvironment {
  readonly #kept = keepTimers();

  // The server runs beside the page: packages come as Node gets them.
  override exportConditions = () => ['node', 'node-addons'];

  override async setup(): Promise<void> {
    await super.setup();
    Object.assign(this.global, ofNode, ofBrowsers, this.#kept.timers);
    Object.assign(this.global.document, { fonts: new this.global.EventTarget() });
    // Mongoose warns of jsdom's timers, which are not there.
    this.global.process.env['SUPPRESS_JEST_WARNINGS'] = 'true';
  }

  override async teardown(): Promise<void> {
    this.#kept.end();
    await super.teardown();
  }
}
