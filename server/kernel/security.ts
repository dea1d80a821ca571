// The headers every answer carries and the refusal of writes that come from other sites.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler } from 'express';
import helmet from 'helmet';
import { refuse } from '#shared/kernel/refusals.ts';

const protections = (secure: boolean) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        // pdf.js decodes JPEG 2000 and colour profiles with WebAssembly.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        styleSrc: ["'self'"],
        // Style attributes carry positions (KaTeX, page layout), never addresses: connect and img stay limited to this origin.
        styleSrcAttr: ["'unsafe-inline'"],
        fontSrc: ["'self'", 'data:'],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31536000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  });

/** Content-Security-Policy and friends: the same in every answer, so they are made once. A page adds its nonce with {@link allowOwnStyles}. */
export const securityHeaders = (secure: boolean): RequestHandler => {
  const headers = new Map<string, string>();
  const recorder = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: () => undefined,
  };
  protections(secure)({} as IncomingMessage, recorder as unknown as ServerResponse, (error?: unknown) => {
    if (error) throw new Error('The security headers could not be made.', { cause: error });
  });
  return (_request, response, next) => {
    response.setHeaders(headers);
    next();
  };
};

/** Lets the page that is sent now have style elements with the nonce that comes back, and no others. */
export const allowOwnStyles = (response: ServerResponse): string => {
  const nonce = randomBytes(16).toString('base64');
  const policy = String(response.getHeader('Content-Security-Policy'));
  response.setHeader(
    'Content-Security-Policy',
    policy.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`),
  );
  return nonce;
};

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses writes started by other sites: Sec-Fetch-Site where the browser sends it, otherwise Origin. */
export const sameSiteWrites: RequestHandler = (request, _response, next) => {
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const foreign =
    site !== undefined
      ? site !== 'same-origin' && site !== 'none'
      : origin !== undefined && !isOwnOrigin(origin, request.headers.host);
  if (!reading.has(request.method) && foreign)
    next(refuse('forbidden', 'cross_site', 'This request came from another site and was refused.'));
  else next();
};

/** Whether an Origin header names this server's own host. */
export const isOwnOrigin = (origin: string, host: string | undefined): boolean => {
  try {
    return host !== undefined && new URL(origin).host === host;
  } catch {
    return false;
  }
};

const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * Whether a request was made on this very machine: from the loopback address, for a name of this machine (another site's
 * name may be made to lead here), and not passed on by a proxy, whatever it says about the sender.
 */
export const isLocal = ({ headers, socket }: Pick<Request, 'headers' | 'socket'>): boolean =>
  /^(::ffff:)?127[.]|^::1$/.test(socket.remoteAddress ?? '') &&
  /^(localhost|127[.]0[.]0[.]1|\[::1\])(:\d+)?$/i.test(headers.host ?? '') &&
  forwarding.every((name) => headers[name] === undefined);

/**
 * What limits count by: an IPv4 address, or the first half of an IPv6 address, since a household or a rented server has a
 * whole /64 of those to itself.
 */
export const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+[.]\d+[.]\d+[.]\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return `${[...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
};
